import { describe, expect, test } from 'vitest';
import type { AttestPageView } from '#app/features/claims/attest-page-view.ts';
import * as attestRoute from '#app/routes/organisations.$organisation.programmes.$programme.claims.$claim.attest.tsx';
import { aClaimStage, aDraft, browserWith, ledTo, pageOf, sendAttestation, sendStep, type ClaimStage } from '#test/fixtures/claim-routes.ts';
import { thrownBy, type Browser } from '#test/fixtures/route-ground.ts';

interface Review extends ClaimStage {
  readonly claim: string;
}

/** A claim sent to attestation on its page. */
async function aReview(feeCount = 3): Promise<Review> {
  const stage = await aClaimStage(feeCount);
  const claim = await aDraft(stage);
  await ledTo(sendStep(stage, stage.worker, { claim, intent: 'send_to_review', version: '1' }));
  return { ...stage, claim };
}

const attestPage = async ({ params, at, claim }: Review, browser: Browser): Promise<AttestPageView> =>
  (await attestRoute.loader(browser.get(`${at}/${claim}/attest`, { ...params, claim }))).page;
const stored = async ({ ground, claim }: Review) =>
  ground.db.selectFrom('claims').selectAll().where('id', '=', claim).executeTakeFirstOrThrow();
const allowOutside = ({ ground }: Review) => ground.db.updateTable('organisations').set({ allows_external_attestation: 1 }).execute();

describe('checking a claim', () => {
  test('each line stands with its invoice, its accounting string and its voucher to look at', async () => {
    const review = await aReview();
    const { db, programmeId } = review.ground;
    await db.updateTable('organisations').set({ ledger_responsibility: '3100', ledger_function: '120' }).execute();
    const { lines, progress } = await attestPage(review, review.finance);
    expect(lines.items.map(({ heading }) => heading)).toEqual([1, 2, 3].map((number) => `Linje ${number} av 3: Prosessveiledning`));
    const [line] = lines.items;
    expect(Object.fromEntries(line?.facts.map(({ label, value }) => [label, value.replaceAll('\u00a0', ' ')]) ?? [])).toMatchObject({
      Bilag: '1', Type: 'Honorar', Konsulent: 'Ola Veileder, prosessveileder', Dager: '10.02.2026: 12 000,00 kr', Fakturanummer: '1001',
      Leverandør: 'IMTEC AS', Fakturadato: '15.02.2026', Betalt: '01.03.2026', Kontostreng: '3100 · 272 · 120 · –',
    });
    const { id } = await db.selectFrom('attachments').select('id').where('programme_id', '=', programmeId).executeTakeFirstOrThrow();
    expect(line?.papers).toMatchObject([{ shownAs: 'page', src: `${review.at.replace('/claims', '')}/files/${id}?view`, title: 'Bilag: faktura-1001.pdf' }]);
    expect(progress.texts.at(-1)).toBe('3 av 3 linjer er kontrollert');
  });

  test('a line without a voucher says so, and a line cut by the day cap says why', async () => {
    const review = await aReview(1);
    const [id = ''] = review.ground.expenseIds;
    await review.ground.db.deleteFrom('expense_attachments').execute();
    await review.ground.db.updateTable('expense_days').set({ amount_ore: 2_000_000n }).where('expense_id', '=', id).execute();
    const [line] = (await attestPage(review, review.finance)).lines.items;
    expect(line).toMatchObject({ papers: [], noPaper: 'Linjen har ingen bilag.' });
    expect(line?.steps[0]?.replaceAll('\u00a0', ' ')).toBe('10.02.2026: 20 000,00 kr regnes som 18 000,00 kr, taket for én dag.');
  });

  test('one that does not wait for it leads to its own page', async () => {
    const stage = await aClaimStage(1);
    const claim = await aDraft(stage);
    const answer = await thrownBy(attestPage({ ...stage, claim }, stage.finance));
    expect([answer.status, answer.headers.get('Location')]).toEqual([303, `${stage.at}/${claim}`]);
  });

  test.each(['administrator', 'case_worker', 'consultant', 'reader'] as const)('a %s neither sees the page nor attests', async (role) => {
    const review = await aReview(1);
    const browser = await browserWith(review, role);
    expect((await thrownBy(attestPage(review, browser))).status).toBe(403);
    const sent = sendAttestation(review, browser, { claim: review.claim, intent: 'approve', version: '2', checked: review.ground.expenseIds });
    expect((await thrownBy(sent)).status).toBe(403);
    expect((await stored(review)).status).toBe('in_review');
  });
});

