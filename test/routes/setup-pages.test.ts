import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FormPageView } from '#app/features/shell/form-page-view.ts';
import { loadProgramme } from '#app/features/programmes/load-programme.server.ts';
import * as frontRoute from '#app/routes/_index.tsx';
import * as organisationRoute from '#app/routes/organisations.$organisation._index.tsx';
import * as accountingRoute from '#app/routes/organisations.$organisation.accounting.tsx';
import * as newRoute from '#app/routes/organisations.$organisation.programmes.new.tsx';
import * as programmeAccountingRoute from '#app/routes/organisations.$organisation.programmes.$programme.accounting.tsx';
import * as activitiesRoute from '#app/routes/organisations.$organisation.programmes.$programme.activities.tsx';
import * as consultantsRoute from '#app/routes/organisations.$organisation.programmes.$programme.consultants.tsx';
import * as editRoute from '#app/routes/organisations.$organisation.programmes.$programme.edit.tsx';
import * as grantRoute from '#app/routes/organisations.$organisation.programmes.$programme.grant.tsx';
import * as settingsRoute from '#app/routes/organisations.$organisation.settings.tsx';
import type { RouteArguments } from '#app/guard/authorise.server.ts';
import { aPdf } from '#test/fixtures/papers.ts';
import { thrownBy } from '#test/fixtures/route-ground.ts';
import { answered, errorsOf, heldBy, hiddenIn } from '#test/fixtures/shown-page.ts';
import { takeTestDatabase } from '#test/fixtures/databases.ts';
import { fillWorkplace, type TestWorkplace } from '#test/fixtures/workplace.ts';

let place: TestWorkplace;
let folder: string;
let close: () => Promise<void>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ou-setup-'));
  const taken = await takeTestDatabase('sqlite');
  const { database } = taken;
  close = taken.close;
  place = await fillWorkplace(database, folder);
});

afterAll(async () => {
  await close();
  await rm(folder, { recursive: true, force: true });
});

interface FormRoute {
  readonly loader: (args: RouteArguments) => Promise<{ page: FormPageView }>;
  readonly action: (args: RouteArguments) => Promise<unknown>;
}

/** A person before a page: reads it, and sends its form with some fields typed anew. */
async function before(route: FormRoute, email: string, path: string, params: Record<string, string> = {}) {
  const browser = await place.as(email);
  const all = { organisation: place.fjellvik.id, ...params };
  const read = async (query = '') => (await route.loader(browser.get(`${path}${query}`, all))).page;
  const send = (page: FormPageView, fields: Record<string, string | File> = {}) => (
    route.action(browser.post(path, all, { ...heldBy(page), ...hiddenIn(page), ...fields }))
  );
  const redirected = async (page: FormPageView, fields: Record<string, string | File> = {}) => {
    const answer = await thrownBy(send(page, fields));
    return [answer.status, answer.headers.get('Location')?.replace(/[0-9a-f-]{36}/g, 'id')];
  };
  const refused = async (page: FormPageView, fields: Record<string, string | File> = {}) => answered(await send(page, fields));
  return { read, redirected, refused, statusOf: async (door: Promise<unknown>) => (await thrownBy(door)).status, browser, all };
}

const programme = (key: string) => ({ programme: place.fjellvik.programme(key) });
const siri = 'siri@fjellvik.example';

