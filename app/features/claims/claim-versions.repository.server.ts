import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import type { Membership } from '#app/domain/membership.ts';
import type { StoredClaim } from './claims.repository.server.ts';

/** A claim by its number, to lead to it. */
export interface ClaimReference {
  readonly id: string;
  readonly number: number;
}

/** The claim this one replaces, and the one it was replaced by. */
export async function findClaimVersions(
  db: Kysely<Database>, membership: Membership, claim: Pick<StoredClaim, 'id' | 'programmeId' | 'replaces'>,
): Promise<{ readonly before: ClaimReference | undefined; readonly after: ClaimReference | undefined }> {
  if (!membership.reaches(claim.programmeId)) return { before: undefined, after: undefined };
  const ofOrganisation = db.selectFrom('claims').select(['id', 'number']).where('organisation_id', '=', membership.organisationId);
  const before = claim.replaces === undefined ? undefined : await ofOrganisation.where('id', '=', claim.replaces.claimId).executeTakeFirst();
  const after = await ofOrganisation.where('replaces_claim_id', '=', claim.id).orderBy('number', 'desc').executeTakeFirst();
  return { before, after };
}
