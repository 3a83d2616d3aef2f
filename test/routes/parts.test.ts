import { describe, expect, test } from 'vitest';
import { listActivities } from '#app/features/activities/activities.repository.server.ts';
import { listOrganisationConsultants, listProgrammeConsultants } from '#app/features/consultants/consultants.repository.server.ts';
import type { PartsPageView } from '#app/features/programmes/parts-page-view.ts';
import * as activitiesRoute from '#app/routes/organisations.$organisation.programmes.$programme.activities.tsx';
import * as consultantsRoute from '#app/routes/organisations.$organisation.programmes.$programme.consultants.tsx';
import { aClaimGround, aMember, type ClaimGround } from '#test/fixtures/claim-ground.ts';
import { openTestDatabase } from '#test/fixtures/databases.ts';
import { browserOf, thrownBy, type Browser } from '#test/fixtures/route-ground.ts';

type Route = typeof activitiesRoute | typeof consultantsRoute;

interface Stage {
  readonly ground: ClaimGround;
  readonly browser: Browser;
  readonly params: { readonly organisation: string; readonly programme: string };
  readonly at: string;
  readonly route: Route;
}

async function aStage(route: Route, name: string): Promise<Stage> {
  const ground = await aClaimGround(await openTestDatabase('sqlite'));
  const params = { organisation: ground.worker.organisationId, programme: ground.programmeId };
  const browser = await browserOf(ground, ground.worker);
  return { ground, browser, params, route, at: `/organisations/${params.organisation}/programmes/${params.programme}/${name}` };
}

const pageOf = async ({ route, browser, params, at }: Stage, query = ''): Promise<PartsPageView> => (await route.loader(browser.get(`${at}${query}`, params))).page;
const send = ({ route, browser, params, at }: Stage, fields: Parameters<Browser['post']>[2]) => route.action(browser.post(at, params, fields));
const goneTo = async (stage: Stage, fields: Parameters<Browser['post']>[2]) => (await thrownBy(send(stage, fields))).headers.get('Location');

async function refused(stage: Stage, fields: Parameters<Browser['post']>[2]): Promise<{ page: PartsPageView; status: number | undefined }> {
  const { data: { page }, init } = await send(stage, fields);
  return { page, status: init?.status };
}

const errorsOf = (page: PartsPageView) => Object.fromEntries(page.form.fields.flatMap(({ name, error }) => (error === undefined ? [] : [[name, error]])));
const valueOf = (page: PartsPageView, name: string) => {
  const field = page.form.fields.find((each) => each.name === name);
  return field !== undefined && 'value' in field ? field.value : undefined;
};
const auditOf = ({ ground }: Stage) => ground.db.selectFrom('audit_entries').select(['action', 'facts_json']).orderBy('sequence').execute();
const versionOf = async ({ ground }: Stage) => (await ground.db.selectFrom('programmes').select('version').where('id', '=', ground.programmeId).executeTakeFirstOrThrow()).version;

