import { randomUUID } from 'node:crypto';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { money, moneyToText } from '#app/domain/money.ts';
import { approveClaim } from '#app/features/claims/attest-claim.server.ts';
import { sumClaims } from '#app/features/claims/claim-list.repository.server.ts';
import { insertClaim } from '#app/features/claims/claims.repository.server.ts';
import { createClaim, sendToReview } from '#app/features/claims/prepare-claim.server.ts';
import { replaceClaim, settleClaim, submitClaim, withdrawClaim } from '#app/features/claims/register-claim.server.ts';
import { noFilter } from '#app/features/finance/claim-filter.ts';
import { claimSelection } from '#app/features/finance/claim-selection.ts';
import { loader as exportLoader } from '#app/routes/organisations.$organisation.claims.export.tsx';
import { loader as listLoader } from '#app/routes/organisations.$organisation.claims._index.tsx';
import { aClaimGround, aClaimInReview, aMember, as, claimIdOf, frozenOf, today, type ClaimGround } from '#test/fixtures/claim-ground.ts';
import { openTestDatabase, testDatabases } from '#test/fixtures/databases.ts';
import { browserOf, thrownBy } from '#test/fixtures/route-ground.ts';

/**
 * Five claims of one fee each, 8 400 in refund: 1 settled with 100 less, 2 sent, 3 attested, 4 in review, 5 a draft;
 * a sixth was withdrawn.
 */
async function claimsOfEveryKind(ground: ClaimGround) {
  const { db, worker, finance, programmeId, expenseIds } = ground;
  const approved = async (expenseId: string) => {
    const claim = await aClaimInReview(ground, { programmeId, expenseIds: [expenseId] });
    const frozen = await frozenOf(ground, claim);
    claimIdOf(await as(db, finance, (change) => approveClaim(change, { ...claim, frozen, externalAttestation: undefined })));
    return { ...claim, version: 3 };
  };
  const [one = '', two = '', three = '', four = '', five = ''] = expenseIds;
  const [first, second, third] = [await approved(one), await approved(two), await approved(three)];
  for (const claim of [first, second]) claimIdOf(await as(db, worker, (change) => submitClaim(change, { ...claim, submittedOn: today })));
  claimIdOf(await as(db, finance, (change) => settleClaim(change, {
    ...first, version: 4, receivedOn: today, received: money('8300'), reason: 'KS trakk fra 100 kroner',
  })));
  const inReview = await aClaimInReview(ground, { programmeId, expenseIds: [four] });
  const withdrawn = await approved(five);
  claimIdOf(await as(db, worker, (change) => withdrawClaim(change, { ...withdrawn, reason: 'Feil faktura' })));
  claimIdOf(await as(db, worker, (change) => createClaim(change, { programmeId, expenseIds: [five], parked: new Map() })));
  return { first, second, third, inReview, withdrawn };
}

