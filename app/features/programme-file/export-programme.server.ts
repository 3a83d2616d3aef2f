import { zipSync, type Zippable } from 'fflate';
import type { Programme } from '#app/domain/programme.ts';
import { safeName } from '#app/features/exports/archive-names.ts';
import { zipTime } from '#app/features/exports/zip-time.ts';
import { loadProgramme } from '#app/features/programmes/load-programme.server.ts';
import type { ProgrammeDesk } from '#app/guard/desk.server.ts';
import { fileAnswer } from '#app/http/file-answer.ts';
import { programmeFileOf } from './from-programme.ts';

/** All of it is held in memory twice while it is made. */
const largestZipBytes = 400_000_000;

/**
 * The programme as a programme file, or with `?with=files` as a zip of it and all its files: what `ou claim` and another
 * installation read. The account only for who may see it.
 */
export async function exportProgramme(desk: ProgrammeDesk): Promise<Response> {
  const { database, membership, programmeId, services, url } = desk;
  const { programme, attachments } = await loadProgramme(database, membership, programmeId);
  const shown = membership.may('bank_account.read', programmeId) ? programme : withoutAccount(programme);
  const json = Buffer.from(`${JSON.stringify(programmeFileOf(shown), undefined, 2)}\n`);
  const name = safeName(programme.facts.name, 'programme');
  if (url.searchParams.get('with') !== 'files') return fileAnswer({ bytes: json, mediaType: 'application/json', name: `${name}.json`, isShown: false });
  if (attachments.reduce((total, { bytes }) => total + bytes, 0) > largestZipBytes) throw new Response(null, { status: 413 });
  const entries: Zippable = { 'programme.json': [json, { mtime: zipTime }] };
  for (const { name: file, sha256 } of attachments) {
    entries[file] = [await services.files.get(membership.organisationId, sha256), { level: 0, mtime: zipTime }];
  }
  const { buffer, byteOffset, byteLength } = zipSync(entries);
  return fileAnswer({ bytes: Buffer.from(buffer, byteOffset, byteLength), mediaType: 'application/zip', name: `${name}.zip`, isShown: false });
}

function withoutAccount(programme: Programme): Programme {
  return { ...programme, organisation: { ...programme.organisation, bankAccount: undefined } };
}