describe('the front page', () => {
  const front = async (email: string) => (await frontRoute.loader((await place.as(email)).get('/', {}))).page;

  test('leads straight into the one organisation a person works for, and shows a consultant each of theirs', async () => {
    expect((await front(siri)).workplaces.map(({ table }) => table?.rows.length)).toEqual([3]);
    const kim = await front('kim@konsulent.example');
    expect(kim.workplaces.map(({ table }) => table?.rows.length)).toEqual([1, 1]);
    expect(JSON.stringify(kim)).not.toMatch(/settings|claims\/new|programmes\/new/);
  });

  test('says what waits: claims to attest for finance of Havdal, lines for its case worker', async () => {
    // In nynorsk, as Havdal writes.
    const waits = async (email: string) => (await front(email)).workplaces[0]?.waiting?.list.items.map(({ link }) => link?.text) ?? [];
    expect((await waits('oda@havdal.example')).some((text) => text?.startsWith('Opne krav'))).toBe(true);
    expect((await waits('signe@havdal.example')).length).toBeGreaterThan(0);
    expect(await waits('leif@havdal.example')).toEqual([]);
  });

  test('is the organisation’s page by its own address, and no consultant’s', async () => {
    const params = { organisation: place.fjellvik.id };
    const at = (browser: Awaited<ReturnType<TestWorkplace['as']>>) => organisationRoute.loader(browser.get(`/organisations/${params.organisation}`, params));
    expect((await at(await place.as(siri))).page.workplaces).toHaveLength(1);
    expect((await thrownBy(at(await place.as('kim@konsulent.example')))).status).toBe(403);
  });
});

describe('the organisation', () => {
  test('is changed by its administrator, who is told of a wrong number at once with everything still typed', async () => {
    const { read, refused, redirected } = await before(settingsRoute, 'ada@fjellvik.example', '/settings');
    const page = await read();
    const { page: again, status } = await refused(page, { bankAccount: '1234 56 78901', street: 'Nye gate 1' });
    expect([status, Object.keys(errorsOf(again)), heldBy(again)['street']]).toEqual([422, ['bankAccount'], 'Nye gate 1']);
    expect(await redirected(again, { bankAccount: '1813.64.45320' })).toEqual([303, '/organisations/id/settings?done=saved']);
  });

  test('is filled in from the register by a press, and saved by another', async () => {
    const { read, refused } = await before(settingsRoute, 'ada@fjellvik.example', '/settings');
    const { page, status } = await refused(await read(), { register: '1120', act: 'fill' });
    expect([status, heldBy(page)['name'], heldBy(page)['language']]).toEqual([200, 'Klepp kommune', 'nn']);
    expect(heldBy(await read())['name']).not.toBe('Klepp kommune');
  });

  test('saved by another meanwhile, shows both and saves mine when asked', async () => {
    const { read, refused, redirected } = await before(settingsRoute, 'ada@fjellvik.example', '/settings');
    const [mine, other] = [await read(), await read()];
    await redirected(other, { city: 'Fjellbyen' });
    const { page, status } = await refused(mine, { city: 'Fjellstad' });
    expect([status, page.conflict?.table.rows.map(({ cells }) => cells)]).toEqual([409, [['Poststed', 'Fjellstad', 'Fjellbyen']]]);
    expect(heldBy(page)['city']).toBe('Fjellstad');
    await redirected(page);
    expect(heldBy(await read())['city']).toBe('Fjellstad');
  });

  test('is facts to read for a reader, and nothing to change; finance sets the accounting string', async () => {
    const reader = await before(settingsRoute, 'liv@fjellvik.example', '/settings');
    const page = await reader.read();
    expect([page.form, page.facts?.map(({ label }) => label).includes('Kontonummer')]).toEqual([undefined, true]);
    expect(await reader.statusOf(settingsRoute.action(reader.browser.post('/settings', reader.all, {})))).toBe(403);
    const odd = await before(accountingRoute, 'odd@fjellvik.example', '/accounting');
    expect(await odd.redirected(await odd.read(), { responsibility: '3200' })).toEqual([303, '/organisations/id/accounting?done=saved']);
    expect(Object.keys(errorsOf((await odd.refused(await odd.read(), { project: '7-1' })).page))).toEqual(['project']);
    const own = await before(programmeAccountingRoute, 'odd@fjellvik.example', '/accounting', programme('ready'));
    expect(await own.redirected(await own.read(), { project: '9001' })).toEqual([303, '/organisations/id/programmes/id/accounting?done=saved']);
    expect((await (await before(programmeAccountingRoute, siri, '/accounting', programme('ready'))).read()).facts?.map(({ value }) => value))
      .toEqual(['3200', '202', '9001']);
    const kim = await before(programmeAccountingRoute, 'kim@konsulent.example', '/accounting', programme('underWay'));
    expect(await kim.statusOf(kim.read())).toBe(403);
  });
});

