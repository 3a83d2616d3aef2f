import { describe, expect, test } from 'vitest';
import type { Role } from '#app/domain/permissions.ts';
import type { ChooseLinesView } from '#app/features/claims/choose-lines-view.ts';
import type { ClaimPageView } from '#app/features/claims/claim-page-view.ts';
import * as claimRoute from '#app/routes/organisations.$organisation.programmes.$programme.claims.$claim._index.tsx';
import * as linesRoute from '#app/routes/organisations.$organisation.programmes.$programme.claims.$claim.lines.tsx';
import * as programmeRoute from '#app/routes/organisations.$organisation.programmes.$programme._index.tsx';
import * as listRoute from '#app/routes/organisations.$organisation.programmes.$programme.claims._index.tsx';
import * as newRoute from '#app/routes/organisations.$organisation.programmes.$programme.claims.new.tsx';
import { aClaimGround } from '#test/fixtures/claim-ground.ts';
import { aDraft, aClaimStage, anAttested, browserWith, ledTo, pageOf, sendStep, type ClaimStage } from '#test/fixtures/claim-routes.ts';
import { browserOf, thrownBy } from '#test/fixtures/route-ground.ts';

const choose = async ({ worker, params, at }: ClaimStage, query = ''): Promise<ChooseLinesView> =>
  (await newRoute.loader(worker.get(`${at}/new${query}`, params))).page;
const ticked = ({ form }: ChooseLinesView) => form?.table.rows.map(({ cells: [box] }) => typeof box === 'object' && box.checkbox?.isChecked);
const refund = ({ figures }: Pick<ClaimPageView, 'figures'>) => figures[0]?.value.replaceAll('\u00a0', ' ');
const statusOf = async ({ ground }: ClaimStage, claim: string) =>
  (await ground.db.selectFrom('claims').select(['status', 'version']).where('id', '=', claim).executeTakeFirst());
const parkedReasons = async ({ ground }: ClaimStage) =>
  (await ground.db.selectFrom('expenses').select('parked_reason').where('programme_id', '=', ground.programmeId).orderBy('position').execute())
    .map(({ parked_reason }) => parked_reason);

