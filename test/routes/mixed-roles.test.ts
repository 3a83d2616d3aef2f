import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { acceptDaySheet } from '#app/features/day-sheets/decide-day-sheet.server.ts';
import { loader as frontLoader } from '#app/routes/_index.tsx';
import * as organisationRoute from '#app/routes/organisations.$organisation._index.tsx';
import * as decideRoute from '#app/routes/organisations.$organisation.programmes.$programme.day-sheets.$sheet.decide.tsx';
import * as newSheetRoute from '#app/routes/organisations.$organisation.programmes.$programme.day-sheets.new.tsx';
import * as programmeRoute from '#app/routes/organisations.$organisation.programmes.$programme._index.tsx';
import { aClaimGround, as, type ClaimGround } from '#test/fixtures/claim-ground.ts';
import { openTestDatabase } from '#test/fixtures/databases.ts';
import { browserOf, thrownBy, type Browser } from '#test/fixtures/route-ground.ts';
import { heldBy } from '#test/fixtures/shown-page.ts';
import { aSheetDay, handIn, twoConsultants, type TwoConsultants } from '#test/fixtures/two-consultants.ts';

/** Kari is a consultant in Bodø, and a case worker at home in Gjøvik: what she may in one she may not in the other. */

interface Stage {
  readonly bodo: TwoConsultants;
  readonly gjovik: ClaimGround;
  readonly browser: Browser;
}

async function aStage(): Promise<Stage> {
  const bodo = await twoConsultants(await openTestDatabase('sqlite'));
  const { db, kari: { userId }, worker: { organisationId } } = bodo;
  await db.updateTable('organisations').set({ name: 'Bodø kommune', organisation_number: '972418013', bank_account: '86011117947' }).where('id', '=', organisationId).execute();
  const gjovik = await aClaimGround(db);
  await db.insertInto('memberships').values({
    organisation_id: gjovik.worker.organisationId, user_id: userId, role: 'case_worker', created_at: '2026-11-24T10:00:00.000Z', ended_at: null,
  }).execute();
  return { bodo, gjovik, browser: await browserOf(bodo, bodo.kari) };
}

const frontOf = async ({ browser }: Stage) => (await frontLoader(browser.get('/', {}))).page.workplaces;
const statusOf = async (door: Promise<unknown>) => (await thrownBy(door)).status;
const placeOf = ({ worker: { organisationId: organisation }, programmeId: programme }: ClaimGround) => ({ organisation, programme });

async function addGathering({ db, worker, programmeId }: ClaimGround, month = '2026-03'): Promise<string> {
  const id = randomUUID();
  await db.insertInto('activities').values({
    organisation_id: worker.organisationId, id, programme_id: programmeId, kind: 'gathering', title: 'Fagsamling 9', starts_on: `${month}-10`, ends_on: `${month}-12`,
    place: null, participants: null, position: 0, version: 1,
  }).execute();
  return id;
}