describe('a new programme', () => {
  test('is begun with a few facts and goes on to its grant, with a list of what is left', async () => {
    const { read, refused, redirected } = await before(newRoute, siri, '/programmes/new');
    const page = await read();
    expect(heldBy(page)).toMatchObject({ name: '', contactName: 'Siri Saksbehandler', contactEmail: siri });
    const typed = { name: 'LED 2027', leaderCount: '12', startsOn: '15.1.27', endsOn: '30.6.26' };
    const { page: again, status } = await refused(page, typed);
    expect([status, errorsOf(again)]).toEqual([422, { endsOn: '«Siste dag» er før første dag. Rett en av dem.' }]);
    const answer = await redirected(again, { endsOn: '30.6.27' });
    expect(answer).toEqual([303, '/organisations/id/programmes/id/grant?done=created']);
    const made = await place.db.selectFrom('programmes').select('id').where('name', '=', 'LED 2027').execute();
    expect(made).toHaveLength(1);
    const grant = await (await before(grantRoute, siri, '/grant', { programme: made[0]?.id ?? '' })).read('?done=created');
    expect(grant.notices[0]?.text).toBe('Programmet er opprettet. Gå videre med tilsagnet.');
    expect(grant.steps?.list.items.filter(({ link }) => link !== undefined)).toHaveLength(5);
  });

  test('pressed twice is made once', async () => {
    const { read, redirected } = await before(newRoute, siri, '/programmes/new');
    const page = await read();
    const typed = { name: 'LED dobbelt', leaderCount: '12', startsOn: '15.1.27', endsOn: '30.6.27' };
    await Promise.all([redirected(page, typed), redirected(page, typed)]);
    expect(await place.db.selectFrom('programmes').select('id').where('name', '=', 'LED dobbelt').execute()).toHaveLength(1);
  });

  test('is begun by case workers only', async () => {
    for (const email of ['ada@fjellvik.example', 'odd@fjellvik.example', 'liv@fjellvik.example', 'kim@konsulent.example']) {
      const { read, statusOf } = await before(newRoute, email, '/programmes/new');
      expect(await statusOf(read())).toBe(403);
    }
  });
});

