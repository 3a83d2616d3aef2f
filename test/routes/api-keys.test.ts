import { describe, expect, test } from 'vitest';
import { apiScopes } from '#app/domain/api-scopes.ts';
import * as route from '#app/routes/organisations.$organisation.api-keys.tsx';
import * as personRoute from '#app/routes/organisations.$organisation.people.$person._index.tsx';
import * as endRoute from '#app/routes/organisations.$organisation.people.$person.end.tsx';
import { aMember, aClaimGround, type ClaimGround } from '#test/fixtures/claim-ground.ts';
import { ledTo } from '#test/fixtures/claim-routes.ts';
import { openTestDatabase } from '#test/fixtures/databases.ts';
import { aMachine, askApi } from '#test/fixtures/machine.ts';
import { browserOf, thrownBy, type Browser } from '#test/fixtures/route-ground.ts';

interface Stage {
  readonly ground: ClaimGround;
  readonly administrator: Browser;
  readonly at: string;
  readonly params: { readonly organisation: string };
}

async function aStage(): Promise<Stage> {
  const ground = await aClaimGround(await openTestDatabase('sqlite'));
  const organisation = ground.worker.organisationId;
  const administrator = await browserOf(ground, await aMember(ground.db, organisation, 'administrator'));
  return { ground, administrator, at: `/organisations/${organisation}/api-keys`, params: { organisation } };
}

const filled = { act: 'make', name: 'Visma', scopes: ['programmes:read', 'claims:read'], expiresOn: '24.11.2027' };

async function send({ administrator, at, params }: Stage, fields: Parameters<Browser['post']>[2]) {
  const { data: { view }, init } = await route.action(administrator.post(at, params, fields));
  return { view, status: init?.status };
}

const answeredBy = (stage: Stage, token: string | undefined) => askApi('/api/v1/claims', { token, context: stage.administrator.get('/', {}).context });

describe('a key', () => {
  test('is shown once, lets in, and is stored as a hash only', async () => {
    const stage = await aStage();
    const { view, status } = await send(stage, filled);
    const token = view.shown?.copy.value;
    expect([status, token]).toEqual([200, expect.stringMatching(/^ou_[\w-]{43}$/)]);
    expect((await answeredBy(stage, token)).status).toBe(200);
    const { view: later } = await route.loader(stage.administrator.get(stage.at, stage.params));
    expect([later.shown, JSON.stringify(later).includes(token ?? '')]).toEqual([undefined, false]);
    const rows = JSON.stringify(await stage.ground.db.selectFrom('api_tokens').selectAll().execute());
    expect(rows).not.toContain(token);
    const audit = JSON.stringify(await stage.ground.db.selectFrom('audit_entries').selectAll().where('action', '=', 'organisation.token_made').execute());
    expect(audit).toContain('Visma');
    expect(audit).not.toContain(token);
  });

  test('is made once, however often the form is sent', async () => {
    const stage = await aStage();
    const form = { ...filled, form_key: '00000000-0000-4000-8000-000000000001' };
    const first = await send(stage, form);
    const second = await send(stage, form);
    expect([first.view.shown, second.view.shown].map((shown) => shown !== undefined)).toEqual([true, false]);
    expect(second.view.page.notices).toHaveLength(1);
    expect(await stage.ground.db.selectFrom('api_tokens').select('id').execute()).toHaveLength(1);
  });

  test('that cannot be made comes back as it was typed', async () => {
    const stage = await aStage();
    const { view, status } = await send(stage, { ...filled, name: '', expiresOn: 'snart' });
    expect([status, view.shown]).toEqual([422, undefined]);
    const fields = view.page.form?.groups.flatMap((group) => group.fields) ?? [];
    expect(fields.filter(({ error }) => error !== undefined).map(({ name }) => name)).toEqual(['name', 'expiresOn']);
    expect(fields.find(({ name }) => name === 'expiresOn')).toMatchObject({ value: 'snart' });
    expect(await stage.ground.db.selectFrom('api_tokens').select('id').execute()).toEqual([]);
  });

  test('that is ended lets nobody in from then on, and is ended once', async () => {
    const stage = await aStage();
    const { token, tokenId } = await aMachine(stage.ground, stage.ground.worker, { scopes: apiScopes });
    expect((await answeredBy(stage, token)).status).toBe(200);
    const end = () => thrownBy(route.action(stage.administrator.post(stage.at, stage.params, { act: 'end', id: tokenId })));
    expect((await end()).headers.get('Location')).toBe(`${stage.at}?done=ended`);
    expect((await answeredBy(stage, token)).status).toBe(401);
    expect((await end()).status).toBe(409);
  });

  test('is asked about before it ends, by its name and with when it was last used, and is ended from there', async () => {
    const stage = await aStage();
    const { token, tokenId } = await aMachine(stage.ground, stage.ground.worker, { scopes: apiScopes });
    const { view: { page: list } } = await route.loader(stage.administrator.get(stage.at, stage.params));
    const asking = { href: `${stage.at}?end=${tokenId}`, text: 'Avslutt Visma' };
    expect(list.table?.rows[0]?.cells.at(-1)).toEqual({ links: [asking] });
    const question = async () => (await route.loader(stage.administrator.get(asking.href, stage.params))).view.page;
    expect(await question()).toMatchObject({ title: 'Avslutte nøkkelen «Visma»?', notices: [{ tone: 'info', text: 'Nøkkelen er ikke brukt ennå.' }] });
    expect((await answeredBy(stage, token)).status).toBe(200);
    const { notices, table, form } = await question();
    expect([notices, table]).toEqual([[{ tone: 'warning', text: 'Nøkkelen ble sist brukt 24.11.2026.' }], undefined]);
    const { action, hidden, cancel } = form?.card ?? expect.fail('No form');
    expect([action, cancel?.href]).toEqual([stage.at, stage.at]);
    expect(await ledTo(route.action(stage.administrator.post(stage.at, stage.params, { ...hidden })))).toBe(`${stage.at}?done=ended`);
    expect((await answeredBy(stage, token)).status).toBe(401);
  });

  test.each(['that has ended', 'that is another’s', 'that there is not'])('%s is not asked about: the list is shown', async (which) => {
    const stage = await aStage();
    const { tokenId } = await aMachine(stage.ground, stage.ground.worker, { scopes: apiScopes });
    await stage.ground.db.updateTable('api_tokens').set({ revoked_at: '2026-11-24T09:30:00.000Z' }).execute();
    const other = await aClaimGround(stage.ground.db);
    const { tokenId: others } = await aMachine(other, other.worker, { scopes: apiScopes });
    const id = { 'that has ended': tokenId, 'that is another’s': others }[which] ?? 'x';
    const { view: { page } } = await route.loader(stage.administrator.get(`${stage.at}?end=${id}`, stage.params));
    expect([page.title, page.table?.rows.map(({ key, cells }) => [key, cells.at(-1)])]).toEqual(['API-nøkler', [[tokenId, { links: [] }]]]);
  });

  test('is told where the description for systems is, by an address that can be passed on', async () => {
    const stage = await aStage();
    const { view: { page } } = await route.loader(stage.administrator.get(stage.at, stage.params));
    const href = 'http://localhost:3000/api/v1/openapi.json';
    expect(page.more?.flatMap(({ facts }) => facts).at(-1)).toMatchObject({ value: href, href });
  });

  test('of another organisation cannot be ended, and is not listed', async () => {
    const stage = await aStage();
    const other = await aClaimGround(stage.ground.db);
    const { token, tokenId } = await aMachine(other, other.worker, { scopes: apiScopes });
    expect((await thrownBy(route.action(stage.administrator.post(stage.at, stage.params, { act: 'end', id: tokenId })))).status).toBe(409);
    expect((await answeredBy(stage, token)).status).toBe(200);
    const { view } = await route.loader(stage.administrator.get(stage.at, stage.params));
    expect(view.page.table).toBeUndefined();
  });

  test('tells when it was last used', async () => {
    const stage = await aStage();
    const { token } = await aMachine(stage.ground, stage.ground.worker, { scopes: apiScopes });
    const lastUsed = async () => {
      const { view } = await route.loader(stage.administrator.get(stage.at, stage.params));
      return view.page.table?.rows[0]?.cells[3];
    };
    expect(await lastUsed()).toBe('Aldri');
    await answeredBy(stage, token);
    expect(await lastUsed()).toBe('24.11.2026');
  });
});