describe('somebody who is a case worker in one municipality and a consultant in another', () => {
  test('has both on the front page, with what they are in each', async () => {
    const workplaces = await frontOf(await aStage());
    expect(workplaces.map(({ section }) => [section.heading, section.lead]).sort()).toEqual([['Bodø kommune', 'Konsulent'], ['Gjøvik kommune', 'Saksbehandler']]);
  });

  test('sees at home the whole programme, and as a guest only their own of it', async () => {
    const stage = await aStage();
    const { bodo } = stage;
    const sheet = await handIn(bodo, bodo.kari, [aSheetDay('2026-03-17', '23456')]);
    await as(bodo.db, bodo.worker, (change) => acceptDaySheet(change, { programmeId: bodo.programmeId, id: sheet, version: 2, post: undefined }));
    const workplaces = await frontOf(stage);
    const [home, guest] = ['Gjøvik kommune', 'Bodø kommune'].map((name) => (
      JSON.stringify(workplaces.find(({ section }) => section.heading === name)?.table?.rows).replaceAll('\u00a0', ' ')
    ));
    expect(home).toContain('36 000,00');
    expect(guest).toContain('23 456,00');
    expect(guest).not.toMatch(/36 000|59 456/);
    expect(JSON.stringify(workplaces)).not.toMatch(/8601.?11.?17947/);
  });

  test('is told of the sheets that wait at home, and answers them; their own waits for others', async () => {
    const stage = await aStage();
    const { bodo, gjovik, browser } = stage;
    const sheet = await handIn(bodo, bodo.kari, [aSheetDay('2026-03-17', '20000')]);
    const waiting = JSON.stringify((await frontOf(stage)).map((workplace) => workplace.waiting));
    expect(waiting).not.toContain(sheet);
    const own = { ...placeOf(bodo), sheet };
    expect(await statusOf(decideRoute.loader(browser.get('/', own)))).toBe(403);
    expect(await statusOf(decideRoute.action(browser.post('/', own, { act: 'accept', version: '2' })))).toBe(403);
    expect(await statusOf(decideRoute.loader(browser.get('/', { ...placeOf(gjovik), sheet })))).toBe(404);
  });

  test('comes into the organisation where they work, and not into the other’s', async () => {
    const { bodo, gjovik, browser } = await aStage();
    const open = ({ worker: { organisationId: organisation } }: ClaimGround) => organisationRoute.loader(browser.get(`/organisations/${organisation}`, { organisation }));
    expect((await open(gjovik)).page.title).toBe('Gjøvik kommune');
    expect(await statusOf(open(bodo))).toBe(403);
  });

  test('finds no programme of one under the other’s address', async () => {
    const { bodo, gjovik, browser } = await aStage();
    const crossed = [{ organisation: gjovik.worker.organisationId, programme: bodo.programmeId }, { organisation: bodo.worker.organisationId, programme: gjovik.programmeId }];
    for (const params of crossed) expect(await statusOf(programmeRoute.loader(browser.get('/', params)))).toBe(404);
  });

  test('hands in days as a guest, and has no form for that where they answer them', async () => {
    const { bodo, gjovik, browser } = await aStage();
    expect((await newSheetRoute.loader(browser.get('/', placeOf(bodo)))).page.form).toBeDefined();
    expect(await statusOf(newSheetRoute.loader(browser.get('/', placeOf(gjovik))))).toBe(403);
  });

  test('has the one part alone when the other has ended', async () => {
    const stage = await aStage();
    const { db, kari: { userId }, worker: { organisationId } } = stage.bodo;
    await db.updateTable('programme_members').set({ ends_on: '2026-11-23' }).where('user_id', '=', userId).execute();
    const ended = (await frontOf(stage)).find(({ key }) => key === organisationId);
    expect([ended?.table, ended?.waiting]).toEqual([undefined, undefined]);
    await db.updateTable('memberships').set({ ended_at: '2026-11-24T09:00:00.000Z' }).where('user_id', '=', userId).where('organisation_id', '=', organisationId).execute();
    expect((await frontOf(stage)).map(({ key }) => key)).toEqual([stage.gjovik.worker.organisationId]);
  });
});

describe('the way from the front page to the days that were not entered', () => {
  test('begins with just those: what stands in a sheet already is not proposed again', async () => {
    const { bodo, browser } = await aStage();
    const activity = await addGathering(bodo);
    const params = placeOf(bodo);
    const begun = async () => heldBy((await newSheetRoute.loader(browser.get(`/?activity=${activity}`, params))).page);
    expect(await begun()).toMatchObject({ 'days-0': '10.03.2026, 11.03.2026, 12.03.2026', 'activity-0': activity });
    await handIn(bodo, bodo.kari, [aSheetDay('2026-03-11', '20000', { activity })]);
    expect((await begun())['days-0']).toBe('10.03.2026, 12.03.2026');
  });

  test('says the same days on the front page as the form begins with', async () => {
    const stage = await aStage();
    const activity = await addGathering(stage.bodo, '2026-11');
    await handIn(stage.bodo, stage.bodo.kari, [aSheetDay('2026-11-10', '20000', { activity })]);
    const items = (await frontOf(stage)).flatMap(({ waiting }) => waiting?.list.items ?? []);
    const held = items.find(({ link }) => link?.href.includes(activity));
    const typed = heldBy((await newSheetRoute.loader(stage.browser.get(held?.link?.href ?? '', placeOf(stage.bodo)))).page)['days-0'] ?? '';
    expect(typed).toBe('11.11.2026, 12.11.2026');
    expect(held?.text).toContain(typed);
  });

  test('begins empty for an activity that is not there', async () => {
    const { bodo, browser } = await aStage();
    const { page } = await newSheetRoute.loader(browser.get('/?activity=nobodys', placeOf(bodo)));
    expect(heldBy(page)).toMatchObject({ 'days-0': '', 'activity-0': '' });
  });
});
