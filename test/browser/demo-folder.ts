import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fillDemo } from '#app/features/demo/fill-demo.server.ts';
import { dayInNorway } from '#app/i18n/format.ts';
import { openServices } from '#app/open-services.server.ts';

export interface DemoFolder {
  readonly folder: string;
  readonly databaseFile: string;
  /** The address of one of the demo's organisations or programmes: `fjellvik`, `ready`. */
  readonly address: (key: string) => string;
}

/** A data folder with the demo's installation, as of today. The caller removes it. */
export async function aDemoFolder(): Promise<DemoFolder> {
  const folder = await mkdtemp(join(tmpdir(), 'ou-site-'));
  const databaseFile = join(folder, 'ou-refusjon.sqlite');
  const services = await openServices({ dataFolder: folder, databasePlace: { kind: 'sqlite', file: databaseFile } });
  try {
    const { organisations } = await fillDemo(services, dayInNorway(new Date()));
    const addresses = new Map(organisations.flatMap(({ key, id, programmes }): [string, string][] => [
      [key, `/organisations/${id}`],
      ...[...programmes].map(([name, programmeId]): [string, string] => [name, `/organisations/${id}/programmes/${programmeId}`]),
    ]));
    return { folder, databaseFile, address: (key) => addresses.get(key) ?? '' };
  } finally {
    await services.close();
  }
}