describe('the keys of an administrator who leaves', () => {
  async function aLeaving() {
    const stage = await aStage();
    const leaving = await aMember(stage.ground.db, stage.params.organisation, 'administrator');
    const { token } = await aMachine(stage.ground, leaving, { scopes: apiScopes });
    const { token: others } = await aMachine(stage.ground, stage.ground.worker, { scopes: apiScopes });
    const params = { ...stage.params, person: leaving.userId };
    const at = `/organisations/${params.organisation}/people/${leaving.userId}`;
    const opens = async () => [(await answeredBy(stage, token)).status, (await answeredBy(stage, others)).status];
    const ended = async () => (await stage.ground.db.selectFrom('audit_entries').select('sequence').where('action', '=', 'organisation.token_ended').execute()).length;
    const end = (fields: Record<string, string>) => ledTo(endRoute.action(stage.administrator.post(`${at}/end`, params, fields)));
    const changeRole = (fields: Record<string, string>) => ledTo(personRoute.action(stage.administrator.post(at, params, { role: 'reader', ...fields })));
    return { ...stage, params, at, opens, ended, end, changeRole };
  }

  test('are named where the access is ended, and end with it; others’ do not', async () => {
    const { administrator, at, params, end, opens, ended } = await aLeaving();
    const { page } = await endRoute.loader(administrator.get(`${at}/end`, params));
    expect(page.form?.groups.flatMap(({ fields }) => fields)).toMatchObject([{ name: 'keeps_keys', isChecked: false }]);
    expect(await opens()).toEqual([200, 200]);
    await end({});
    expect([await opens(), await ended()]).toEqual([[401, 200], 1]);
  });

  test('end with the role too', async () => {
    const { changeRole, opens, ended } = await aLeaving();
    await changeRole({});
    expect([await opens(), await ended()]).toEqual([[401, 200], 1]);
  });

  test.each(['end', 'changeRole'] as const)('go on where that was chosen (%s)', async (act) => {
    const leaving = await aLeaving();
    await leaving[act]({ keeps_keys: 'yes' });
    expect([await leaving.opens(), await leaving.ended()]).toEqual([[200, 200], 0]);
  });
});