describe('a programme’s setup', () => {
  test('shows others than case workers the facts without a form', async () => {
    for (const [route, page] of [[editRoute, '/edit'], [grantRoute, '/grant']] as const) {
      const { read, statusOf, browser, all } = await before(route, 'kim@konsulent.example', page, programme('underWay'));
      const shown = await read();
      expect([shown.form, (shown.facts?.length ?? 0) > 5]).toEqual([undefined, true]);
      expect(await statusOf(route.action(browser.post(page, all, {})))).toBe(403);
      expect(JSON.stringify(shown)).not.toContain('99991');
    }
  });

  test('takes the letter in even when another field has to be mended, and a reason when the rules are departed from', async () => {
    const { read, refused, redirected } = await before(grantRoute, siri, '/grant', programme('underWay'));
    const letterFile = new File([new Uint8Array(await aPdf({ marker: 'TILSAGN' }))], 'nytt-brev.pdf');
    const { page, status } = await refused(await read(), { percent: '65', termsReason: '', letterFile });
    expect([status, Object.keys(errorsOf(page))]).toEqual([422, ['termsReason']]);
    expect(await redirected(page, { termsReason: 'Står i brevet' })).toEqual([303, '/organisations/id/programmes/id/grant?done=saved']);
    const stored = await loadProgramme(place.db, await place.fjellvik.member(siri), programme('underWay').programme);
    expect([stored.programme.grant.letter, stored.programme.grant.percent?.toString(), stored.row.termsReason]).toEqual(['nytt-brev.pdf', '65', 'Står i brevet']);
  });

  test('facts changed by two: the second is shown both, whatever else happened to the programme', async () => {
    const { read, refused, redirected } = await before(editRoute, siri, '/edit', programme('ready'));
    const [mine, other] = [await read(), await read()];
    const grant = await before(grantRoute, siri, '/grant', programme('ready'));
    await grant.redirected(await grant.read(), { amount: '999 000' });
    expect(await redirected(other, { targetGroup: 'Rektorer' })).toEqual([303, '/organisations/id/programmes/id/edit?done=saved']);
    const { page, status } = await refused(mine, { targetGroup: 'Alle' });
    expect([status, page.conflict?.table.rows.map(({ cells }) => cells)]).toEqual([409, [['Målgruppe', 'Alle', 'Rektorer']]]);
  });

  test('consultants come and go; one with costs stays', async () => {
    const { read, refused, redirected, browser, all } = await before(consultantsRoute, siri, '/consultants', programme('ready'));
    expect(await redirected(await read(), { name: 'Turid Ås', company: 'Fjord AS' })).toEqual([303, '/organisations/id/programmes/id/consultants?done=added']);
    const page = await read();
    expect(Object.keys(errorsOf((await refused(page, { name: 'turid ås', company: 'FJORD as' })).page))).toEqual(['name']);
    const acts = page.table?.rows.map(({ cells }) => cells.at(-1)) ?? [];
    const buttons = acts.flatMap((cell) => (typeof cell === 'object' && cell.button !== undefined ? [cell.button] : []));
    expect(buttons.map(({ text }) => text)).toEqual(['Ta bort Turid Ås']);
    const id = buttons[0]?.hidden?.['id'] ?? '';
    const edit = await read(`?edit=${id}`);
    expect(await redirected(edit, { role: 'lecturer' })).toEqual([303, '/organisations/id/programmes/id/consultants?done=changed']);
    const gone = await thrownBy(consultantsRoute.action(browser.post('/consultants', all, { ...buttons[0]?.hidden })));
    expect(gone.status).toBe(303);
    const [used] = (await loadProgramme(place.db, await place.fjellvik.member(siri), programme('ready').programme)).consultants;
    const { page: kept, status } = await refused(await read(), { act: 'remove', id: used?.consultant.id ?? '' });
    expect([status, kept.notices[0]?.text?.includes('kan ikke tas bort')]).toEqual([409, true]);
  });

  test('activities come, change and go', async () => {
    const { read, refused, redirected } = await before(activitiesRoute, siri, '/activities', programme('ready'));
    expect(Object.keys(errorsOf((await refused(await read(), { title: '', startsOn: 'snart' })).page)).sort()).toEqual(['startsOn', 'title']);
    expect(await redirected(await read(), { title: 'Ekstra samling', startsOn: '1.5.26' })).toEqual([303, '/organisations/id/programmes/id/activities?done=added']);
    const id = (await place.db.selectFrom('activities').select('id').where('title', '=', 'Ekstra samling').executeTakeFirstOrThrow()).id;
    const [mine, other] = [await read(`?edit=${id}`), await read(`?edit=${id}`)];
    await redirected(other, { place: 'Bodø' });
    const { page, status } = await refused(mine, { place: 'Voss' });
    expect([status, page.conflict?.table.rows.map(({ cells }) => cells)]).toEqual([409, [['Sted', 'Voss', 'Bodø']]]);
    expect(await redirected(await read(), { act: 'remove', id })).toEqual([303, '/organisations/id/programmes/id/activities?done=removed']);
    expect((await refused(page, {})).page.notices[0]?.text).toContain('allerede tatt bort');
  });
});
