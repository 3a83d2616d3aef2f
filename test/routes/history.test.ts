import { describe, expect, test } from 'vitest';
import { recordAudit } from '#app/features/audit/record-audit.server.ts';
import { createClaim } from '#app/features/claims/prepare-claim.server.ts';
import { loader as organisationLoader } from '#app/routes/organisations.$organisation.history.tsx';
import { loader as programmeLoader } from '#app/routes/organisations.$organisation.programmes.$programme.history.tsx';
import { loader as claimLoader } from '#app/routes/organisations.$organisation.programmes.$programme.claims.$claim._index.tsx';
import { loader as expenseLoader } from '#app/routes/organisations.$organisation.programmes.$programme.expenses.$expense._index.tsx';
import { aClaimGround, aClaimInReview, aMember, as, type ClaimGround } from '#test/fixtures/claim-ground.ts';
import { openTestDatabase, testDatabases } from '#test/fixtures/databases.ts';
import { browserOf, thrownBy } from '#test/fixtures/route-ground.ts';

async function historyOf(ground: ClaimGround, member = ground.finance) {
  const params = { organisation: ground.finance.organisationId, programme: ground.programmeId };
  const browser = await browserOf(ground, member);
  const path = `/organisations/${params.organisation}`;
  return {
    organisation: (query = '') => organisationLoader(browser.get(`${path}/history${query}`, params)),
    programme: (query = '') => programmeLoader(browser.get(`${path}/programmes/${params.programme}/history${query}`, params)),
  };
}

const changes = async ({ db, worker, programmeId, expenseIds: [id = ''] }: ClaimGround, count: number) => {
  for (let index = 0; index < count; index += 1) {
    await as(db, worker, (change) => recordAudit(change, {
      action: 'expense.changed', subject: { kind: 'expense', id }, programmeId, facts: { paidOn: { from: null, to: '2026-03-01' } },
    }));
  }
};

describe.each(testDatabases)('the history on $kind', ({ open }) => {
  test('tells of a claim and leads to it', async () => {
    const ground = await aClaimGround(await open());
    await as(ground.db, ground.worker, (change) => createClaim(change, { programmeId: ground.programmeId, expenseIds: ground.expenseIds, parked: new Map() }));
    const { page } = await (await historyOf(ground)).programme();
    expect(page.list.items[0]).toMatchObject({ text: 'Prøve case_worker laget utkast til krav 1.', details: ['utgifter i kravet: 3'] });
    expect(page.list.items[0]?.link?.href).toMatch(/\/claims\/[0-9a-f-]{36}$/);
  });

  test('of the organisation says that it is unchanged, and since when', async () => {
    const ground = await aClaimGround(await open());
    await changes(ground, 3);
    const { page } = await (await historyOf(ground)).organisation();
    expect(page.seal?.notice).toMatchObject({ tone: 'success', heading: 'Historikken er uendret siden 24.11.2026' });
    expect(page.list.items[0]?.details).toEqual(['betalt: fylt ut med 01.03.2026']);
  });

  test('of the organisation says when it was tampered with, and what to do', async () => {
    const ground = await aClaimGround(await open());
    await changes(ground, 3);
    await ground.db.updateTable('organisations').set({ audit_hash: 'x' }).where('id', '=', ground.finance.organisationId).execute();
    const { page } = await (await historyOf(ground)).organisation();
    expect(page.seal?.notice).toMatchObject({ tone: 'danger', text: 'Endringene etter nr. 3 er tatt bort.' });
  });

  test('goes on to older entries without a gap, and back to the latest', async () => {
    const ground = await aClaimGround(await open());
    await changes(ground, 60);
    const { organisation } = await historyOf(ground);
    const { page: first } = await organisation();
    const { page: rest } = await organisation(new URL(first.pagination?.next?.href ?? '', 'http://localhost').search);
    expect([...first.list.items, ...rest.list.items].map(({ key }) => Number(key))).toEqual(Array.from({ length: 60 }, (_, index) => 60 - index));
    expect(rest.pagination?.previous?.href).toMatch(/history$/);
    expect(rest.pagination?.next).toBeUndefined();
  });

  test('that is empty says so', async () => {
    const { page } = await (await historyOf(await aClaimGround(await open()))).programme();
    expect(page.empty?.heading).toBe('Ingenting har skjedd ennå');
  });
});

test('a long history is checked only when asked', async () => {
  const ground = await aClaimGround(await openTestDatabase('sqlite'));
  await changes(ground, 1);
  await ground.db.updateTable('organisations').set({ audit_sequence: 3_000 }).where('id', '=', ground.finance.organisationId).execute();
  const { organisation } = await historyOf(ground);
  expect((await organisation()).page.seal?.notice.link?.href).toMatch(/history\?check=yes$/);
  expect((await organisation('?check=yes')).page.seal?.notice.tone).toBe('danger');
});

test('a consultant may not read it, and a stranger does not find it', async () => {
  const ground = await aClaimGround(await openTestDatabase('sqlite'));
  const consultant = await aMember(ground.db, ground.finance.organisationId, 'consultant');
  await ground.db.insertInto('programme_members').values({
    organisation_id: ground.finance.organisationId, programme_id: ground.programmeId, user_id: consultant.userId, created_at: '2026-11-24T10:00:00.000Z',
  }).execute();
  const forConsultant = await historyOf(ground, consultant);
  expect((await thrownBy(forConsultant.programme())).status).toBe(403);
  expect((await thrownBy(forConsultant.organisation())).status).toBe(403);
  const forStranger = await historyOf(ground, (await aClaimGround(ground.db, 1)).finance);
  expect((await thrownBy(forStranger.programme())).status).toBe(404);
  expect((await thrownBy(forStranger.organisation())).status).toBe(404);
});

test('a claim’s page and an expense’s page tell what happened to them, but not to a consultant', async () => {
  const ground = await aClaimGround(await openTestDatabase('sqlite'), 1);
  const { db, worker, finance, programmeId, expenseIds: [expense = ''] } = ground;
  const { id: claim } = await aClaimInReview(ground, { programmeId, expenseIds: [expense] });
  await changes(ground, 1);
  const consultant = await aMember(db, worker.organisationId, 'consultant');
  await db.insertInto('programme_members').values({
    organisation_id: worker.organisationId, programme_id: programmeId, user_id: consultant.userId, created_at: '2026-11-24T10:00:00.000Z',
  }).execute();
  const params = { organisation: worker.organisationId, programme: programmeId, claim, expense };
  const path = `/organisations/${params.organisation}/programmes/${programmeId}`;
  const [seen, hidden] = [await browserOf(ground, finance), await browserOf(ground, consultant)];
  const histories = async (browser: typeof seen) => [
    (await claimLoader(browser.get(`${path}/claims/${claim}`, params))).history, (await expenseLoader(browser.get(`${path}/expenses/${expense}`, params))).history,
  ];
  expect((await histories(seen)).map((history) => history?.list.items.map(({ text }) => text))).toEqual([
    ['Prøve case_worker sendte krav 1 til attestasjon.', 'Prøve case_worker laget utkast til krav 1.'],
    ['Prøve case_worker endret utgiften «Prosessveiledning».'],
  ]);
  await db.updateTable('expenses').set({ created_by: consultant.userId }).where('id', '=', expense).execute();
  expect((await expenseLoader(hidden.get(`${path}/expenses/${expense}`, params))).history).toBeUndefined();
  expect((await thrownBy(claimLoader(hidden.get(`${path}/claims/${claim}`, params)))).status).toBe(403);
});
