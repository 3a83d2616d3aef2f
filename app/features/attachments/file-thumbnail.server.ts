import { DomainError } from '#app/domain/errors.ts';
import type { ProgrammeDesk } from '#app/guard/desk.server.ts';
import { thumbnailAnswer, unchangedAnswer } from '#app/http/thumbnail-answer.ts';
import { findAttachment } from './attachments.repository.server.ts';

/**
 * A small picture of a file's first page, named by the file's SHA-256, so that a browser that has it asks only whether it is the same.
 * A file that cannot be in a claim has none.
 */
export async function fileThumbnail(desk: ProgrammeDesk, id: string): Promise<Response> {
  const { database, membership, programmeId, services, request } = desk;
  const { organisationId } = membership;
  const file = await findAttachment(database, membership, { programmeId, id });
  if (file?.state.isReadable !== true) throw new DomainError('not_found', `No thumbnail of file ${id}`);
  const unchanged = unchangedAnswer(request, file.sha256);
  if (unchanged !== undefined) return unchanged;
  const known = { sha256: file.sha256, read: () => services.files.get(organisationId, file.sha256) };
  const opened = await services.openFile(known, { organisationId });
  if ('unreadable' in opened) throw new DomainError('not_found', `File ${id} does not open any more: ${opened.unreadable}`);
  return thumbnailAnswer(opened.thumbnail, file.sha256);
}
