import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { CalendarDate } from '#app/domain/calendar-date.ts';
import type { Config } from '#app/config.server.ts';
import { fillDemo } from '#app/features/demo/fill-demo.server.ts';
import { openServices } from '#app/open-services.server.ts';

type DataPlace = Pick<Config, 'dataFolder' | 'databasePlace'>;

/**
 * Gives the folder with the demo's database and files; fills one when there is none, or anew when asked to. What was tried in it
 * stays until then. Filled aside and moved into place, so that an interrupted run leaves nothing half done.
 */
export async function demoWorkplace(folder: string, { isFresh, today }: { isFresh: boolean; today: CalendarDate }): Promise<DataPlace> {
  if (isFresh) await rm(folder, { recursive: true, force: true });
  if (existsSync(folder)) return placeIn(folder);
  const aside = `${folder}.${randomUUID()}`;
  try {
    const services = await openServices(placeIn(aside));
    await fillDemo(services, today).finally(() => services.close());
    await rename(aside, folder);
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
  return placeIn(folder);
}

function placeIn(folder: string): DataPlace {
  return { dataFolder: folder, databasePlace: { kind: 'sqlite', file: join(folder, 'ou-refusjon.sqlite') } };
}
