import { randomUUID } from 'node:crypto';
import { attachmentNames } from '#app/features/attachments/opened-attachment.ts';
import { readerAt } from '#app/features/expenses/expense-reader.server.ts';
import { loadProgramme } from '#app/features/programmes/load-programme.server.ts';
import { findNames } from '#app/features/users/names.repository.server.ts';
import type { ProgrammeDesk } from '#app/guard/desk.server.ts';
import { assessCase, loadClaimCase, type ClaimCase } from './claim-case.server.ts';
import { claimSize, fileSizes, type FileSize } from './claim-size.ts';
import type { ClaimSubject } from './claim-subject.ts';
import type { StoredClaim } from './claims.repository.server.ts';
import { findClaimVersions } from './claim-versions.repository.server.ts';
import { archiveOf } from './freeze-claim.server.ts';
import { readFrozenClaim, type FrozenClaimFacts } from './frozen-claim.ts';

/** A claim with all its page tells of. What it is made of now is there too, for those who have to make its document. */
export interface LoadedClaim {
  readonly subject: ClaimSubject;
  readonly found: ClaimCase;
}

/** Reads a claim of the desk's programme. Throws DomainError `not_found` when it is not there. */
export async function loadClaim(desk: ProgrammeDesk, id: string): Promise<LoadedClaim> {
  const { database, membership, programmeId, today } = desk;
  const found = await loadClaimCase(database, membership, { programmeId, id });
  const { claim, loaded } = found;
  const frozen = claim.approved === undefined ? undefined : readFrozenClaim(claim.approved);
  const people = [claim.preparedBy, ...(claim.approved === undefined ? [] : [claim.approved.by])];
  return {
    found,
    subject: {
      organisationId: membership.organisationId, programmeId, claim,
      assessment: frozen?.assessment ?? assessCase(found, today),
      frozenExplanation: frozen?.explanation,
      numbers: new Map(loaded.programme.expenses.map((expense, index) => [expense.id, index + 1])),
      size: claim.approved === undefined ? claimSize(found.programme, loaded.attachments) : undefined,
      fileSizes: sizesOf(found, frozen),
      isChangedSinceSent: claim.status === 'in_review' && claim.contentSha256 !== found.contentSha256,
      names: await findNames(database, membership, people),
      versions: await findClaimVersions(database, membership, claim),
      mayAttest: mayAttest(desk, loaded.organisation),
      today, reader: readerAt(desk), newKey: randomUUID,
    },
  };
}

/** Of an attested claim, the files it was attested with. */
function sizesOf({ programme, loaded }: ClaimCase, frozen: FrozenClaimFacts | undefined): FileSize[] {
  const names = attachmentNames(frozen?.assessment.programme ?? programme);
  const byName = new Map<string, { sha256: string; bytes: number }>((frozen?.files ?? loaded.attachments).map((file) => [file.name, file]));
  return fileSizes(names.flatMap((name) => byName.get(name) ?? []), loaded.attachments, frozen?.archive ?? archiveOf(loaded));
}

/** Finance does; where the organisation allows it, whoever prepares claims records an attestation made outside. */
function mayAttest(
  { membership, programmeId }: ProgrammeDesk, { allowsExternalAttestation }: Awaited<ReturnType<typeof loadProgramme>>['organisation'],
): boolean {
  return membership.may('claim.approve', programmeId) || (allowsExternalAttestation && membership.may('claim.prepare', programmeId));
}

/** Turns away those who may not have the claim's document. It names the account: who may not see that gets none. */
export function requireDocumentReader(desk: ProgrammeDesk, { approved }: StoredClaim): void {
  requireClaimReader(desk);
  if (!desk.membership.may(approved === undefined ? 'bank_account.read' : 'claim.download', desk.programmeId)) throw new Response(null, { status: 403 });
}

/** Turns away those whose role reads no claims: a consultant, who would see what others took, checks the programme instead. */
export function requireClaimReader({ membership, programmeId }: ProgrammeDesk): void {
  if (!membership.may('claim.read', programmeId)) throw new Response(null, { status: 403 });
}
