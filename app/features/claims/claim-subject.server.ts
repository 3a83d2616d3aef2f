import { randomUUID } from 'node:crypto';
import { readerAt } from '#app/features/expenses/expense-reader.server.ts';
import { loadProgramme } from '#app/features/programmes/load-programme.server.ts';
import { findNames } from '#app/features/users/names.repository.server.ts';
import type { ProgrammeDesk } from '#app/guard/desk.server.ts';
import { assessCase, loadClaimCase, type ClaimCase } from './claim-case.server.ts';
import { claimSize } from './claim-size.ts';
import type { ClaimSubject } from './claim-subject.ts';
import { findClaimVersions } from './claim-versions.repository.server.ts';
import { readFrozenClaim } from './frozen-claim.ts';

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
      isChangedSinceSent: claim.status === 'in_review' && claim.contentSha256 !== found.contentSha256,
      names: await findNames(database, membership, people),
      versions: await findClaimVersions(database, membership, claim),
      mayAttest: mayAttest(desk, loaded.organisation),
      today, reader: readerAt(desk), newKey: randomUUID,
    },
  };
}

/** Finance does; where the organisation allows it, whoever prepares claims records an attestation made outside. */
function mayAttest(
  { membership, programmeId }: ProgrammeDesk, { allowsExternalAttestation }: Awaited<ReturnType<typeof loadProgramme>>['organisation'],
): boolean {
  return membership.may('claim.approve', programmeId) || (allowsExternalAttestation && membership.may('claim.prepare', programmeId));
}

/** Turns away those whose role reads no claims: a consultant, who would see what others took, checks the programme instead. */
export function requireClaimReader({ membership, programmeId }: ProgrammeDesk): void {
  if (!membership.may('claim.read', programmeId)) throw new Response(null, { status: 403 });
}
