import { beforeAll, afterAll, describe, expect, test } from 'vitest';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as frontRoute from '#app/routes/_index.tsx';
import { databaseState } from '#test/fixtures/database-state.ts';
import { takeTestDatabase } from '#test/fixtures/databases.ts';
import { organisationRoutes, type Params } from '#test/fixtures/every-route.ts';
import { thrownBy, type Browser } from '#test/fixtures/route-ground.ts';
import { fillWorkplace, type TestWorkplace } from '#test/fixtures/workplace.ts';

/** An organisation that requires a second factor is closed to sessions without one, on every route; others stay open. */

let place: TestWorkplace;
let folder: string;
let params: Params;
let browser: Browser;
let close: () => Promise<void>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ou-factor-'));
  const taken = await takeTestDatabase('sqlite');
  const { database } = taken;
  close = taken.close;
  place = await fillWorkplace(database, folder);
  await database.updateTable('organisations').set({ requires_second_factor: 1 }).where('id', '=', place.havdal.id).execute();
  const claim = await place.havdal.claim('approved');
  params = { organisation: place.havdal.id, programme: claim.programmeId, claim: claim.id, expense: 'e1', file: 'f1' };
  browser = await place.as('oda@havdal.example');
});

afterAll(async () => {
  await close();
  await rm(folder, { recursive: true, force: true });
});

describe.each(organisationRoutes)('$name', (route) => {
  test('leads to where it is set up, and gives nothing else away', async () => {
    const { loader } = await route.doors();
    const path = route.path(params);
    const answer = await thrownBy(Promise.resolve(loader?.(browser.get(path, params))));
    expect([answer.status, answer.headers.get('Location'), await answer.text()]).toEqual([302, `/account/second-factor?to=${encodeURIComponent(path)}`, '']);
  });

  test('carries no form out, and keeps what was typed', async () => {
    const { action } = await route.doors();
    if (action === undefined) return;
    const before = await databaseState(place.db);
    const path = route.path(params);
    const answer = await thrownBy(action(browser.post(path, params, { description: 'To dager', password: 'hemmelig' })));
    expect(answer.status).toBe(403);
    const body = await answer.text();
    expect(body).toContain('["description","To dager"]');
    expect(body).not.toContain('hemmelig');
    expect(await databaseState(place.db)).toBe(before);
  });
});

describe('a person of two organisations, of which one requires it', () => {
  test('reaches the other, and is told of the one', async () => {
    const kim = await place.as('kim@konsulent.example');
    const { page } = await frontRoute.loader(kim.get('/', {}));
    expect(page.workplaces.map(({ key }) => key)).toEqual([place.fjellvik.id]);
    expect(page.notices[0]).toMatchObject({ items: ['Havdal kommune'], link: { href: '/account/second-factor?to=%2F' } });
    expect(JSON.stringify(page), 'nothing of what stands there').not.toContain(place.havdal.programme('inReview'));
  });

  test('who works for the one only is led to set it up', async () => {
    expect((await thrownBy(frontRoute.loader(browser.get('/', {})))).headers.get('Location')).toBe('/account/second-factor?to=%2F');
  });

  test('comes in when the session has shown one', async () => {
    const shown = await place.as('oda@havdal.example');
    await place.db.updateTable('sessions').set({ second_factor_at: '2026-11-24T10:00:00.000Z' }).execute();
    expect((await frontRoute.loader(shown.get('/', {}))).page.title).toMatch(/Havdal/);
  });
});
