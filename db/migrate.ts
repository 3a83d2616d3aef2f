import { PostgresAdapter, type Kysely } from 'kysely';
import { Migrator, type Migration } from 'kysely/migration';
import * as workplace from './migrations/2026-11-24-workplace.ts';
import * as people from './migrations/2026-11-26-people.ts';
import * as walls from './migrations/2026-11-26-walls.ts';
import type { Database } from './schema.ts';

/** In the order of their names. A migration that has been released never changes. */
const migrations: Readonly<Record<string, (isPostgres: boolean) => Migration>> = {
  '2026-11-24-workplace': workplace.migration,
  '2026-11-26-people': people.migration,
  '2026-11-26-walls': walls.migration,
};

/** Brings the database to the newest schema; does nothing when it is there. Gives the names of those that ran. Throws when one fails. */
export async function migrateToLatest(database: Kysely<Database>): Promise<string[]> {
  const isPostgres = database.getExecutor().adapter instanceof PostgresAdapter;
  const made = Object.fromEntries(Object.entries(migrations).map(([name, make]) => [name, make(isPostgres)]));
  const migrator = new Migrator({ db: database, provider: { getMigrations: () => Promise.resolve(made) } });
  const { error, results } = await migrator.migrateToLatest();
  if (error !== undefined) throw error instanceof Error ? error : new Error('The migration failed', { cause: error });
  return (results ?? []).map(({ migrationName }) => migrationName);
}
