import { claimFileName } from '#app/features/exports/claim-for-export.ts';
import type { ProgrammeDesk } from '#app/guard/desk.server.ts';
import { fileAnswer } from '#app/http/file-answer.ts';
import { loadClaimCase } from './claim-case.server.ts';
import { draftFileName } from './claim-in-parts.server.ts';
import { requireDocumentReader } from './claim-subject.server.ts';
import { getClaim, type ApprovedClaim, type StoredClaim } from './claims.repository.server.ts';
import { documentInTime } from './document-in-time.server.ts';
import { draftPdf } from './freeze-claim.server.ts';
import { readFrozenClaim } from './frozen-claim.ts';
import type { Workshop } from './workshop.server.ts';

/** The claim's document: of an attested claim the very bytes that were attested, of any other as it would be now, marked as a draft. */
export async function claimPdf(desk: ProgrammeDesk): Promise<Response> {
  const { database, membership, programmeId } = desk;
  const claim = await getClaim(database, membership, { programmeId, id: desk.params['claim'] ?? '' });
  requireDocumentReader(desk, claim);
  return claim.approved === undefined ? drafted(desk, claim) : attested(desk, { number: claim.number, approved: claim.approved });
}

async function attested(
  { services, membership, url }: ProgrammeDesk, { number, approved }: { number: number; approved: ApprovedClaim },
): Promise<Response> {
  const bytes = await services.files.get(membership.organisationId, approved.pdfSha256);
  const name = claimFileName(number, readFrozenClaim(approved).assessment.programme.facts.name);
  return fileAnswer({ pieces: [bytes], mediaType: 'application/pdf', name, isShown: url.searchParams.has('view'), etag: approved.pdfSha256 });
}

async function drafted(desk: ProgrammeDesk, { id }: StoredClaim): Promise<Response> {
  const { database, membership, programmeId, url } = desk;
  const found = await loadClaimCase(database, membership, { programmeId, id });
  const isShown = url.searchParams.has('view');
  const name = draftFileName(found);
  const make = async (workshop: Workshop) => [{ name, pieces: (await draftPdf(found, workshop)).pieces }];
  const [file] = await documentInTime(desk, { kind: 'draft', found, make });
  if (file === undefined) throw new Error('A draft is always made');
  return fileAnswer({ pieces: await file.read(), mediaType: 'application/pdf', name, isShown });
}
