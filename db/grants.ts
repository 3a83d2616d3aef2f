import { sql, type Kysely } from 'kysely';
import type { Database } from './schema.ts';

/** Only looked at and added to, whoever runs the service. */
const appendOnly = ['audit_entries'];
/** Written when the database is brought to its newest form, by the role that owns the tables. */
const ownersOnly = ['kysely_migration', 'kysely_migration_lock'];

/**
 * Lets another role of PostgreSQL run the service on tables it does not own: it can then neither change the audit trail nor take
 * walls and triggers away. To be done after each migration, by the owner.
 */
export async function grantToService(database: Kysely<Database>, role: string): Promise<void> {
  const { rows } = await sql<{ name: string }>`select tablename as name from pg_tables where schemaname = current_schema()`.execute(database);
  await database.transaction().execute(async (trx) => {
    await sql`grant usage on schema public to ${sql.id(role)}`.execute(trx);
    for (const { name } of rows) {
      await sql`revoke all on ${sql.table(name)} from ${sql.id(role)}`.execute(trx);
      await sql`grant ${sql.raw(rightsTo(name))} on ${sql.table(name)} to ${sql.id(role)}`.execute(trx);
    }
  });
}

function rightsTo(table: string): string {
  if (ownersOnly.includes(table)) return 'select';
  return appendOnly.includes(table) ? 'select, insert' : 'select, insert, update, delete';
}
