import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { isGuarded } from '#app/guard/guarded.server.ts';
import { projectFolder } from '#app/project-folder.ts';

/** Every loader and action authorises itself: a layout's does not protect those of the pages below it. */
const folder = join(projectFolder, 'app', 'routes');
const names = readdirSync(folder).filter((name) => name.endsWith('.tsx'));

async function moduleOf(name: string): Promise<Readonly<Record<string, unknown>>> {
  const module: unknown = await import(join(folder, name));
  return isRecord(module) ? module : {};
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

test('there are routes to look at', () => {
  expect(names.length).toBeGreaterThan(5);
});

describe.each(names)('%s', (name) => {
  test('has doors made by the guard only', async () => {
    const module = await moduleOf(name);
    const doors = ['loader', 'action'].flatMap((door) => (module[door] === undefined ? [] : [{ door, made: module[door] }]));
    expect(doors.filter(({ made }) => typeof made !== 'function' || !isGuarded(made)).map(({ door }) => door)).toEqual([]);
    expect(module['clientLoader'] ?? module['clientAction']).toBeUndefined();
  });

  test('is a page when it takes a form, so that an ended session is told in one', async () => {
    const module = await moduleOf(name);
    // What machines send is answered in their own way.
    expect(name.startsWith('api.') || module['action'] === undefined || typeof module['default'] === 'function').toBe(true);
  });

  test('has a loader, so that only who may see a page gets it', async () => {
    expect((await moduleOf(name))['loader']).toBeDefined();
  });
});