describe('the programme’s activities', () => {
  const anActivities = () => aStage(activitiesRoute, 'activities');
  const typed = { title: ' Fagsamling 1 ', kind: 'gathering', startsOn: '10.2.26', endsOn: '11. februar 2026', place: 'Bodø', participants: '24' };
  const stored = async ({ ground }: Stage) => listActivities(ground.db, ground.worker, ground.programmeId);

  test('an empty list says what to do', async () => {
    const page = await pageOf(await anActivities());
    expect(page.table).toBeUndefined();
    expect(page.empty.text).toBe('Legg til den første her, med dagene den varte.');
    expect(page.nav.items.map(({ isCurrent }) => isCurrent)).toEqual([false, false, false, true]);
  });

  test('one is added with days as people write them, told of, and echoed in one form', async () => {
    const stage = await anActivities();
    const before = await versionOf(stage);
    expect(await goneTo(stage, typed)).toBe(`${stage.at}?done=added`);
    expect(await stored(stage)).toMatchObject([{
      version: 1, activity: { title: 'Fagsamling 1', kind: 'gathering', startsOn: '2026-02-10', endsOn: '2026-02-11', place: 'Bodø', participants: 24 },
    }]);
    expect(await versionOf(stage)).toBe(before + 1);
    expect(await auditOf(stage)).toMatchObject([{ action: 'activity.added' }]);
    const page = await pageOf(stage, '?done=added');
    expect(page.notices).toMatchObject([{ isDone: true, text: 'Samlingen er lagt til.' }]);
    expect(page.table?.rows[0]?.cells.slice(0, 5)).toEqual(['Fagsamling 1', 'Fagsamling', '10.02.2026–11.02.2026', 'Bodø', '24']);
    const [{ activity: { id } } = { activity: { id: '' } }] = await stored(stage);
    const open = await pageOf(stage, `?edit=${id}`);
    expect(['title', 'startsOn', 'endsOn', 'participants'].map((name) => valueOf(open, name))).toEqual(['Fagsamling 1', '10.02.2026', '11.02.2026', '24']);
  });

  test('a single day needs no last day', async () => {
    const stage = await anActivities();
    await goneTo(stage, { ...typed, endsOn: '', participants: '', place: '' });
    expect(await stored(stage)).toMatchObject([{ activity: { startsOn: '2026-02-10', endsOn: '2026-02-10', place: undefined, participants: undefined } }]);
  });

  const faults: [string, Partial<typeof typed>, Record<string, string>][] = [
    ['without a title', { title: ' ' }, { title: 'Fyll ut «Tittel».' }],
    ['without days', { startsOn: '', endsOn: '' }, { startsOn: 'Fyll ut «Første dag».' }],
    ['on a day that is none', { startsOn: '30.2.26' }, { startsOn: '«Første dag» er ikke en dag vi forstår. Skriv for eksempel 10.02.2026.' }],
    ['that ends before it starts', { endsOn: '9.2.26' }, { endsOn: 'Siste dag er før første dag. Rett en av dem.' }],
    ['of a kind there is not', { kind: 'fest' }, { kind: 'Velg «Slag» fra listen.' }],
    ['with half a participant', { participants: '2,5' }, { participants: '«Deltakere» må være et helt tall fra 0 til 100 000.' }],
    ['with a title nobody reads', { title: 'x'.repeat(201) }, { title: '«Tittel» er for langt. Kort det ned til 200 tegn.' }],
  ];

  test.each(faults)('%s is refused at its field, keeps what was typed and changes nothing', async (_what, fault, errors) => {
    const stage = await anActivities();
    const fields = { ...typed, ...fault };
    const { page, status } = await refused(stage, fields);
    expect(status).toBe(422);
    expect(errorsOf(page)).toEqual(errors);
    expect(page.form.card.errors?.items.map(({ text }) => text)).toEqual(Object.values(errors));
    for (const name of ['title', 'startsOn', 'endsOn', 'participants'] as const) expect(valueOf(page, name)).toBe(fields[name]);
    expect(await stored(stage)).toEqual([]);
    expect(await auditOf(stage)).toEqual([]);
  });

  test('of two who change the same, the second is shown both and may save again', async () => {
    const stage = await anActivities();
    await goneTo(stage, typed);
    const [first] = await stored(stage);
    const change = { ...typed, id: first?.activity.id ?? '', version: '1' };
    expect(await goneTo(stage, { ...change, title: 'Fagsamling A' })).toBe(`${stage.at}?done=changed`);
    const { page, status } = await refused(stage, { ...change, title: 'Fagsamling B' });
    expect(status).toBe(409);
    expect(page.notices[0]?.text).toContain('Fagsamling A, Fagsamling, 10.02.2026–11.02.2026, Bodø');
    expect(valueOf(page, 'title')).toBe('Fagsamling B');
    expect(page.form.card.hidden).toMatchObject({ id: first?.activity.id, version: '2' });
    await goneTo(stage, { ...change, version: '2', title: 'Fagsamling B' });
    expect(await stored(stage)).toMatchObject([{ version: 3, activity: { title: 'Fagsamling B' } }]);
    expect((await auditOf(stage)).map(({ facts_json }) => facts_json).at(-1)).toBe('{"title":{"from":"Fagsamling A","to":"Fagsamling B"}}');
  });

  test('one with costs cannot be removed; one without can, also when a deleted cost names it', async () => {
    const stage = await anActivities();
    await goneTo(stage, typed);
    const id = (await stored(stage))[0]?.activity.id ?? '';
    const expense = stage.ground.db.updateTable('expenses').where('id', '=', stage.ground.expenseIds[0] ?? '');
    await expense.set({ activity_id: id }).execute();
    const { page, status } = await refused(stage, { remove: id });
    expect([status, page.notices[0]?.text]).toEqual([422, 'Fagsamling 1 står på utgifter i programmet og kan ikke tas bort. Endre utgiftene først.']);
    await expense.set({ deleted_at: '2026-11-24T09:00:00.000Z' }).execute();
    expect(await goneTo(stage, { remove: id })).toBe(`${stage.at}?done=removed`);
    expect(await stored(stage)).toEqual([]);
    expect((await refused(stage, { remove: id })).status).toBe(409);
  });
});

