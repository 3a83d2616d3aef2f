import {
  AbortedTransactionError, Kysely, PostgresAdapter, PostgresDialect, sql as statement,
  type CompiledQuery, type DatabaseConnection, type Driver, type KyselyConfig, type QueryResult, type Transaction, type TransactionSettings,
} from 'kysely';
import pg from 'pg';
import type { Database } from './schema.ts';

/** How a database was opened, so that it can be opened once more on the same connections, held to an organisation. */
interface Opening {
  readonly pool: pg.Pool;
  readonly options: Omit<KyselyConfig, 'dialect'>;
  readonly organisationId?: string;
}

const openings = new WeakMap<Kysely<Database>, Opening>();

/** A database on a pool of connections to PostgreSQL. */
export function onPool(pool: pg.Pool, options: Omit<KyselyConfig, 'dialect'> = {}): Kysely<Database> {
  // A connection that breaks while it is used tells its statements so; unheard, its own word of it would end the process.
  pool.on('connect', (client) => { client.on('error', () => undefined); });
  const database = new DatabaseOfPool(pool, options);
  openings.set(database, { pool, options });
  return database;
}

/** Closes its connections also when only databases held to an organisation used them: Kysely closes nothing it has not asked itself. */
class DatabaseOfPool extends Kysely<Database> {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool, options: Omit<KyselyConfig, 'dialect'>) {
    super({ ...options, dialect: new PostgresDialect({ pool }) });
    this.#pool = pool;
  }

  override async destroy(): Promise<void> {
    await super.destroy();
    if (!this.#pool.ending) await this.#pool.end();
  }
}

/**
 * The database as one organisation sees it: on PostgreSQL every statement and transaction runs with `ou.organisation` set for that
 * transaction only, which the walls (row-level security) ask for; a setting of the session would reach the pool's next user.
 * SQLite has no such walls, and is given back as it is. What is held to one organisation cannot be turned to another.
 */
export function inOrganisation(database: Kysely<Database>, organisationId: string): Kysely<Database> {
  if (!(database.getExecutor().adapter instanceof PostgresAdapter)) return database;
  const opening = openings.get(database);
  if (opening === undefined) throw new Error('A transaction is held by the database it was begun on');
  if (opening.organisationId === organisationId) return database;
  if (opening.organisationId !== undefined) throw new Error('This database is held to another organisation');
  const held = new Kysely<Database>({ ...opening.options, dialect: new HeldDialect(opening.pool, organisationId) });
  openings.set(held, { ...opening, organisationId });
  return held;
}

/**
 * Part of a transaction that is about another organisation than the rest, or about none: for what is a person's own over all the
 * organisations they belong to. With none named, only what tells who belongs where is open.
 */
export async function naming<Result>(
  trx: Transaction<Database>, organisationId: string | undefined, work: () => Promise<Result>,
): Promise<Result> {
  if (!(trx.getExecutor().adapter instanceof PostgresAdapter)) return work();
  const { rows: [before] } = await statement<{ named: string | null }>`select current_setting('ou.organisation', true) as named`.execute(trx);
  await statement`select set_config('ou.organisation', ${organisationId ?? ''}, true)`.execute(trx);
  const result = await work();
  await statement`select set_config('ou.organisation', ${before?.named ?? ''}, true)`.execute(trx);
  return result;
}

class HeldDialect extends PostgresDialect {
  readonly #pool: pg.Pool;
  readonly #organisationId: string;

  constructor(pool: pg.Pool, organisationId: string) {
    super({ pool });
    this.#pool = pool;
    this.#organisationId = organisationId;
  }

  override createDriver(): Driver {
    return new HeldDriver(this.#pool, `set local ou.organisation = ${pg.escapeLiteral(this.#organisationId)}`);
  }
}

class HeldDriver implements Driver {
  readonly #pool: pg.Pool;
  readonly #hold: string;

  constructor(pool: pg.Pool, hold: string) {
    this.#pool = pool;
    this.#hold = hold;
  }

  init(): Promise<void> {
    return Promise.resolve();
  }

  async acquireConnection(): Promise<DatabaseConnection> {
    return new HeldConnection(await this.#pool.connect(), this.#hold);
  }

  async beginTransaction(connection: DatabaseConnection, settings: TransactionSettings): Promise<void> {
    await held(connection).begin(settings);
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await held(connection).end('commit');
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await held(connection).end('rollback');
  }

  releaseConnection(connection: DatabaseConnection): Promise<void> {
    held(connection).release();
    return Promise.resolve();
  }

  /** The pool is ended by the database it belongs to. */
  destroy(): Promise<void> {
    return Promise.resolve();
  }
}

function held(connection: DatabaseConnection): HeldConnection {
  if (!(connection instanceof HeldConnection)) throw new Error('Not a connection of this driver');
  return connection;
}

class HeldConnection implements DatabaseConnection {
  readonly #client: pg.PoolClient;
  readonly #hold: string;
  #isInTransaction = false;
  /** True when it is not known that the transaction has ended: such a connection is closed, never used again. */
  #isUncertain = false;

  constructor(client: pg.PoolClient, hold: string) {
    this.#client = client;
    this.#hold = hold;
  }

  async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
    return this.#isInTransaction ? this.#query<Row>(sql, parameters) : this.#alone<Row>(sql, parameters);
  }

  streamQuery(): never {
    throw new Error('Rows are read in pages, not streamed');
  }

  async begin({ isolationLevel, accessMode }: TransactionSettings): Promise<void> {
    const how = [...(isolationLevel === undefined ? [] : ['isolation level', isolationLevel]), ...(accessMode === undefined ? [] : [accessMode])];
    await this.#certainly(this.#client.query([`begin ${how.join(' ')}`, this.#hold].join('; ')));
    this.#isInTransaction = true;
  }

  async end(how: 'commit' | 'rollback'): Promise<void> {
    this.#isInTransaction = false;
    const { command } = await this.#certainly(this.#client.query(how));
    if (how === 'commit' && command === 'ROLLBACK') throw new AbortedTransactionError();
  }

  release(): void {
    this.#client.release(this.#isUncertain || this.#isInTransaction);
  }

  /** One statement in a transaction of its own, all of it sent at once: no round trip more than without. */
  async #alone<Row>(sql: string, parameters: readonly unknown[]): Promise<QueryResult<Row>> {
    const begun = this.#certainly(this.#client.query(`begin; ${this.#hold}`));
    const answered = this.#query<Row>(sql, parameters);
    const ended = this.#certainly(this.#client.query('commit'));
    const [, answer] = await Promise.allSettled([begun, answered, ended]);
    await begun;
    if (answer.status === 'fulfilled') await ended;
    return answered;
  }

  async #query<Row>(sql: string, parameters: readonly unknown[]): Promise<QueryResult<Row>> {
    const { command, rowCount, rows } = await this.#client.query<Row & pg.QueryResultRow>(sql, [...parameters]);
    return { rows, ...(changing.has(command) ? { numAffectedRows: BigInt(rowCount ?? 0) } : {}) };
  }

  async #certainly<Result>(asked: Promise<Result>): Promise<Result> {
    try {
      return await asked;
    } catch (error) {
      this.#isUncertain = true;
      throw error;
    }
  }
}

const changing: ReadonlySet<string> = new Set(['INSERT', 'UPDATE', 'DELETE', 'MERGE']);
