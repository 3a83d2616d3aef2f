import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import { DomainError } from '#app/domain/errors.ts';
import type { Membership } from '#app/domain/membership.ts';

export interface Parking {
  readonly programmeId: string;
  /** Why each waits for a later claim, by expense. */
  readonly parked: ReadonlyMap<string, string>;
  readonly unparked: readonly string[];
}

/** SQLite takes 32 766 values in a statement. */
const idsAtOnce = 500;

/** Notes which expenses wait for a later claim, and which no longer do. */
export async function setParkedReasons(db: Kysely<Database>, membership: Membership, parking: Parking): Promise<void> {
  const { programmeId, parked, unparked } = parking;
  if (membership.ownOnly !== undefined) throw new DomainError('not_permitted', 'What waits for a later claim is the organisation’s to say');
  const ofProgramme = db.updateTable('expenses')
    .where('organisation_id', '=', membership.organisationId).where('programme_id', '=', programmeId);
  for (let from = 0; from < unparked.length; from += idsAtOnce) {
    await ofProgramme.set({ parked_reason: null }).where('parked_reason', 'is not', null).where('id', 'in', unparked.slice(from, from + idsAtOnce)).execute();
  }
  for (const [id, reason] of parked) await ofProgramme.set({ parked_reason: reason }).where('id', '=', id).execute();
}
