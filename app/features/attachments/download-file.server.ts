import { DomainError } from '#app/domain/errors.ts';
import type { ProgrammeDesk } from '#app/guard/desk.server.ts';
import { fileAnswer } from '#app/http/file-answer.ts';
import { findAttachment } from './attachments.repository.server.ts';

/** What may be shown in the page instead of fetched: what a browser draws and never runs. */
const shownTypes = ['application/pdf', 'image/jpeg', 'image/png'];

/** A file as it was sent: to keep, or with `?view` to look at beside the line it proves. */
export async function downloadFile(desk: ProgrammeDesk, id: string): Promise<Response> {
  const { database, membership, programmeId, services, url } = desk;
  const file = await findAttachment(database, membership, { programmeId, id });
  if (file === undefined) throw new DomainError('not_found', `No file ${id}`);
  const bytes = await services.files.get(membership.organisationId, file.sha256);
  const isShown = url.searchParams.has('view') && shownTypes.includes(file.mediaType);
  return fileAnswer({ pieces: [bytes], mediaType: file.mediaType, name: file.name, isShown });
}