describe('the programme’s consultants', () => {
  const aConsultants = () => aStage(consultantsRoute, 'consultants');
  const typed = { existing: '', name: 'Kåre Foredrag', company: 'Ordrik AS', role: 'lecturer' };
  const stored = async ({ ground }: Stage) => listProgrammeConsultants(ground.db, ground.worker, ground.programmeId);

  test('a new one comes last, and is the organisation’s from then on', async () => {
    const stage = await aConsultants();
    expect(await goneTo(stage, typed)).toBe(`${stage.at}?done=added`);
    expect((await stored(stage)).map(({ consultant: { name, role } }) => [name, role])).toEqual([['Ola Veileder', 'process_supervisor'], ['Kåre Foredrag', 'lecturer']]);
    expect(await listOrganisationConsultants(stage.ground.db, stage.ground.worker)).toHaveLength(2);
    const second = { ...stage, params: { ...stage.params, programme: stage.ground.secondProgrammeId } };
    const choice = (await pageOf(second)).form.fields.find(({ name }) => name === 'existing');
    expect(choice).toMatchObject({ options: [{ text: 'Kåre Foredrag (Ordrik AS)' }] });
  });

  test('one used before is chosen, so that the day cap is shared', async () => {
    const stage = await aConsultants();
    await goneTo(stage, typed);
    const chosen = (await stored(stage)).at(-1)?.consultant.id ?? '';
    const at = stage.at.replace(stage.ground.programmeId, stage.ground.secondProgrammeId);
    const second = { ...stage, at, params: { ...stage.params, programme: stage.ground.secondProgrammeId } };
    expect(await goneTo(second, { existing: chosen, name: '', company: '', role: 'course_leader' })).toBe(`${at}?done=added`);
    const there = await listProgrammeConsultants(stage.ground.db, stage.ground.worker, stage.ground.secondProgrammeId);
    expect(there.at(-1)?.consultant).toMatchObject({ id: chosen, role: 'course_leader' });
    expect((await stored(stage)).at(-1)?.consultant.role).toBe('lecturer');
  });

  test.each([
    ['nobody', { ...typed, name: '' }, { name: 'Fyll ut «Navn».' }],
    ['somebody unknown', { ...typed, existing: 'ukjent' }, { existing: 'Velg «Brukt før» fra listen.' }],
    ['a role there is not', { ...typed, role: 'vert' }, { role: 'Velg «Rolle» fra listen.' }],
    ['a company with a novel for a name', { ...typed, company: 'x'.repeat(201) }, { company: '«Firma» er for langt. Kort det ned til 200 tegn.' }],
  ])('%s is refused, and nothing changes', async (_what, fields, errors) => {
    const stage = await aConsultants();
    const { page, status } = await refused(stage, fields);
    expect([status, errorsOf(page)]).toEqual([422, errors]);
    expect(await stored(stage)).toHaveLength(1);
  });

  test('is changed once; who comes second is shown what stands there', async () => {
    const stage = await aConsultants();
    const id = (await stored(stage))[0]?.consultant.id ?? '';
    const change = { ...typed, id, version: '1' };
    expect(await goneTo(stage, { ...change, name: 'Ola B. Veileder' })).toBe(`${stage.at}?done=changed`);
    const { page, status } = await refused(stage, change);
    expect(status).toBe(409);
    expect(page.notices[0]?.text).toContain('Ola B. Veileder, Ordrik AS, foredragsholder');
    expect([valueOf(page, 'name'), page.form.card.hidden?.['version']]).toEqual(['Kåre Foredrag', '2']);
  });

  test('with costs stays; without is taken off the programme, and remains the organisation’s', async () => {
    const stage = await aConsultants();
    const used = (await stored(stage))[0]?.consultant.id ?? '';
    expect((await refused(stage, { remove: used })).page.notices[0]?.text).toContain('Ola Veileder står på utgifter');
    await goneTo(stage, typed);
    const unused = (await stored(stage)).at(-1)?.consultant.id ?? '';
    expect(await goneTo(stage, { remove: unused })).toBe(`${stage.at}?done=removed`);
    expect(await stored(stage)).toHaveLength(1);
    expect(await listOrganisationConsultants(stage.ground.db, stage.ground.worker)).toHaveLength(2);
  });

  test('the same form twice makes one consultant; the same key with another body none', async () => {
    const stage = await aConsultants();
    const form_key = crypto.randomUUID();
    for (let time = 0; time < 2; time += 1) expect(await goneTo(stage, { ...typed, form_key })).toBe(`${stage.at}?done=added`);
    expect((await thrownBy(send(stage, { ...typed, name: 'En annen', form_key }))).status).toBe(422);
    expect((await thrownBy(send(stage, { ...typed, form_key: 'ingen' }))).status).toBe(400);
    expect(await stored(stage)).toHaveLength(2);
  });

  test('only who may edit the programme comes in: readers 403, strangers 404', async () => {
    const stage = await aConsultants();
    const finance = await browserOf(stage.ground, stage.ground.finance);
    expect((await thrownBy(stage.route.loader(finance.get(stage.at, stage.params)))).status).toBe(403);
    const other = await aClaimGround(stage.ground.db);
    const stranger = await browserOf(other, await aMember(stage.ground.db, other.worker.organisationId, 'case_worker'));
    expect((await thrownBy(stage.route.loader(stranger.get(stage.at, stage.params)))).status).toBe(404);
    const theirs = { organisation: other.worker.organisationId, programme: stage.ground.programmeId };
    expect((await thrownBy(stage.route.action(stranger.post(stage.at, theirs, typed)))).status).toBe(404);
    expect(await stored(stage)).toHaveLength(1);
  });
});
