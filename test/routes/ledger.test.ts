import { describe, expect, test } from 'vitest';
import { action, loader } from '#app/routes/organisations.$organisation.programmes.$programme.ledger.tsx';
import { aClaimGround, aMember, type ClaimGround } from '#test/fixtures/claim-ground.ts';
import { openTestDatabase, testDatabases } from '#test/fixtures/databases.ts';
import { browserOf, thrownBy } from '#test/fixtures/route-ground.ts';
import type { Membership } from '#app/domain/membership.ts';

async function ledgerOf(ground: ClaimGround, member: Membership = ground.finance) {
  const params = { organisation: ground.finance.organisationId, programme: ground.programmeId };
  const path = `/organisations/${params.organisation}/programmes/${params.programme}/ledger`;
  const browser = await browserOf(ground, member);
  return {
    read: async () => (await loader(browser.get(path, params))).page,
    load: () => loader(browser.get(path, params)),
    save: (fields: Record<string, string>) => action(browser.post(path, params, fields)),
  };
}

const accountsIn = (ground: ClaimGround) => ground.db.selectFrom('expenses').select(['id', 'ledger_account'])
  .where('programme_id', '=', ground.programmeId).orderBy('position').execute();

describe.each(testDatabases)('the accounts of a programme on $kind', ({ open }) => {
  test('are proposed by kind and year, and can be written over', async () => {
    const ground = await aClaimGround(await open());
    const [first = '', second = ''] = ground.expenseIds;
    const { read, save } = await ledgerOf(ground);
    expect((await read()).table?.rows[0]?.cells.slice(3)).toMatchObject(['272', { field: { label: 'Art for utgift 1', value: '' } }, '– · 272 · – · –']);
    const saved = await thrownBy(save({ [`account-${first}`]: ' 27099 ', [`before-${first}`]: '', [`account-${second}`]: '', [`before-${second}`]: '' }));
    expect(saved.status).toBe(303);
    expect((await accountsIn(ground)).map(({ ledger_account }) => ledger_account)).toEqual(['27099', null, null]);
    expect((await read()).table?.rows[0]?.cells.slice(3)).toMatchObject(['272', { field: { value: '27099' } }, '– · 27099 · – · –']);
  });

  test('leave a trace that says which expense got which', async () => {
    const ground = await aClaimGround(await open());
    const [, second = ''] = ground.expenseIds;
    await thrownBy((await ledgerOf(ground)).save({ [`account-${second}`]: '150', [`before-${second}`]: '' }));
    const entries = await ground.db.selectFrom('audit_entries').select(['action', 'facts_json']).execute();
    expect(entries).toEqual([{ action: 'programme.accounts_changed', facts_json: '{"accounts":"2: – → 150"}' }]);
  });

  test('saved without a change leave no trace', async () => {
    const ground = await aClaimGround(await open());
    const [first = ''] = ground.expenseIds;
    expect((await thrownBy((await ledgerOf(ground)).save({ [`account-${first}`]: '', [`before-${first}`]: '' }))).status).toBe(303);
    expect(await ground.db.selectFrom('audit_entries').select('action').execute()).toEqual([]);
  });

  test('do not make a claim that is being prepared another', async () => {
    const ground = await aClaimGround(await open());
    const [first = ''] = ground.expenseIds;
    const versions = () => ground.db.selectFrom('programmes').select(['id', 'version']).orderBy('id').execute();
    const before = await versions();
    await thrownBy((await ledgerOf(ground)).save({ [`account-${first}`]: '150', [`before-${first}`]: '' }));
    expect(await versions()).toEqual(before);
  });

  test('that two write at once: the second is told, keeps what was typed, and may save again', async () => {
    const ground = await aClaimGround(await open());
    const [first = ''] = ground.expenseIds;
    const { save } = await ledgerOf(ground);
    await thrownBy(save({ [`account-${first}`]: '150', [`before-${first}`]: '' }));
    const { data, init } = await save({ [`account-${first}`]: '270', [`before-${first}`]: '' });
    expect(init?.status).toBe(409);
    const { page } = data;
    expect(page.table?.rows[0]?.cells[4]).toMatchObject({ field: { value: '270', error: 'Utgift 1 har nå arten 150, lagret av noen andre imens.' } });
    expect(page.card?.hidden).toMatchObject({ [`before-${first}`]: '150' });
    expect((await accountsIn(ground))[0]?.ledger_account).toBe('150');
    await thrownBy(save({ [`account-${first}`]: '270', [`before-${first}`]: '150' }));
    expect((await accountsIn(ground))[0]?.ledger_account).toBe('270');
  });

  test('that cannot be an account are pointed out, and nothing is saved', async () => {
    const ground = await aClaimGround(await open());
    const [first = '', second = ''] = ground.expenseIds;
    const { data, init } = await (await ledgerOf(ground)).save({ [`account-${first}`]: '27 0;', [`account-${second}`]: '150' });
    expect(init?.status).toBe(422);
    expect(data.page.card?.errors?.items).toMatchObject([{ href: `#account-${first}` }]);
    expect((await accountsIn(ground)).map(({ ledger_account }) => ledger_account)).toEqual([null, null, null]);
  });

  test('of another programme’s expense are refused', async () => {
    const ground = await aClaimGround(await open());
    const [foreign = ''] = ground.secondExpenseIds;
    expect((await thrownBy((await ledgerOf(ground)).save({ [`account-${foreign}`]: '150' }))).status).toBe(404);
  });
});

test.each([['reader', false, 403], ['case_worker', false, 403], ['administrator', true, 303]] as const)(
  '%s sees the accounts, and changes them: %s', async (role, mayEdit, status) => {
    const ground = await aClaimGround(await openTestDatabase('sqlite'));
    const { read, save } = await ledgerOf(ground, await aMember(ground.db, ground.finance.organisationId, role));
    expect((await read()).card === undefined).toBe(!mayEdit);
    expect((await thrownBy(save({ [`account-${ground.expenseIds[0] ?? ''}`]: '150' }))).status).toBe(status);
  },
);

test('a stranger finds no accounts', async () => {
  const ground = await aClaimGround(await openTestDatabase('sqlite'));
  const stranger = await aClaimGround(ground.db, 1);
  expect((await thrownBy((await ledgerOf(ground, stranger.finance)).load())).status).toBe(404);
});