describe('choosing the lines', () => {
  test('every line that can be claimed is ticked, with what they come to', async () => {
    const stage = await aClaimStage();
    const page = await choose(stage);
    expect(ticked(page)).toEqual([true, true, true]);
    expect(refund({ figures: page.form?.sum.figures ?? [] })).toBe('25 200,00 kr');
  });

  test('a line that lacks something is not, and says what with a way to the field', async () => {
    const stage = await aClaimStage();
    const [first = ''] = stage.ground.expenseIds;
    await stage.ground.db.updateTable('expenses').set({ paid_on: null }).where('id', '=', first).execute();
    const page = await choose(stage);
    expect(ticked(page)).toEqual([false, true, true]);
    const status = page.form?.table.rows[0]?.cells.at(-1);
    const href = `${stage.at.replace('/claims', '')}/expenses/${first}#paidOn`;
    expect(status).toMatchObject({ status: { text: 'Mangler noe' }, links: [{ text: 'Ikke betalt', href }] });
  });

  test('a ready line left out needs a reason; with one it is parked and offered again', async () => {
    const stage = await aClaimStage();
    const { worker, params, at, ground: { expenseIds: [first = '', ...rest] } } = stage;
    const without = await newRoute.action(worker.post(`${at}/new`, params, { expense: rest }));
    expect(without.init?.status).toBe(422);
    const text = 'Skriv hvorfor utgift 1 venter, eller kryss av for å ta den med. Den kan kreves nå.';
    expect(without.data.page.form?.card.errors?.items).toEqual([{ href: `#reason-${first}`, text }]);
    expect(ticked(without.data.page)).toEqual([false, true, true]);
    await ledTo(newRoute.action(worker.post(`${at}/new`, params, { expense: rest, [`reason-${first}`]: ' Kommer i neste krav ' })));
    expect(await parkedReasons(stage)).toEqual(['Kommer i neste krav', null, null]);
    const again = await choose(stage);
    expect(ticked(again)).toEqual([false]);
    expect(again.form?.taken).toBe('2 utgifter står i andre krav og vises ikke her.');
  });

  test('a credit note left out of its invoice’s claim is asked for in words, and the choice is kept', async () => {
    const stage = await aClaimStage();
    const { worker, params, at, ground: { db, expenseIds: [invoice = '', other = '', credit = ''] } } = stage;
    await db.updateTable('expenses').set({ credit_of: invoice, amount_ore: -500_000n }).where('id', '=', credit).execute();
    await db.updateTable('expense_days').set({ on_day: '2026-02-10', amount_ore: -500_000n }).where('expense_id', '=', credit).execute();
    const answer = await newRoute.action(worker.post(`${at}/new`, params, { expense: [invoice, other], [`reason-${credit}`]: 'Kommer i neste krav' }));
    expect(answer.init?.status).toBe(422);
    const { notices } = answer.data.page;
    expect(notices.map(({ heading }) => heading)).toEqual(['Kreditnotaen hører med']);
    expect(notices[0]?.text).toMatch(/^Utgift 3 er kreditnota for en utgift i kravet\. Ta den med, eller la begge vente\./);
    expect(ticked(answer.data.page)).toEqual([true, true, false]);
    expect(await parkedReasons(stage)).toEqual([null, null, null]);
  });

  test('nothing ticked is said at the lines, and makes nothing', async () => {
    const stage = await aClaimStage(1);
    const { worker, params, at, ground: { expenseIds: [only = ''] } } = stage;
    const answer = await newRoute.action(worker.post(`${at}/new`, params, { [`reason-${only}`]: 'Venter' }));
    expect(answer.init?.status).toBe(422);
    expect(answer.data.page.form?.card.errors?.items[0]?.href).toBe('#lines');
    expect(await stage.ground.db.selectFrom('claims').selectAll().execute()).toEqual([]);
  });

  test('working out again gives the sums of what is ticked, and changes nothing', async () => {
    const stage = await aClaimStage();
    const { worker, params, at, ground: { expenseIds: [first = ''] } } = stage;
    const answer = await newRoute.action(worker.post(`${at}/new`, params, { expense: first, intent: 'recalculate' }));
    expect(answer.init?.status).toBe(200);
    expect(refund({ figures: answer.data.page.form?.sum.figures ?? [] })).toBe('8 400,00 kr');
    expect(await stage.ground.db.selectFrom('claims').selectAll().execute()).toEqual([]);
  });

  test('a line somebody else took meanwhile is told of, and the rest of the choice is kept', async () => {
    const stage = await aClaimStage();
    const { worker, params, at, ground: { expenseIds: [first = '', second = '', third = ''] } } = stage;
    const reasons = { [`reason-${second}`]: 'Venter', [`reason-${third}`]: 'Venter' };
    await ledTo(newRoute.action(worker.post(`${at}/new`, params, { expense: first, ...reasons })));
    const late = await newRoute.action(worker.post(`${at}/new`, params, { expense: [first, second, third] }));
    expect(late.init?.status).toBe(409);
    expect(late.data.page.notices[0]?.heading).toBe('Noen var før deg');
    expect(ticked(late.data.page)).toEqual([true, true]);
  });

  test('what stops any claim of the programme stands above the lines', async () => {
    const stage = await aClaimStage();
    await stage.ground.db.updateTable('organisations').set({ bank_account: null }).execute();
    const page = await choose(stage);
    expect(page.checks?.list.items.map(({ text }) => text)).toEqual([expect.stringContaining('Kontonummeret mangler')]);
    expect(ticked(page)).toEqual([true, true, true]);
  });

  test('a programme whose lines all stand in claims says so', async () => {
    const stage = await aClaimStage();
    await aDraft(stage);
    const page = await choose(stage);
    expect(page.form).toBeUndefined();
    expect(page.empty?.heading).toBe('Alt er krevd');
  });

  test.each(['administrator', 'finance', 'consultant', 'reader'] as const)('a %s makes no claim', async (role) => {
    const stage = await aClaimStage(1);
    const browser = await browserWith(stage, role);
    expect((await thrownBy(newRoute.loader(browser.get(`${stage.at}/new`, stage.params)))).status).toBe(403);
    const sent = newRoute.action(browser.post(`${stage.at}/new`, stage.params, { expense: stage.ground.expenseIds }));
    expect((await thrownBy(sent)).status).toBe(403);
  });
});

