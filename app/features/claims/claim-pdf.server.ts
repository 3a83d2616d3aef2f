import { claimFileName } from '#app/features/exports/claim-for-export.ts';
import type { ProgrammeDesk } from '#app/guard/desk.server.ts';
import { countOne } from '#app/guard/take-from-limit.server.ts';
import { fileAnswer } from '#app/http/file-answer.ts';
import { loadClaimCase } from './claim-case.server.ts';
import { requireClaimReader } from './claim-subject.server.ts';
import { getClaim, type StoredClaim } from './claims.repository.server.ts';
import { draftPdf } from './freeze-claim.server.ts';
import { readFrozenClaim } from './frozen-claim.ts';

/**
 * The claim's document: of an attested claim the very bytes that were attested, of any other as it would be now, marked as a
 * draft. It names the account, so who may not see that gets no document.
 */
export async function claimPdf(desk: ProgrammeDesk): Promise<Response> {
  const { database, membership, programmeId } = desk;
  requireClaimReader(desk);
  const claim = await getClaim(database, membership, { programmeId, id: desk.params['claim'] ?? '' });
  const permission = claim.approved === undefined ? 'bank_account.read' : 'claim.download';
  if (!membership.may(permission, programmeId)) throw new Response(null, { status: 403 });
  return claim.approved === undefined ? drafted(desk, claim) : attested(desk, { number: claim.number, approved: claim.approved });
}

async function attested(
  { services, membership, url }: ProgrammeDesk, { number, approved }: { number: number; approved: NonNullable<StoredClaim['approved']> },
): Promise<Response> {
  const bytes = await services.files.get(membership.organisationId, approved.pdfSha256);
  const name = claimFileName(number, readFrozenClaim(approved).assessment.programme.facts.name);
  return fileAnswer({ pieces: [bytes], mediaType: 'application/pdf', name, isShown: url.searchParams.has('view'), etag: approved.pdfSha256 });
}

async function drafted(desk: ProgrammeDesk, { id, number }: StoredClaim): Promise<Response> {
  const { database, services, membership, programmeId, today, url } = desk;
  await countOne(desk, 'pdf');
  const found = await loadClaimCase(database, membership, { programmeId, id });
  const { files, openFile, projectFolder } = services;
  const { pieces } = await draftPdf(found, { files, openFile, membership, projectFolder, today });
  const name = claimFileName(number, `utkast-${found.programme.facts.name}`);
  return fileAnswer({ pieces, mediaType: 'application/pdf', name, isShown: url.searchParams.has('view') });
}
