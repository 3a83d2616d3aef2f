import { mkdir } from 'node:fs/promises';
import { openDatabase } from '#db/connect.ts';
import { grantToService } from '#db/grants.ts';
import { migrateToLatest } from '#db/migrate.ts';
import type { Language } from '#app/domain/programme.ts';
import { translator } from '#app/i18n/translate.ts';
import { UsageError } from './usage-error.ts';
import { configOrUsage } from './with-services.ts';

/** `ou migrate`: brings the database to its newest form and says what was done. `role` is to run the service on tables it does not own. */
export async function runMigrate({ role }: { readonly role?: string | undefined }, language: Language): Promise<void> {
  const t = translator(language);
  const { dataFolder, databasePlace } = configOrUsage();
  if (role !== undefined && databasePlace.kind === 'sqlite') throw new UsageError(t('cli.migrate.roleOfPostgres'));
  await mkdir(dataFolder, { recursive: true, mode: 0o700 });
  const database = openDatabase(databasePlace);
  try {
    const names = await migrateToLatest(database);
    process.stdout.write(`${names.length === 0 ? t('cli.migrate.nothing') : t('cli.migrate.done', { names: names.join(', ') })}\n`);
    if (role === undefined) return;
    await grantToService(database, role);
    process.stdout.write(`${t('cli.migrate.granted', { role })}\n`);
  } finally {
    await database.destroy();
  }
}
