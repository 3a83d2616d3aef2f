import type { Programme } from '#app/domain/programme.ts';
import type { StoredAttachment } from '#app/features/attachments/attachments.repository.server.ts';
import { safeName } from '#app/features/exports/archive-names.ts';
import { zipStream, type ZipPart } from '#app/features/exports/zip-stream.server.ts';
import { loadProgramme } from '#app/features/programmes/load-programme.server.ts';
import type { ProgrammeDataDesk } from '#app/guard/desk.server.ts';
import { fileAnswer, streamedFileAnswer } from '#app/http/file-answer.ts';
import { programmeFileOf } from './from-programme.ts';

/**
 * The programme as a programme file, or with `?with=files` as a zip of it and all its files: what `ou claim` and another
 * installation read. The account only for who may see it.
 */
export async function exportProgramme(desk: ProgrammeDataDesk): Promise<Response> {
  const { database, membership, programmeId, url } = desk;
  const { programme, attachments } = await loadProgramme(database, membership, programmeId);
  const shown = membership.may('bank_account.read', programmeId) ? programme : withoutAccount(programme);
  const json = Buffer.from(`${JSON.stringify(programmeFileOf(shown), undefined, 2)}\n`);
  const name = safeName(programme.facts.name, 'programme');
  if (url.searchParams.get('with') !== 'files') return fileAnswer({ pieces: [json], mediaType: 'application/json', name: `${name}.json`, isShown: false });
  await requireFiles(desk, attachments);
  return streamedFileAnswer(zipStream(partsOf(desk, json, attachments)), { mediaType: 'application/zip', name: `${name}.zip` });
}

/** Before the first byte is sent, since afterwards a download can only be broken off. */
async function requireFiles({ services, membership }: ProgrammeDataDesk, attachments: readonly StoredAttachment[]): Promise<void> {
  for (const { sha256, bytes } of attachments) {
    if (await services.files.sizeOf(membership.organisationId, sha256) !== bytes) throw new Error(`File ${sha256} is missing or damaged`);
  }
}

async function* partsOf(
  { services, membership }: ProgrammeDataDesk, json: Buffer, attachments: readonly StoredAttachment[],
): AsyncGenerator<ZipPart, void> {
  yield { path: 'programme.json', bytes: json };
  for (const { name, sha256 } of attachments) yield { path: name, bytes: await services.files.get(membership.organisationId, sha256) };
}

function withoutAccount(programme: Programme): Programme {
  return { ...programme, organisation: { ...programme.organisation, bankAccount: undefined } };
}
