import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { verifyAudit } from '#app/features/audit/verify-audit.server.ts';
import { hashPassword } from '#app/features/users/passwords.server.ts';
import * as dataRoute from '#app/routes/account.data.tsx';
import * as eraseRoute from '#app/routes/account.erase.tsx';
import * as recordRoute from '#app/routes/organisations.$organisation.personal-data._index.tsx';
import * as personRoute from '#app/routes/organisations.$organisation.personal-data.$person.tsx';
import * as privacyRoute from '#app/routes/privacy.tsx';
import { aMember, aClaimGround, type ClaimGround } from '#test/fixtures/claim-ground.ts';
import { openTestDatabase } from '#test/fixtures/databases.ts';
import { browserOf, thrownBy, type Browser } from '#test/fixtures/route-ground.ts';
import { aWorkplace } from '#test/fixtures/workplace.ts';

const password = 'tre grå geiter i fjæra';
const administratorEmail = 'ada@fjellvik.example';

const fileShape = z.looseObject({
  format: z.literal('ou-refusjon/person@1'),
  organisations: z.array(z.looseObject({ name: z.string(), history: z.array(z.looseObject({ action: z.string() })) })),
});

async function jsonOf(answer: Response): Promise<unknown> {
  expect(answer.headers.get('Content-Disposition')).toMatch(/^attachment/);
  return answer.json();
}

describe('all that is stored about me', () => {
  test('comes as a file: account, access and what was done where', async () => {
    const place = await aWorkplace();
    const kim = await place.as('kim@konsulent.example');
    const told = fileShape.parse(await jsonOf(await dataRoute.loader(kim.get('/account/data', {}))));
    expect(told['account']).toMatchObject({ email: 'kim@konsulent.example' });
    expect(told.organisations.map(({ name }) => name)).toHaveLength(2);
  });

  test('holds nothing of others, and no secret', async () => {
    const place = await aWorkplace();
    const text = JSON.stringify(await jsonOf(await dataRoute.loader((await place.as('siri@fjellvik.example')).get('/account/data', {}))));
    const others = await place.db.selectFrom('users').select(['email', 'name', 'password_hash']).where('email', '<>', 'siri@fjellvik.example').execute();
    const found = others.flatMap(({ email, name }) => [email, name]).filter((each) => text.includes(each));
    expect(found).toEqual([]);
    expect(text).not.toMatch(/argon2|id_hash|token_hash|secret_sealed/);
  });
});

interface Stage {
  readonly ground: ClaimGround;
  readonly userId: string;
  readonly me: Browser;
}

/** Someone of the organisation who knows their password. */
async function aPerson(role: 'administrator' | 'case_worker' = 'case_worker'): Promise<Stage> {
  const ground = await aClaimGround(await openTestDatabase('sqlite'));
  const member = await aMember(ground.db, ground.worker.organisationId, role);
  await ground.db.updateTable('users').set({ password_hash: await hashPassword(password), name: 'Mari Måne', email: 'mari@maane.example' })
    .where('id', '=', member.userId).execute();
  return { ground, userId: member.userId, me: await browserOf(ground, member) };
}

const erase = ({ me }: Pick<Stage, 'me'>, typed: string) => eraseRoute.action(me.post('/account/erase', {}, { password: typed }));