describe('a draft', () => {
  test('says what was done, what comes next and what it comes to', async () => {
    const stage = await aClaimStage();
    const page = await pageOf(stage, stage.worker, `${await aDraft(stage)}?done=created`);
    expect(page.notices[0]).toMatchObject({ isDone: true, text: 'Utkastet er laget. Se over det, og send det til attestasjon.' });
    expect(refund(page)).toBe('25 200,00 kr');
    expect(page.life.steps.map(({ state }) => state)).toEqual(['current', 'ahead', 'ahead', 'ahead', 'ahead']);
    expect(page.acts?.button?.text).toBe('Send til attestasjon');
  });

  test('has its lines chosen anew', async () => {
    const stage = await aClaimStage();
    const claim = await aDraft(stage);
    const { worker, params, at, ground: { expenseIds: [first = '', ...rest] } } = stage;
    const place = { ...params, claim };
    expect(ticked((await linesRoute.loader(worker.get(`${at}/${claim}/lines`, place))).page)).toEqual([true, true, true]);
    const fields = { version: '1', expense: rest, [`reason-${first}`]: 'Feil faktura' };
    expect(await ledTo(linesRoute.action(worker.post(`${at}/${claim}/lines`, place, fields)))).toMatch(/\?done=lines_changed$/);
    expect(refund(await pageOf(stage, worker, claim))).toBe('16 800,00 kr');
  });

  test('cannot be sent while something must be mended: the page offers no button, and the form is refused', async () => {
    const stage = await aClaimStage();
    const claim = await aDraft(stage);
    await stage.ground.db.updateTable('organisations').set({ bank_account: null }).execute();
    const page = await pageOf(stage, stage.worker, claim);
    expect(page.acts?.button).toBeUndefined();
    expect(page.checks?.list.items[0]?.text).toContain('Kontonummeret mangler');
    const answer = await sendStep(stage, stage.worker, { claim, intent: 'send_to_review', version: '1' });
    expect(answer.init?.status).toBe(422);
    expect(answer.data.page.notices[0]?.heading).toBe('Kravet kan ikke sendes videre ennå');
  });

  test('is thrown away, also by a double click', async () => {
    const stage = await aClaimStage();
    const claim = await aDraft(stage);
    const fields = { claim, intent: 'discard', version: '1', form_key: 'b6cbd2fc-0c43-4a1b-b3cb-0b2c5be2a1f7' };
    const first = await ledTo(sendStep(stage, stage.worker, fields));
    expect(await ledTo(sendStep(stage, stage.worker, fields))).toBe(first);
    expect(await statusOf(stage, claim)).toBeUndefined();
  });

  test('is not a consultant’s, who would see what others took; what it lacks stands on their programme’s page, without the account', async () => {
    const stage = await aClaimStage();
    const claim = await aDraft(stage);
    await stage.ground.db.updateTable('organisations').set({ bank_account: null, organisation_number: null }).execute();
    const consultant = await browserWith(stage, 'consultant');
    expect((await thrownBy(claimRoute.loader(consultant.get(`${stage.at}/${claim}`, { ...stage.params, claim })))).status).toBe(403);
    const { own } = await programmeRoute.loader(consultant.get(stage.at.replace(/\/claims$/, ''), stage.params));
    const checks = own?.check.list.items.map(({ text }) => text) ?? [];
    expect(checks.some((text) => text.includes('Organisasjonsnummeret'))).toBe(true);
    expect(checks.some((text) => text.includes('Kontonummeret'))).toBe(false);
  });

  test('of another programme or organisation is not there', async () => {
    const stage = await aClaimStage();
    const claim = await aDraft(stage);
    const elsewhere = { ...stage.params, programme: stage.ground.secondProgrammeId, claim };
    expect((await thrownBy(claimRoute.loader(stage.worker.get(`${stage.at}/${claim}`, elsewhere)))).status).toBe(404);
    const other = await aClaimGround(stage.ground.db, 1);
    const stranger = await browserOf(other, other.worker);
    expect((await thrownBy(claimRoute.loader(stranger.get(`${stage.at}/${claim}`, { ...stage.params, claim })))).status).toBe(404);
    const own = { organisation: other.worker.organisationId, programme: other.programmeId, claim };
    expect((await thrownBy(claimRoute.loader(stranger.get(`${stage.at}/${claim}`, own)))).status).toBe(404);
    expect((await thrownBy(claimRoute.action(stranger.post(stage.at, own, { intent: 'discard', version: '1' })))).status).toBe(404);
    expect(await statusOf(stage, claim)).toEqual({ status: 'draft', version: 1 });
  });
});

interface StepCase {
  readonly intent: string;
  readonly fields: Record<string, string>;
  readonly allowed: readonly Role[];
  readonly isAttested: boolean;
}

const stepCases: readonly StepCase[] = [
  { intent: 'send_to_review', fields: {}, allowed: ['case_worker'], isAttested: false },
  { intent: 'discard', fields: {}, allowed: ['case_worker'], isAttested: false },
  { intent: 'submit', fields: { submittedOn: '24.11.2026' }, allowed: ['case_worker', 'finance'], isAttested: true },
  { intent: 'withdraw', fields: { withdrawReason: 'Feil' }, allowed: ['case_worker', 'finance'], isAttested: true },
  { intent: 'replace', fields: { replaceReason: 'Feil' }, allowed: ['case_worker'], isAttested: true },
];

