import { zipStream, type ZipPart } from '#app/features/exports/zip-stream.server.ts';
import { claimFileName } from '#app/features/exports/claim-for-export.ts';
import type { HeldFile } from '#app/features/progress/named-file.ts';
import { claimAddress } from '#app/features/shell/addresses.ts';
import type { ProgrammeDesk } from '#app/guard/desk.server.ts';
import { streamedFileAnswer } from '#app/http/file-answer.ts';
import { sendTo } from '#app/http/send-to.ts';
import { loadClaimCase, type ClaimCase } from './claim-case.server.ts';
import { claimInParts, draftFileName, partsZipName } from './claim-in-parts.server.ts';
import { requireDocumentReader } from './claim-subject.server.ts';
import { documentInTime } from './document-in-time.server.ts';
import { readFrozenClaim } from './frozen-claim.ts';
import { partSizeField, readPartSize } from './part-size.ts';

/** A claim's document in parts of the size asked for, as one zip; a size that is none is told on the claim's page, with what was typed. */
export async function claimPartsZip(desk: ProgrammeDesk): Promise<Response> {
  const { database, membership, programmeId, url } = desk;
  const found = await loadClaimCase(database, membership, { programmeId, id: desk.params['claim'] ?? '' });
  requireDocumentReader(desk, found.claim);
  const typed = url.searchParams.get(partSizeField) ?? '';
  const size = readPartSize(typed);
  if ('error' in size) throw toClaim(desk, typed);
  const files = await documentInTime(desk, {
    kind: 'parts', found, options: [size.partBytes], make: (workshop) => claimInParts({ found, workshop, ...size }),
  });
  return streamedFileAnswer(zipStream(zipParts(files)), { name: zipNameOf(found), mediaType: 'application/zip' });
}

function zipNameOf(found: ClaimCase): string {
  const { approved, number } = found.claim;
  if (approved === undefined) return partsZipName(draftFileName(found), found.programme.organisation.language);
  const { assessment, language } = readFrozenClaim(approved);
  return partsZipName(claimFileName(number, assessment.programme.facts.name), language);
}

/** One in memory at a time. */
async function* zipParts(files: readonly HeldFile[]): AsyncGenerator<ZipPart, void> {
  for (const { name, read } of files) yield { path: name, bytes: Buffer.concat(await read()) };
}

const longestTyped = 40;

function toClaim({ membership: { organisationId }, programmeId, params, url }: ProgrammeDesk, typed: string): Response {
  const query = new URLSearchParams({ [partSizeField]: typed.slice(0, longestTyped) });
  const language = url.searchParams.get('lang');
  if (language !== null) query.set('lang', language);
  return sendTo(`${claimAddress({ organisationId, programmeId, id: params['claim'] ?? '' })}?${query.toString()}#parts`);
}
