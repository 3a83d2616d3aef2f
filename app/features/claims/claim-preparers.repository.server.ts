import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import type { Membership } from '#app/domain/membership.ts';

/** What makes a person one of those who prepared a claim, besides beginning it. */
const preparing = ['claim.created', 'claim.lines_changed', 'claim.sent_to_review'];

/**
 * Everybody who prepared these claims, by claim: who began it, as told, and who chose its lines or sent it, by the audit trail.
 * None of them may attest it.
 */
export async function listPreparers(
  db: Kysely<Database>, { organisationId }: Membership, claims: readonly { readonly id: string; readonly preparedBy: string }[],
): Promise<Map<string, ReadonlySet<string>>> {
  const preparers = new Map(claims.map(({ id, preparedBy }) => [id, new Set([preparedBy])]));
  if (claims.length === 0) return preparers;
  const entries = await db.selectFrom('audit_entries').select(['subject_id', 'actor_id']).distinct()
    .where('organisation_id', '=', organisationId).where('subject_id', 'in', [...preparers.keys()])
    .where('subject_kind', '=', 'claim').where('action', 'in', preparing).execute();
  for (const { subject_id, actor_id } of entries) {
    if (actor_id !== null) preparers.get(subject_id)?.add(actor_id);
  }
  return preparers;
}
