import SqliteDatabase from 'better-sqlite3';
import { CompiledQuery, Kysely, SqliteDialect, SqliteDriver, sql, type DatabaseConnection, type Driver, type KyselyConfig } from 'kysely';
import pg from 'pg';
import { onPool } from './in-organisation.ts';
import type { Database } from './schema.ts';

/** Where the data lies: a file of SQLite, or a PostgreSQL server. */
export type DatabasePlace
  = | { readonly kind: 'sqlite'; readonly file: string }
    | { readonly kind: 'postgres'; readonly url: string };

/** The oldest SQLite without known corruption in write-ahead logs. */
const oldestSqlite = '3.51.3';
const poolSize = 10;

/**
 * The settings the promises rest on: an acknowledged commit survives a power cut (FULL), references hold, and no
 * REPLACE slips past a trigger. Each is read back at start.
 */
const pragmas: readonly (readonly [name: string, value: string, readBack: string | number])[] = [
  ['journal_mode', 'WAL', 'wal'],
  ['synchronous', 'FULL', 2],
  ['foreign_keys', 'ON', 1],
  ['recursive_triggers', 'ON', 1],
  ['busy_timeout', '5000', 5000],
  ['trusted_schema', 'OFF', 0],
  ['journal_size_limit', '67108864', 67_108_864],
];

/** Who looks on at each statement: tests do. */
export type DatabaseOptions = Pick<KyselyConfig, 'plugins' | 'log'>;

/** Opens the database. The caller destroys it. Throws when a setting does not take. */
export function openDatabase(place: DatabasePlace, options: DatabaseOptions = {}): Kysely<Database> {
  return place.kind === 'sqlite' ? openSqlite(place.file, options) : openPostgres(place.url, options);
}

/** True when the walls between organisations do not hold for the role that is signed in, as for a superuser of PostgreSQL. */
export async function bypassesWalls(database: Kysely<Database>, place: DatabasePlace): Promise<boolean> {
  if (place.kind === 'sqlite') return false;
  const { rows } = await sql`select 1 from pg_roles where rolname = current_user and (rolsuper or rolbypassrls)`.execute(database);
  return rows.length > 0;
}

function openSqlite(file: string, options: DatabaseOptions): Kysely<Database> {
  const database = new SqliteDatabase(file);
  for (const [name, value, readBack] of pragmas) {
    database.pragma(`${name} = ${value}`);
    const found: unknown = database.pragma(name, { simple: true });
    if (found !== readBack && !(file === ':memory:' && name === 'journal_mode')) {
      throw new Error(`SQLite has ${name} = ${String(found)}, not ${value}`);
    }
  }
  const version: unknown = database.prepare('select sqlite_version()').pluck().get();
  if (compareVersions(String(version), oldestSqlite) < 0) throw new Error(`SQLite ${String(version)} is older than ${oldestSqlite}`);
  return new Kysely<Database>({ ...options, dialect: new ImmediateSqliteDialect({ database: withPreparedOnce(database) }) });
}

function compareVersions(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true });
}

const mostStatements = 500;

/** Keeps statements that were prepared before; the product's queries are few and come again. */
function withPreparedOnce(database: SqliteDatabase.Database) {
  const prepared = new Map<string, SqliteDatabase.Statement<unknown[]>>();
  return {
    close: () => { database.close(); },
    prepare: (sql: string) => {
      const found = prepared.get(sql);
      if (found !== undefined) return found;
      if (prepared.size >= mostStatements) prepared.clear();
      const statement = database.prepare<unknown[]>(sql);
      prepared.set(sql, statement);
      return statement;
    },
  };
}

class ImmediateSqliteDialect extends SqliteDialect {
  readonly #config: ConstructorParameters<typeof SqliteDialect>[0];

  constructor(config: ConstructorParameters<typeof SqliteDialect>[0]) {
    super(config);
    this.#config = config;
  }

  override createDriver(): Driver {
    return new ImmediateSqliteDriver(this.#config);
  }
}

/** Takes the write lock when a transaction begins: one that reads first and writes later would else fail under load. */
class ImmediateSqliteDriver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }
}

function openPostgres(url: string, options: DatabaseOptions): Kysely<Database> {
  // What is sent without waiting for the answer before it takes one round trip: a statement with the transaction around it.
  const pool = new pg.Pool({ connectionString: url, max: poolSize, pipeline: true });
  // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
  pool.on('error', (error) => { process.stderr.write(`PostgreSQL: ${error.message}\n`); });
  return onPool(pool, options);
}