const allRoles = ['administrator', 'case_worker', 'finance', 'consultant', 'reader'] as const satisfies readonly Role[];

describe.each(stepCases)('$intent', ({ intent, fields, allowed, isAttested }) => {
  test.each(allRoles)('as %s', async (role) => {
    const stage = await aClaimStage(1);
    const claim = isAttested ? await anAttested(stage) : await aDraft(stage);
    const before = await statusOf(stage, claim);
    const sent = sendStep(stage, await browserWith(stage, role), { claim, intent, version: String(before?.version), ...fields });
    const { status } = await thrownBy(sent);
    expect(status).toBe(allowed.some((each) => each === role) ? 303 : 403);
    if (status === 403) expect(await statusOf(stage, claim)).toEqual(before);
  });
});

test('a step nobody knows is no form of ours', async () => {
  const stage = await aClaimStage(1);
  const claim = await aDraft(stage);
  expect((await thrownBy(sendStep(stage, stage.worker, { claim, intent: 'toString', version: '1' }))).status).toBe(400);
});

describe('an attested claim', () => {
  test('has its document, the form’s values to copy, and the day it was sent to fill in', async () => {
    const stage = await aClaimStage();
    const page = await pageOf(stage, stage.worker, await anAttested(stage));
    expect(page.heading.status?.text).toBe('Attestert');
    expect(page.heading.actions?.[0]?.text).toBe('Last ned PDF');
    expect(page.helper?.fields.find(({ label }) => label === 'Beløp som kreves')?.value).toBe('25200,00');
    expect(page.acts?.form?.fields[0]).toMatchObject({ name: 'submittedOn', value: '24.11.2026' });
    expect(page.checks).toBeUndefined();
  });

  test('shows what was attested, whatever changes afterwards', async () => {
    const stage = await aClaimStage();
    const claim = await anAttested(stage);
    const before = await pageOf(stage, stage.worker, claim);
    const { db } = stage.ground;
    await db.updateTable('expense_days').set({ amount_ore: 100n }).execute();
    await db.updateTable('expenses').set({ amount_ore: 100n, description: 'Endret' }).execute();
    await db.updateTable('programmes').set({ grant_percent_bp: 1_000, grant_amount_ore: 100n, name: 'Endret' }).execute();
    await db.updateTable('organisations').set({ bank_account: '00000000000' }).execute();
    const after = await pageOf(stage, stage.worker, claim);
    const frozen = ({ figures, steps, lines, helper }: ClaimPageView) => ({ figures, steps, lines, values: helper?.fields.map(({ label, value }) => [label, value]) });
    expect(frozen(after)).toEqual(frozen(before));
  });

  test('readers see it without forms and without the helper', async () => {
    const stage = await aClaimStage(1);
    const page = await pageOf(stage, await browserWith(stage, 'reader'), await anAttested(stage));
    expect(page.helper).toBeUndefined();
    expect(page.acts).toMatchObject({ form: undefined, button: undefined, more: [] });
    expect(page.heading.actions?.[0]?.text).toBe('Last ned PDF');
  });

  test('is marked as sent, settled, and then has nothing more to do', async () => {
    const stage = await aClaimStage();
    const claim = await anAttested(stage);
    await ledTo(sendStep(stage, stage.worker, { claim, intent: 'submit', version: '3', submittedOn: 'i går' }).then(({ data: { page } }) => {
      expect(page.acts?.form?.card.errors?.items[0]?.href).toBe('#submittedOn');
      return sendStep(stage, stage.worker, { claim, intent: 'submit', version: '3', submittedOn: '24/11-26' });
    }));
    await ledTo(sendStep(stage, stage.finance, { claim, intent: 'settle', version: '4', receivedOn: '24.11.2026', received: '25 200,-' }));
    const page = await pageOf(stage, stage.finance, claim);
    expect(page.life.steps.at(-1)).toMatchObject({ state: 'current', text: 'Oppgjort' });
    expect(page.figures.at(-1)?.detail).toBe('Som krevd');
    expect(page.acts).toBeUndefined();
  });

  test('another amount than claimed asks why and says the difference; what was typed stays', async () => {
    const stage = await aClaimStage();
    const claim = await anAttested(stage);
    await ledTo(sendStep(stage, stage.worker, { claim, intent: 'submit', version: '3', submittedOn: '24.11.2026' }));
    const settle = { claim, intent: 'settle', version: '4', receivedOn: '24.11.2026', received: '25 000' };
    const { data: { page }, init } = await sendStep(stage, stage.finance, settle);
    expect(init?.status).toBe(422);
    const [, received, reason] = page.acts?.form?.fields ?? [];
    expect(received).toMatchObject({ value: '25 000' });
    expect(reason?.error?.replaceAll('\u00a0', ' ')).toBe('Det kom 200,00 kr mindre enn krevd. Skriv hvorfor, slik KS forklarer det.');
    await ledTo(sendStep(stage, stage.finance, { ...settle, differenceReason: 'Reise avslått' }));
    expect((await pageOf(stage, stage.finance, claim)).figures.at(-1)?.detail).toBe('Reise avslått');
  });

  test('one who is too late is told how it stands, and keeps what was typed', async () => {
    const stage = await aClaimStage(1);
    const claim = await anAttested(stage);
    await ledTo(sendStep(stage, stage.worker, { claim, intent: 'submit', version: '3', submittedOn: '24.11.2026' }));
    const { data: { page }, init } = await sendStep(stage, stage.finance, { claim, intent: 'withdraw', version: '3', withdrawReason: 'Doble beløp' });
    expect(init?.status).toBe(409);
    expect(page.notices[0]?.heading).toBe('Noen andre var før deg');
    expect(page.notices[0]?.text).toContain('Det er nå: «Sendt til KS».');
    expect(page.notices[0]?.items).toEqual(['Du skrev: Hvorfor trekkes kravet?: Doble beløp']);
    expect(page.acts?.more.find(({ isOpen }) => isOpen)?.form?.fields[0]).toMatchObject({ value: 'Doble beløp' });
  });

  test('a new version leads to its draft; each says which the other is', async () => {
    const stage = await aClaimStage(1);
    const claim = await anAttested(stage);
    const location = await ledTo(sendStep(stage, stage.worker, { claim, intent: 'replace', version: '3', replaceReason: 'Bilag manglet' }));
    const next = /claims\/([0-9a-f-]{36})\?done=replacing$/.exec(location)?.[1] ?? '';
    const [old, fresh] = [await pageOf(stage, stage.worker, claim), await pageOf(stage, stage.worker, next)];
    expect(old.notices[0]).toMatchObject({ heading: 'Erstattet av krav 2', link: { href: `${stage.at}/${next}` } });
    expect(fresh.notices[0]).toMatchObject({ heading: 'Erstatter krav 1', text: 'Bilag manglet', link: { href: `${stage.at}/${claim}` } });
    expect(old.life.steps.map(({ text }) => text)).toEqual(['Utkast', 'Til attestasjon', 'Attestert', 'Erstattet']);
  });

  test('withdrawn keeps its figures and says why', async () => {
    const stage = await aClaimStage(1);
    const claim = await anAttested(stage);
    await ledTo(sendStep(stage, stage.finance, { claim, intent: 'withdraw', version: '3', withdrawReason: 'Kurset ble avlyst' }));
    const page = await pageOf(stage, stage.worker, claim);
    expect(page.notices[0]).toMatchObject({ heading: 'Kravet er trukket', text: 'Kurset ble avlyst' });
    expect(refund(page)).toBe('8 400,00 kr');
    expect(ticked(await choose(stage))).toEqual([true]);
  });
});

describe('the list of a programme’s claims', () => {
  test('has each with its status and what it comes to; none yet says what to do', async () => {
    const stage = await aClaimStage();
    const list = async () => (await listRoute.loader(stage.worker.get(stage.at, stage.params))).page;
    expect((await list()).empty?.action?.text).toBe('Lag krav');
    await aDraft(stage);
    const { table } = await list();
    expect(table?.rows.map(({ cells }) => cells.slice(0, 2))).toEqual([
      [expect.objectContaining({ text: 'Krav 1' }), expect.objectContaining({ status: { text: 'Utkast', tone: 'neutral' } })],
    ]);
  });

  test('is not open to a consultant', async () => {
    const stage = await aClaimStage(1);
    expect((await thrownBy(listRoute.loader((await browserWith(stage, 'consultant')).get(stage.at, stage.params)))).status).toBe(403);
  });

  test.each(allRoles.filter((role) => role !== 'consultant'))('is open to a %s', async (role) => {
    const stage = await aClaimStage(1);
    const { page } = await listRoute.loader((await browserWith(stage, role)).get(stage.at, stage.params));
    expect(page.empty?.action === undefined).toBe(role !== 'case_worker');
  });
});
