import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { sql, type Kysely } from 'kysely';
import { openDatabase } from '#db/connect.ts';
import { migrateToLatest } from '#db/migrate.ts';
import type { Database } from '#db/schema.ts';
import type { Config } from './config.server.ts';
import { FileStore } from './features/attachments/file-store.server.ts';
import { VoucherReader } from './features/attachments/reading/voucher-reader.server.ts';
import { Works } from './features/progress/works.server.ts';
import { SetupCode } from './features/users/setup-code.server.ts';
import type { Services } from './guard/services.server.ts';
import { projectFolder } from './project-folder.ts';

export interface OpenedServices extends Services {
  /** Before files are sent: so that the first does not wait. */
  readonly warmUp: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** So long may work that is under way go on, though nobody asks any more. */
const patienceMs = 10_000;

/** Opens the data folder and the database, brought to the newest schema, for the server or a command. */
export async function openServices({ dataFolder, databasePlace }: Pick<Config, 'dataFolder' | 'databasePlace'>): Promise<OpenedServices> {
  const fileFolder = join(dataFolder, 'files');
  await mkdir(fileFolder, { recursive: true, mode: 0o700 });
  const database = openDatabase(databasePlace);
  await migrateToLatest(database);
  const reader = new VoucherReader({ cacheFolder: join(dataFolder, 'pages') });
  const works = new Works(join(dataFolder, 'made'));
  return {
    database, files: new FileStore(fileFolder), openFile: reader.open, unlockFile: reader.unlock, works,
    setupCode: new SetupCode(), projectFolder, clock: () => new Date(),
    warmUp: async () => {
      await works.tidy();
      await reader.warmUp();
    },
    close: async () => {
      await Promise.race([works.idle(), setTimeout(patienceMs, undefined, { ref: false })]);
      reader.close();
      await database.destroy();
    },
  };
}

/** True when the database answers. */
export async function canQuery(database: Kysely<Database>): Promise<boolean> {
  await sql`select 1`.execute(database);
  return true;
}
