import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { sql, type Kysely } from 'kysely';
import { bypassesWalls, openDatabase } from '#db/connect.ts';
import { migrateToLatest } from '#db/migrate.ts';
import type { Database } from '#db/schema.ts';
import { ConfigError, type Config } from './config.server.ts';
import { FileStore } from './features/attachments/file-store.server.ts';
import { VoucherReader } from './features/attachments/reading/voucher-reader.server.ts';
import { IdentityProvider } from './features/identities/identity-provider.server.ts';
import { Works } from './features/progress/works.server.ts';
import { openSecretBox } from './features/secrets/secret-box.server.ts';
import { SetupCode } from './features/users/setup-code.server.ts';
import type { Services } from './guard/services.server.ts';
import { projectFolder } from './project-folder.ts';

export interface OpenedServices extends Services {
  /** True when the role of the database goes past the walls between organisations. */
  readonly isWithoutWalls: boolean;
  /** Before files are sent: so that the first does not wait. */
  readonly warmUp: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** So long may work that is under way go on, though nobody asks any more. */
const patienceMs = 10_000;

type ServicesPlace = Pick<Config, 'dataFolder' | 'databasePlace'>
  & Partial<Pick<Config, 'identityProvider' | 'mail' | 'publicOrigin' | 'quotaBytes'>>;

/**
 * Opens the data folder and the database, brought to the newest schema, for the server or a command. Throws ConfigError when the
 * walls between organisations would not hold on a server that people reach by a public address.
 */
export async function openServices(place: ServicesPlace): Promise<OpenedServices> {
  const { dataFolder, databasePlace, identityProvider, mail, publicOrigin, quotaBytes } = place;
  const fileFolder = join(dataFolder, 'files');
  await mkdir(fileFolder, { recursive: true, mode: 0o700 });
  const database = openDatabase(databasePlace);
  const isWithoutWalls = await bypassesWalls(database, databasePlace);
  if (isWithoutWalls && publicOrigin !== undefined) {
    await database.destroy();
    throw new ConfigError(withoutWalls);
  }
  await migrateToLatest(database);
  const secretBox = await openSecretBox(dataFolder);
  const reader = new VoucherReader({ cacheFolder: join(dataFolder, 'pages') });
  const works = new Works(join(dataFolder, 'made'));
  return {
    database, files: new FileStore(fileFolder), openFile: reader.open, unlockFile: reader.unlock, works, setupCode: new SetupCode(),
    secretBox, mail: mail === undefined ? undefined : { secretBox }, publicOrigin,
    identityProvider: identityProvider === undefined ? undefined : new IdentityProvider(identityProvider), quotaBytes,
    projectFolder, clock: () => new Date(), isWithoutWalls,
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

/** What is wrong with the role, and what to do. */
export const withoutWalls = 'DATABASE_URL=… er en rolle som går forbi veggene mellom organisasjonene (superbruker eller BYPASSRLS). Lag en vanlig rolle; db/README.md sier hvordan.';

/** True when the database answers. */
export async function canQuery(database: Kysely<Database>): Promise<boolean> {
  await sql`select 1`.execute(database);
  return true;
}
