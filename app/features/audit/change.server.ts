import type { Kysely, Transaction } from 'kysely';
import { inOrganisation } from '#db/in-organisation.ts';
import type { Database } from '#db/schema.ts';
import { DomainError } from '#app/domain/errors.ts';
import type { Membership } from '#app/domain/membership.ts';
import { findMembership, isMachineOpen } from '#app/features/users/memberships.repository.server.ts';
import { dayInNorway } from '#app/i18n/format.ts';

/** A change being made: its transaction, who makes it, and when. Every command takes one and writes one audit entry. */
export interface Change {
  readonly trx: Transaction<Database>;
  readonly membership: Membership;
  readonly actorName: string;
  /** ISO UTC. */
  readonly now: string;
  readonly requestId: string;
}

export type ChangeMaker = Omit<Change, 'trx'>;

/**
 * Runs one command in one transaction, the organisation's changes one after another: its row is locked first, so that what a
 * command reads is still true when it writes, on both databases. It reaches nothing of another organisation. What is read under the
 * lock includes the access of the one who makes the change, so that nothing is done for somebody whose access ended meanwhile.
 */
export async function makeChange<Result>(
  database: Kysely<Database>, maker: ChangeMaker, command: (change: Change) => Promise<Result>,
): Promise<Result> {
  const { organisationId } = maker.membership;
  return inOrganisation(database, organisationId).transaction().execute(async (trx) => {
    await lockOrganisation(trx, organisationId);
    return command({ ...maker, trx, membership: await findAgain(trx, maker) });
  });
}

/** Their access now. Where it is less than, or another than, what they were let in by, what they asked for has to be asked anew. */
async function findAgain(trx: Transaction<Database>, { membership, now }: ChangeMaker): Promise<Membership> {
  const today = dayInNorway(new Date(now));
  if (membership.tokenId !== undefined && await isMachineOpen(trx, membership, today)) return membership;
  const current = membership.tokenId === undefined ? await findMembership(trx, membership, today) : undefined;
  if (current === undefined) throw new DomainError('not_found', 'The access ended meanwhile');
  const isNarrower = [...membership.onlyProgrammes ?? []].some((programmeId) => !current.reaches(programmeId));
  if (current.role !== membership.role || isNarrower) throw new DomainError('conflict', 'The access changed meanwhile');
  return current;
}

/** Holds off every other change of the organisation until the transaction ends. */
export async function lockOrganisation(trx: Transaction<Database>, organisationId: string): Promise<void> {
  const locked = await trx.updateTable('organisations').set((row) => ({ audit_sequence: row.ref('audit_sequence') }))
    .where('id', '=', organisationId).executeTakeFirst();
  if (locked.numUpdatedRows !== 1n) throw new DomainError('not_found', `No organisation ${organisationId}`);
}
