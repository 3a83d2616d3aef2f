import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import { Membership } from '#app/domain/membership.ts';
import type { Role } from '#app/domain/permissions.ts';

/** An organisation a person works for. */
export interface Workplace {
  readonly organisationId: string;
  readonly organisationName: string;
  readonly role: Role;
}

/** The proof that a person belongs to an organisation now; undefined when not. The only place it is made. */
export async function findMembership(db: Kysely<Database>, userId: string, organisationId: string): Promise<Membership | undefined> {
  const row = await db.selectFrom('memberships').select('role')
    .where('organisation_id', '=', organisationId).where('user_id', '=', userId).where('ended_at', 'is', null).executeTakeFirst();
  if (row === undefined) return undefined;
  const programmes = row.role !== 'consultant'
    ? []
    : await db.selectFrom('programme_members').select('programme_id').where('organisation_id', '=', organisationId).where('user_id', '=', userId).execute();
  return new Membership({ organisationId, userId, role: row.role, programmeIds: new Set(programmes.map(({ programme_id }) => programme_id)) });
}

/** The organisations a person works for, by name. At most 500. */
export async function listWorkplaces(db: Kysely<Database>, userId: string): Promise<Workplace[]> {
  const rows = await db.selectFrom('memberships').innerJoin('organisations', 'organisations.id', 'memberships.organisation_id')
    .select(['organisations.id', 'organisations.name', 'memberships.role'])
    .where('memberships.user_id', '=', userId).where('memberships.ended_at', 'is', null)
    .orderBy('organisations.name').limit(500).execute();
  return rows.map(({ id, name, role }) => ({ organisationId: id, organisationName: name, role }));
}