describe('attesting', () => {
  test('freezes the claim and leads to its page', async () => {
    const review = await aReview();
    const { finance, claim, ground } = review;
    const location = await ledTo(sendAttestation(review, finance, { claim, intent: 'approve', version: '2', checked: ground.expenseIds }));
    expect(location).toMatch(new RegExp(`/claims/${claim}\\?done=approved$`));
    expect(await stored(review)).toMatchObject({ status: 'approved', approved_by: ground.finance.userId });
    expect((await pageOf(review, finance, claim)).life.steps[2]).toMatchObject({ state: 'current', detail: 'Prøve finance, 24.11.2026' });
  });

  test('lines nobody ticked are counted, and attested only when that is said; the ticks stay', async () => {
    const review = await aReview();
    const { finance, claim, ground: { expenseIds: [first = ''] } } = review;
    const half = { claim, intent: 'approve', version: '2', checked: first };
    const { data: { page }, init } = await sendAttestation(review, finance, half);
    expect(init?.status).toBe(422);
    const [error] = page.form?.approve?.errors?.items ?? [];
    expect([error?.href, error?.text]).toEqual(['#confirmUnchecked', expect.stringMatching(/^2 av 3 linjer/)]);
    expect(page.lines.items.map(({ check }) => check.isChecked)).toEqual([true, false, false]);
    await ledTo(sendAttestation(review, finance, { ...half, confirmUnchecked: 'yes' }));
    expect((await stored(review)).status).toBe('approved');
  });

  test('a double click goes to the same page, once attested', async () => {
    const review = await aReview(1);
    const { finance, claim, ground } = review;
    const fields = { claim, intent: 'approve', version: '2', checked: ground.expenseIds, form_key: 'c1cbd2fc-0c43-4a1b-b3cb-0b2c5be2a1f7' };
    const first = await ledTo(sendAttestation(review, finance, fields));
    expect(await ledTo(sendAttestation(review, finance, fields))).toBe(first);
    expect((await stored(review)).version).toBe(3);
  });

  test('something changed since it was sent: said plainly, not attested, and only to be given back', async () => {
    const review = await aReview(1);
    const { finance, claim, ground } = review;
    const before = await attestPage(review, finance);
    expect(before.form?.approve).toBeDefined();
    await ground.db.updateTable('expenses').set({ paid_on: '2026-03-02' }).execute();
    const { data: { page }, init } = await sendAttestation(review, finance, { claim, intent: 'approve', version: '2', checked: ground.expenseIds });
    expect(init?.status).toBe(409);
    expect(page.notices[0]?.heading).toBe('Noe er endret etter at kravet ble sendt til attestasjon');
    expect(page.form).toMatchObject({ approve: undefined, giveBack: { submit: 'Send tilbake' } });
    expect((await stored(review)).status).toBe('in_review');
  });

  test('two at once: one attests, the other is told', async () => {
    const review = await aReview(1);
    const { finance, claim, ground } = review;
    const other = await browserWith(review, 'finance');
    const fields = { claim, intent: 'approve', version: '2', checked: ground.expenseIds };
    const both = await Promise.allSettled([sendAttestation(review, finance, fields), sendAttestation(review, other, fields)]);
    expect(both.filter(({ status }) => status === 'rejected')).toHaveLength(1);
    const [late] = both.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    expect(late?.init?.status).toBe(409);
    expect(late?.data.page).toMatchObject({ form: undefined, notices: [{ heading: 'Noen andre var før deg' }] });
  });
});

