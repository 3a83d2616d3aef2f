import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import type { Membership } from '#app/domain/membership.ts';
import { fromOre } from '#app/domain/money.ts';
import type { AuditEntry, SubjectNames } from './audit-entry.ts';

/** A query for each kind of thing among them, however many entries there are. */
export async function findSubjectNames(
  db: Kysely<Database>, { organisationId }: Membership, entries: readonly Pick<AuditEntry, 'subject' | 'programmeId'>[],
): Promise<SubjectNames> {
  const idsOf = (kind: string) => [...new Set(entries.filter(({ subject }) => subject.kind === kind).map(({ subject }) => subject.id)), ''];
  const programmeIds = entries.flatMap(({ programmeId }) => (programmeId === undefined ? [] : [programmeId]));
  const named = await Promise.all([
    db.selectFrom('programmes').select(['id', 'name']).where('organisation_id', '=', organisationId)
      .where('id', 'in', [...new Set([...idsOf('programme'), ...programmeIds])]).execute(),
    db.selectFrom('consultants').select(['id', 'name']).where('organisation_id', '=', organisationId).where('id', 'in', idsOf('consultant')).execute(),
    db.selectFrom('activities').select(['id', 'title as name']).where('organisation_id', '=', organisationId).where('id', 'in', idsOf('activity')).execute(),
    db.selectFrom('day_sheets').innerJoin('consultants', (join) => join.onRef('consultants.id', '=', 'day_sheets.consultant_id')
      .onRef('consultants.organisation_id', '=', 'day_sheets.organisation_id'))
      .select(['day_sheets.id', 'consultants.name']).where('day_sheets.organisation_id', '=', organisationId)
      .where('day_sheets.id', 'in', idsOf('day_sheet')).execute(),
    db.selectFrom('attachments').select(['id', 'name']).where('organisation_id', '=', organisationId).where('id', 'in', idsOf('attachment')).execute(),
    db.selectFrom('invitations').select(['id', 'name']).where('organisation_id', '=', organisationId).where('id', 'in', idsOf('invitation')).execute(),
  ]);
  const expenses = await db.selectFrom('expenses').select(['id', 'kind', 'amount_ore', 'description', 'deleted_at'])
    .where('organisation_id', '=', organisationId).where('id', 'in', idsOf('expense')).execute();
  return {
    names: new Map(named.flat().map(({ id, name }) => [id, name])),
    expenses: new Map(expenses.map(({ id, kind, amount_ore, description, deleted_at }) => [
      id, { kind, amount: fromOre(amount_ore), description: description ?? undefined, isDeleted: deleted_at !== null },
    ])),
  };
}