describe('erasing my account', () => {
  test('takes name, address and every way in; what was done with vouchers stays in the history', async () => {
    const stage = await aPerson();
    const { db, worker } = stage.ground;
    expect((await thrownBy(erase(stage, password))).headers.get('Location')).toBe('/privacy?done=erased&lang=nb');
    const user = await db.selectFrom('users').selectAll().where('id', '=', stage.userId).executeTakeFirstOrThrow();
    expect(user).toMatchObject({ name: 'Slettet person', email: `erased-${stage.userId}@invalid`, password_hash: null });
    expect(user.erased_at).not.toBeNull();
    expect(await db.selectFrom('sessions').select('id_hash').where('user_id', '=', stage.userId).execute()).toEqual([]);
    const membership = await db.selectFrom('memberships').select('ended_at').where('user_id', '=', stage.userId).executeTakeFirstOrThrow();
    expect(membership.ended_at).not.toBeNull();
    const entry = await db.selectFrom('audit_entries').selectAll().where('actor_id', '=', stage.userId).execute();
    expect(entry).toMatchObject([{ actor_name: 'Slettet person', action: 'person.erased_account' }]);
    expect(JSON.stringify(entry), 'the name that is gone does not stand in the new entry').not.toMatch(/Mari|maane/);
    expect((await verifyAudit(db, worker)).isWhole).toBe(true);
  });

  test('asks for the password, and changes nothing with a wrong one', async () => {
    const stage = await aPerson();
    const { data } = await erase(stage, 'feil');
    expect(data.page.form?.groups[0]?.fields[0]?.error).toBeDefined();
    const user = await stage.ground.db.selectFrom('users').select('name').where('id', '=', stage.userId).executeTakeFirstOrThrow();
    expect(user.name).toBe('Mari Måne');
  });

  test('is refused while an organisation would have no administrator, which is named', async () => {
    const stage = await aPerson('administrator');
    const { data } = await erase(stage, password);
    const organisation = await stage.ground.db.selectFrom('organisations').select('name').executeTakeFirstOrThrow();
    expect(data.page.notices[0]).toMatchObject({ tone: 'danger', items: [organisation.name] });
    await aMember(stage.ground.db, stage.ground.worker.organisationId, 'administrator');
    expect((await thrownBy(erase(stage, password))).status).toBe(303);
  });

  test('is told on a page that is open to all', async () => {
    const stage = await aPerson();
    const { page } = await privacyRoute.loader(stage.me.get('/privacy?done=erased', {}));
    expect(page.notices).toHaveLength(1);
  });
});

interface Record {
  readonly ground: ClaimGround;
  readonly administrator: Browser;
  readonly params: { readonly organisation: string };
  readonly at: string;
}

async function aRecord(): Promise<Record> {
  const ground = await aClaimGround(await openTestDatabase('sqlite'));
  const organisation = ground.worker.organisationId;
  const administrator = await browserOf(ground, await aMember(ground.db, organisation, 'administrator'));
  return { ground, administrator, params: { organisation }, at: `/organisations/${organisation}/personal-data` };
}

const sendTo = ({ administrator, at, params }: Record, fields: { [name: string]: string }) => recordRoute.action(administrator.post(at, params, fields));
const pageOf = async ({ administrator, at, params }: Record, query = '') => (await recordRoute.loader(administrator.get(`${at}${query}`, params))).page;

async function consultantOf({ ground }: Record): Promise<string> {
  return (await ground.db.selectFrom('consultants').select('id').executeTakeFirstOrThrow()).id;
}

/** As if the programmes had ended, and their invoices been paid, long ago. */
async function longAgo({ ground }: Record): Promise<void> {
  await ground.db.updateTable('expenses').set({ invoice_issued_on: '2001-02-15', paid_on: '2001-03-01' }).execute();
  await ground.db.updateTable('expense_days').set({ on_day: '2001-02-10' }).execute();
  await ground.db.updateTable('programmes').set({ starts_on: '2001-01-01', ends_on: '2001-06-30' }).execute();
}