describe('giving back', () => {
  test('needs a reason; the ticks and the page stay', async () => {
    const review = await aReview();
    const { finance, claim, ground: { expenseIds: [first = ''] } } = review;
    const { data: { page }, init } = await sendAttestation(review, finance, { claim, intent: 'return', version: '2', checked: first, returnReason: ' ' });
    expect(init?.status).toBe(422);
    expect(page.form?.giveBack?.errors?.items[0]?.href).toBe('#returnReason');
    expect(page.lines.items[0]?.check.isChecked).toBe(true);
  });

  test('makes it a draft again, with the reason for the one who prepared it', async () => {
    const review = await aReview(1);
    const { finance, worker, claim } = review;
    await ledTo(sendAttestation(review, finance, { claim, intent: 'return', version: '2', returnReason: 'Bilag 1 mangler dato' }));
    const page = await pageOf(review, worker, claim);
    expect(page.notices[0]).toMatchObject({ heading: 'Økonomi har sendt kravet tilbake', text: 'Bilag 1 mangler dato' });
    expect(page.acts?.button?.text).toBe('Send til attestasjon');
  });

  test('too late says how it stands, and keeps the reason', async () => {
    const review = await aReview(1);
    const { finance, claim, ground } = review;
    await ledTo(sendAttestation(review, finance, { claim, intent: 'approve', version: '2', checked: ground.expenseIds }));
    const { data: { page }, init } = await sendAttestation(review, finance, { claim, intent: 'return', version: '2', returnReason: 'Feil dato' });
    expect(init?.status).toBe(409);
    expect(page.notices[0]?.items).toEqual(['Du skrev: Hva må rettes?: Feil dato']);
  });
});

describe('one’s own claim', () => {
  const makeOwn = ({ ground, claim }: Review) => ground.db.updateTable('claims').set({ prepared_by: ground.finance.userId }).where('id', '=', claim).execute();

  test('is not attested: the page says why and offers no button', async () => {
    const review = await aReview(1);
    await makeOwn(review);
    const page = await attestPage(review, review.finance);
    expect(page.notices[0]).toMatchObject({ heading: 'Du laget dette kravet' });
    expect(page.form?.approve).toBeUndefined();
    const { claim, ground } = review;
    const { data, init } = await sendAttestation(review, review.finance, { claim, intent: 'approve', version: '2', checked: ground.expenseIds });
    expect(init?.status).toBe(422);
    expect(data.page.form?.approve).toBeUndefined();
    expect((await stored(review)).status).toBe('in_review');
  });

  test('an attestation made outside is recorded where the organisation allows it, by who prepares claims too', async () => {
    const review = await aReview(1);
    const { worker, claim, ground } = review;
    await allowOutside(review);
    const page = await attestPage(review, worker);
    expect(page.form).toMatchObject({ approve: { external: { optional: undefined } }, giveBack: undefined });
    const fields = { claim, intent: 'approve', version: '2', checked: ground.expenseIds };
    const without = await sendAttestation(review, worker, fields);
    expect(without.data.page.form?.approve?.errors?.items[0]?.href).toBe('#external');
    await ledTo(sendAttestation(review, worker, { ...fields, external: 'Rådmann Ås, 24.11.2026' }));
    expect(await stored(review)).toMatchObject({ status: 'approved', external_attestation: 'Rådmann Ås, 24.11.2026' });
    expect((await pageOf(review, worker, claim)).notices[0]).toMatchObject({ heading: 'Attestert utenfor systemet', text: 'Rådmann Ås, 24.11.2026' });
  });

  test('who only records attestations gives nothing back', async () => {
    const review = await aReview(1);
    await allowOutside(review);
    const sent = sendAttestation(review, review.worker, { claim: review.claim, intent: 'return', version: '2', returnReason: 'Feil' });
    expect((await thrownBy(sent)).status).toBe(403);
  });
});