describe.each(testDatabases)('finance’s list on $kind', ({ open }) => {
  const everyClaim = claimSelection(noFilter, []);

  async function visit() {
    const ground = await aClaimGround(await open(), 5);
    return { ...await doorsOf(ground), claims: await claimsOfEveryKind(ground) };
  }

  async function doorsOf(ground: ClaimGround) {
    const { organisationId } = ground.finance;
    const browser = await browserOf(ground, ground.finance);
    const path = `/organisations/${organisationId}/claims`;
    return {
      ground,
      list: async (query = '') => (await listLoader(browser.get(`${path}?${query}`, { organisation: organisationId }))).page,
      take: (query: string) => exportLoader(browser.get(`${path}/export?${query}`, { organisation: organisationId })),
    };
  }

  test('has every claim, the newest first, with amounts, days and document in sight', async () => {
    const { list } = await visit();
    const page = await list();
    const rows = page.table?.rows ?? [];
    expect(rows.map(({ cells }) => cells[1])).toMatchObject([6, 5, 4, 3, 2, 1].map((number) => ({ text: `Krav ${number}`, detail: 'LED skole 2026' })));
    expect(rows.map(({ cells }) => cells[2])).toMatchObject(
      ['Utkast', 'Trukket', 'Til attestasjon', 'Attestert', 'Sendt til KS', 'Oppgjort'].map((text) => ({ status: { text } })),
    );
    expect(rows.at(-1)?.cells.slice(3, 10)).toEqual(
      ['24.11.2026', '24.11.2026', '24.11.2026', '24.11.2026', '8\u00a0400,00', '8\u00a0300,00', '\u2212100,00'],
    );
    expect(rows[2]?.cells[7]).toEqual({ text: '8\u00a0400,00', detail: 'foreløpig' });
    expect(rows.at(-1)?.cells[10]).toMatchObject({ links: [{ text: 'PDF krav 1' }, { text: 'Kontering' }] });
  });

  test('sums what is claimed, received and awaited, without what was withdrawn', async () => {
    const { ground: { db, finance } } = await visit();
    const { claims, frozen, ...sums } = await sumClaims(db, finance, everyClaim);
    expect({ claims, frozen }).toEqual({ claims: 6, frozen: 3 });
    expect(Object.fromEntries(Object.entries(sums).map(([name, amount]) => [name, moneyToText(amount)]))).toEqual({
      refund: '25200.00', received: '8300.00', difference: '-100.00', outstanding: '16800.00',
    });
  });

  test.each([
    ['status=review', ['Krav 4']], ['status=ready', ['Krav 3']], ['status=sent', ['Krav 2']], ['status=settled', ['Krav 1']],
    ['status=withdrawn', ['Krav 5']], ['year=2025', []], ['q=krav+3', ['Krav 3']], ['q=finnes+ikke', []],
    ['q=led+SKOLE&status=sent', ['Krav 2']], ['q=25%2F12345&status=settled', ['Krav 1']],
  ])('narrowed by %s shows %j', async (query, wanted) => {
    const { list } = await visit();
    const page = await list(query);
    expect((page.table?.rows ?? []).map(({ cells }) => (typeof cells[1] === 'object' ? cells[1].text : ''))).toEqual(wanted);
    expect(page.table === undefined).toBe(page.empty !== undefined);
  });

  test('says what to do when no claim has been made', async () => {
    const { list } = await doorsOf(await aClaimGround(await open(), 1));
    const page = await list();
    expect(page.empty?.heading).toBe('Ingen krav er laget ennå');
    expect(page.export).toBeUndefined();
  });

  test('lets only attested claims be chosen', async () => {
    const { list } = await visit();
    const rows = (await list()).table?.rows ?? [];
    expect(rows.map(({ cells }) => typeof cells[0] === 'object')).toEqual([false, true, false, true, true, true]);
  });

  test('gives the chosen claims as a table whose refund is the claims’ own', async () => {
    const { take, claims } = await visit();
    const answer = await take(`as=csv&claim=${claims.first.id}&claim=${claims.third.id}`);
    expect(answer.headers.get('Content-Disposition')).toContain('attachment; filename="ou-krav-2026-11-24.csv"');
    const [headings = '', ...lines] = (await answer.text()).trim().split('\r\n');
    const refund = headings.split(';').indexOf('Refusjon');
    expect(lines.map((line) => line.split(';')[refund])).toEqual(['8400,00', '8400,00']);
    expect(lines.map((line) => line.split(';')[0])).toEqual(['1', '3']);
  });

  test('gives all attested claims of the filter when none is chosen', async () => {
    const { take } = await visit();
    const lines = async (query: string) => (await (await take(query)).text()).trim().split('\r\n').slice(1).map((line) => line.split(';')[0]);
    expect(await lines('as=csv')).toEqual(['1', '2', '3']);
    expect(await lines('as=csv&status=withdrawn')).toEqual(['5']);
    expect(await lines('as=csv&status=sent')).toEqual(['2']);
  });

  test('gives everything in one zip, with the approved bytes of each PDF', async () => {
    const { take, claims, ground } = await visit();
    const answer = await take(`claim=${claims.second.id}`);
    expect(answer.headers.get('Content-Type')).toBe('application/zip');
    const files = unzipSync(new Uint8Array(await answer.arrayBuffer()));
    const row = await ground.db.selectFrom('claims').select(['pdf_sha256', 'claim_json']).where('id', '=', claims.second.id).executeTakeFirstOrThrow();
    const manifest = strFromU8(files['manifest.json'] ?? new Uint8Array());
    expect(manifest).toContain(row.pdf_sha256);
    expect(Object.keys(files).map((name) => name.split('/').at(-1))).toEqual(
      expect.arrayContaining(['krav-2-LED skole 2026.pdf', 'krav.xlsx', 'claim.json', '01 faktura-1001.pdf', 'krav.csv', 'manifest.json']),
    );
    expect(strFromU8(files['krav 2 LED skole 2026/claim.json'] ?? new Uint8Array())).toBe(row.claim_json);
  });

  test('gives one PDF as it is, and several in a zip', async () => {
    const { take, claims } = await visit();
    const one = await take(`as=pdf&claim=${claims.second.id}`);
    expect(one.headers.get('Content-Type')).toBe('application/pdf');
    expect(Buffer.from(await one.arrayBuffer()).subarray(0, 5).toString()).toBe('%PDF-');
    const two = await take(`as=pdf&claim=${claims.second.id}&claim=${claims.first.id}`);
    expect(Object.keys(unzipSync(new Uint8Array(await two.arrayBuffer())))).toEqual(['krav-1-LED skole 2026.pdf', 'krav-2-LED skole 2026.pdf']);
  });

  test('gives nothing, and says which, when one of the chosen is not attested', async () => {
    const { take, claims, list } = await visit();
    const answer = await take(`as=xlsx&status=sent&claim=${claims.first.id}&claim=${claims.inReview.id}`);
    expect(answer.status).toBe(303);
    const location = new URL(answer.headers.get('Location') ?? '', 'http://localhost');
    expect(location.searchParams.get('status')).toBe('sent');
    expect((await list(location.search.slice(1))).notices[0]?.text).toContain('ikke attestert ennå: 4.');
  });

  test('answers 404 for all when one of the chosen is not the organisation’s', async () => {
    const { take, claims, ground } = await visit();
    const stranger = await aClaimGround(ground.db, 1);
    const foreign = await aClaimInReview(stranger, { programmeId: stranger.programmeId, expenseIds: stranger.expenseIds });
    for (const id of [foreign.id, 'no-such-claim']) {
      expect((await thrownBy(take(`as=csv&claim=${claims.first.id}&claim=${id}`))).status).toBe(404);
    }
  });

  test('gives the same figures and names whatever has changed since approval', async () => {
    const { take, claims, ground: { db, expenseIds: [one = ''], programmeId } } = await visit();
    const csv = async () => (await take(`as=csv&claim=${claims.first.id}`)).text();
    const before = await csv();
    await db.updateTable('expenses').set({ description: 'Noe annet', amount_ore: 1n, invoice_number: 'x' }).where('id', '=', one).execute();
    await db.updateTable('programmes').set({ name: 'Nytt navn', grant_reference: '99/1', grant_percent_bp: 1_000 }).where('id', '=', programmeId).execute();
    await db.updateTable('consultants').set({ name: 'Nytt navn' }).execute();
    expect(await csv()).toBe(before);
  });

  test('tells which version a claim is that replaces another', async () => {
    const { take, claims, ground } = await visit();
    const { db, worker, finance, programmeId } = ground;
    const id = claimIdOf(await as(db, worker, (change) => replaceClaim(change, { ...claims.third, reason: 'Feil dag' })));
    claimIdOf(await as(db, worker, (change) => sendToReview(change, { programmeId, id, version: 1, today })));
    const claim = { programmeId, id, version: 2 };
    const frozen = await frozenOf(ground, claim);
    claimIdOf(await as(db, finance, (change) => approveClaim(change, { ...claim, frozen, externalAttestation: undefined })));
    const [, ...lines] = (await (await take(`as=csv&claim=${claims.third.id}&claim=${id}`)).text()).trim().split('\r\n');
    expect(lines.map((line) => line.split(';').slice(0, 3))).toEqual([['3', '1', 'erstattet'], ['7', '2', 'attestert']]);
  });

  test('goes through a long list a page at a time, without a gap, and back', async () => {
    const ground = await aClaimGround(await open(), 1);
    const { db, worker, programmeId } = ground;
    for (let number = 1; number <= 120; number += 1) {
      await insertClaim(db, worker, { id: randomUUID(), programmeId, number, preparedAt: '2026-11-24T10:00:00.000Z', replaces: undefined });
    }
    const { list } = await doorsOf(ground);
    const numbersOf = ({ table }: Awaited<ReturnType<typeof list>>) => (table?.rows ?? []).map(({ cells }) => (typeof cells[1] === 'object' ? cells[1].text : ''));
    const go = (link: { href: string } | undefined) => list(new URL(link?.href ?? '', 'http://localhost').search.slice(1));
    const pages = [await list()];
    for (let page = pages[0]; page?.pagination?.next !== undefined; page = pages.at(-1)) pages.push(await go(page.pagination.next));
    expect(pages.flatMap(numbersOf)).toEqual(Array.from({ length: 120 }, (_, index) => `Krav ${120 - index}`));
    expect(pages.map(({ pagination }) => pagination?.position)).toEqual(['Viser 50 av 120 krav', 'Viser 50 av 120 krav', 'Viser 20 av 120 krav']);
    const back = await go(pages[2]?.pagination?.previous);
    expect(numbersOf(back)).toEqual(numbersOf(pages[1] ?? back));
    expect((await go(back.pagination?.previous)).pagination?.previous).toBeUndefined();
  });

  test('carries the account finance chose, else the one proposed for the year', async () => {
    const { take, claims, ground: { db, expenseIds: [one = ''] } } = await visit();
    await db.updateTable('expenses').set({ ledger_account: '27099' }).where('id', '=', one).execute();
    const [headings = '', ...lines] = (await (await take(`as=csv&claim=${claims.first.id}&claim=${claims.second.id}`)).text()).trim().split('\r\n');
    const account = headings.split(';').indexOf('Art');
    expect(lines.map((line) => line.split(';')[account])).toEqual(['27099', '272']);
  });
});

describe('who may see the list', () => {
  test.each([['reader', 200], ['case_worker', 200], ['administrator', 200], ['consultant', 403]] as const)('%s: %i', async (role, status) => {
    const ground = await aClaimGround(await openTestDatabase('sqlite'), 1);
    const { organisationId } = ground.worker;
    const browser = await browserOf(ground, await aMember(ground.db, organisationId, role));
    const params = { organisation: organisationId };
    for (const load of [() => listLoader(browser.get(`/organisations/${organisationId}/claims`, params)), () => exportLoader(browser.get(`/organisations/${organisationId}/claims/export`, params))]) {
      if (status === 200) await expect(load()).resolves.toBeDefined();
      else expect((await thrownBy(load())).status).toBe(status);
    }
  });

  test('nobody of another organisation: 404', async () => {
    const ground = await aClaimGround(await openTestDatabase('sqlite'), 1);
    const stranger = await aClaimGround(ground.db, 1);
    const browser = await browserOf(ground, stranger.finance);
    const { organisationId } = ground.worker;
    expect((await thrownBy(listLoader(browser.get(`/organisations/${organisationId}/claims`, { organisation: organisationId })))).status).toBe(404);
  });
});
