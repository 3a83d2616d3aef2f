import { mkdir } from 'node:fs/promises';
import { openDatabase } from '#db/connect.ts';
import { migrateToLatest } from '#db/migrate.ts';
import type { Language } from '#app/domain/programme.ts';
import { translator } from '#app/i18n/translate.ts';
import { configOrUsage } from './with-services.ts';

/** `ou migrate`: brings the database to its newest form and says what was done. */
export async function runMigrate(language: Language): Promise<void> {
  const t = translator(language);
  const { dataFolder, databasePlace } = configOrUsage();
  await mkdir(dataFolder, { recursive: true, mode: 0o700 });
  const database = openDatabase(databasePlace);
  try {
    const names = await migrateToLatest(database);
    process.stdout.write(`${names.length === 0 ? t('cli.migrate.nothing') : t('cli.migrate.done', { names: names.join(', ') })}\n`);
  } finally {
    await database.destroy();
  }
}
