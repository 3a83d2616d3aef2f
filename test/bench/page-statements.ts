import SqliteDatabase from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import type { Database } from '#db/schema.ts';
import { overviewPage } from '#app/features/programmes/overview-page.server.ts';
import { findAccountView } from '#app/features/shell/account.server.ts';
import type { Services } from '#app/guard/services.server.ts';
import { requireProgramme } from '#app/guard/authorise.server.ts';
import type { BenchGround } from './bench-data.ts';

/** A statement with what it asks about. */
export interface Statement {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

interface Asking {
  readonly ground: BenchGround;
  readonly cookie: string;
}

/** What the programme page asks the database, in order: the page first, then the head that every page has. */
export async function pageStatements(file: string, services: Services, { ground, cookie }: Asking): Promise<Statement[]> {
  const statements: Statement[] = [];
  const database = new Kysely<Database>({
    dialect: new SqliteDialect({ database: new SqliteDatabase(file, { readonly: true }) }),
    log: ({ query }) => { statements.push({ sql: query.sql, parameters: query.parameters }); },
  });
  const params = { organisation: ground.organisationId, programme: ground.programmeId };
  const request = new Request('http://localhost/', { headers: { Cookie: cookie } });
  const args = { request, params, context: { nonce: '', requestId: '', services: { ...services, database } } };
  try {
    const desk = await requireProgramme(args, 'programme.read');
    await overviewPage(desk);
    await findAccountView(database, { user: desk.user, organisationId: ground.organisationId, pathname: '/', language: desk.language, today: desk.today });
    return statements;
  } finally {
    await database.destroy();
  }
}
