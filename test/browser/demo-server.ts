import { rm } from 'node:fs/promises';
import type { Kysely } from 'kysely';
import { afterAll, beforeAll, expect } from 'vitest';
import { openDatabase } from '#db/connect.ts';
import type { Database } from '#db/schema.ts';
import { databaseState } from '#test/fixtures/database-state.ts';
import type { Params } from '#test/fixtures/every-route.ts';
import { accessIn } from '#test/fixtures/workplace.ts';
import { aDemoFolder, type DemoFolder } from './demo-folder.ts';
import { startWebServer, type WebServer } from './web-server.ts';

export interface DemoServer {
  readonly server: () => WebServer;
  readonly database: () => Kysely<Database>;
  /** Ids of a programme of the demo, `ready`, and of something of each sort in it; a claim's where it has one. */
  readonly idsOf: (programme: string) => Promise<Params>;
  /** A hash of all that is stored. */
  readonly state: () => Promise<string>;
}

/** The built application on the demo's installation, for tests that need no browser. */
export function useDemoServer(settings: Readonly<Record<string, string>> = {}): DemoServer {
  let demo: DemoFolder;
  let server: WebServer;
  let database: Kysely<Database>;

  beforeAll(async () => {
    demo = await aDemoFolder();
    server = await startWebServer(demo.folder, settings);
    database = openDatabase({ kind: 'sqlite', file: demo.databaseFile });
  });

  afterAll(async () => {
    await database.destroy();
    expect(await server.stop()).toBe(0);
    await rm(demo.folder, { recursive: true, force: true });
  });

  const idsOf = async (key: string): Promise<Params> => {
    const [, organisation = '', programme = ''] = /^\/organisations\/([^/]+)\/programmes\/([^/]+)$/.exec(demo.address(key)) ?? [];
    const idIn = async (table: 'expenses' | 'attachments' | 'claims' | 'day_sheets') => (
      await database.selectFrom(table).select('id').where('programme_id', '=', programme).limit(1).executeTakeFirst())?.id ?? 'none';
    return {
      organisation, programme, expense: await idIn('expenses'), file: await idIn('attachments'), claim: await idIn('claims'),
      sheet: await idIn('day_sheets'), ...await accessIn(database, organisation),
    };
  };

  return { server: () => server, database: () => database, idsOf, state: () => databaseState(database) };
}