describe('who an organisation has on record', () => {
  test('a consultant is kept as long as the vouchers they stand on', async () => {
    const record = await aRecord();
    const id = await consultantOf(record);
    const row = (await pageOf(record)).people.table.rows.find(({ key }) => key === id);
    expect(row?.cells[2]).toMatch(/^Bilag som skal lagres til 31\.12\.\d{4}$/);
    const { data } = await sendTo(record, { act: 'erase', id });
    expect(data.page.notices[0]).toMatchObject({ tone: 'danger' });
    expect((await record.ground.db.selectFrom('consultants').select('name').executeTakeFirstOrThrow()).name).toBe('Ola Veileder');
  });

  test('is due when the time of keeping is over; then the name is taken away, asked for twice, and stands in no new entry', async () => {
    const record = await aRecord();
    await longAgo(record);
    const id = await consultantOf(record);
    const page = await pageOf(record, `?erase=${id}`);
    expect(page.due.table?.rows).toHaveLength(2);
    expect(page.erasing?.notice.heading).toContain('Ola Veileder');
    expect((await thrownBy(sendTo(record, { act: 'erase', id }))).headers.get('Location')).toBe(`${record.at}?done=erased`);
    const { name, company } = await record.ground.db.selectFrom('consultants').select(['name', 'company']).executeTakeFirstOrThrow();
    expect([name, company]).toEqual(['Slettet person', null]);
    const entry = await record.ground.db.selectFrom('audit_entries').selectAll().where('action', '=', 'person.erased').executeTakeFirstOrThrow();
    expect(JSON.stringify(entry)).not.toContain('Ola');
  });

  test('one with access is kept by it; one who left can be erased, and is on record no more', async () => {
    const record = await aRecord();
    const { db, worker } = record.ground;
    const { data } = await sendTo(record, { act: 'erase', id: worker.userId });
    expect(data.page.notices[0]?.text).toContain('Holdes av');
    await db.updateTable('memberships').set({ ended_at: '2026-01-01T00:00:00.000Z' }).where('user_id', '=', worker.userId).execute();
    expect((await thrownBy(sendTo(record, { act: 'erase', id: worker.userId }))).status).toBe(303);
    expect((await pageOf(record)).people.table.rows.some(({ key }) => key === worker.userId)).toBe(false);
    expect((await thrownBy(sendTo(record, { act: 'erase', id: worker.userId }))).status, 'and cannot be erased twice').toBe(404);
  });

  test('a consultant who signs in is one person there, kept by their access, and handed over in one file', async () => {
    const record = await aRecord();
    const { db } = record.ground;
    const consultant = await consultantOf(record);
    const ola = await aMember(db, record.ground.worker.organisationId, 'consultant');
    await db.updateTable('consultants').set({ user_id: ola.userId }).where('id', '=', consultant).execute();
    await longAgo(record);
    const rows = (await pageOf(record)).people.table.rows;
    expect(rows.some(({ key }) => key === consultant)).toBe(false);
    expect(rows.find(({ key }) => key === ola.userId)?.cells[2]).toBe('Tilgangen, som ikke er avsluttet');
    const answer = await personRoute.loader(record.administrator.get(`${record.at}/${ola.userId}`, { ...record.params, person: ola.userId }));
    const told = z.looseObject({ email: z.string(), asConsultant: z.looseObject({ days: z.array(z.unknown()) }) }).parse(await jsonOf(answer));
    expect(told.asConsultant.days).toHaveLength(4);
  });

  test('a person of another organisation is not there', async () => {
    const record = await aRecord();
    const other = await aClaimGround(record.ground.db);
    expect((await thrownBy(sendTo(record, { act: 'erase', id: other.worker.userId }))).status).toBe(404);
    const asked = { ...record.params, person: other.worker.userId };
    expect((await thrownBy(personRoute.loader(record.administrator.get(`${record.at}/x`, asked)))).status).toBe(404);
  });

  test('what is stored of a consultant is handed over as a file', async () => {
    const record = await aRecord();
    const person = await consultantOf(record);
    const answer = await personRoute.loader(record.administrator.get(`${record.at}/${person}`, { ...record.params, person }));
    const days = z.array(z.looseObject({ amount_ore: z.string() }));
    const told = z.looseObject({ name: z.string(), asConsultant: z.looseObject({ days }) }).parse(await jsonOf(answer));
    expect([told.name, told.asConsultant.days.length]).toEqual(['Ola Veileder', 4]);
  });
});

describe('the time of keeping', () => {
  test('is set, and told in the history', async () => {
    const record = await aRecord();
    expect((await thrownBy(sendTo(record, { act: 'retention', years: '7' }))).headers.get('Location')).toBe(`${record.at}?done=saved`);
    const entry = await record.ground.db.selectFrom('audit_entries').select('facts_json').where('action', '=', 'organisation.retention_changed').executeTakeFirstOrThrow();
    expect(JSON.parse(entry.facts_json)).toEqual({ retentionYears: { from: '10', to: '7' } });
  });

  test.each(['', '4', '31', '5,5', 'ti'])('«%s» years come back as typed', async (years) => {
    const { data } = await sendTo(await aRecord(), { act: 'retention', years });
    const [field] = data.page.form.groups[0]?.fields ?? [];
    expect([field?.error === undefined, field]).toMatchObject([false, { value: years }]);
  });
});

test('the demo’s record can be looked at', async () => {
  const place = await aWorkplace();
  const browser = await place.as(administratorEmail);
  const { page } = await recordRoute.loader(browser.get(`/organisations/${place.fjellvik.id}/personal-data`, { organisation: place.fjellvik.id }));
  expect(page.people.table.rows.length).toBeGreaterThan(4);
});
