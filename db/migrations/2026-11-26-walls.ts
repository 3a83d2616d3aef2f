import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * Walls between organisations (row-level security) on PostgreSQL: a transaction sees and writes the rows of the organisation it
 * has named in `ou.organisation` and nothing else, whatever its statements ask for. They hold for the tables' owner too (FORCE).
 * After a transaction the setting is an empty text, which is no organisation's id. SQLite has none.
 */
export function migration(isPostgres: boolean): Migration {
  return { up: async (db: Kysely<unknown>) => { if (isPostgres) await raise(db); } };
}

/** An organisation's own: nothing at all until one is named. */
const closed = [
  'programmes', 'programme_consultants', 'consultants', 'activities', 'expenses', 'expense_days', 'attachments', 'expense_attachments',
  'claims', 'claim_lines', 'claim_days', 'audit_entries', 'day_sheets', 'day_sheet_lines', 'day_sheet_files',
];

/**
 * What has to be looked at to learn which organisation it is about: who may come in, by which invitation or token, what is to be
 * sent. Open until an organisation is named, that organisation's only from then on.
 */
const openUntilNamed = ['memberships', 'programme_members', 'invitations', 'api_tokens', 'outbox_messages'];

const named = 'current_setting(\'ou.organisation\', true)';

async function raise(db: Kysely<unknown>): Promise<void> {
  for (const table of closed) await wall(db, table, `organisation_id = ${named}`);
  for (const table of openUntilNamed) await wall(db, table, `coalesce(${named}, '') in ('', organisation_id)`);
  await wall(db, 'organisations', `coalesce(${named}, '') in ('', id)`);
}

async function wall(db: Kysely<unknown>, table: string, isWithin: string): Promise<void> {
  await sql.raw(`alter table ${table} enable row level security`).execute(db);
  await sql.raw(`alter table ${table} force row level security`).execute(db);
  await sql.raw(`create policy organisation_wall on ${table} using (${isWithin}) with check (${isWithin})`).execute(db);
}
