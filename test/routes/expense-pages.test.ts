import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { approveClaim } from '#app/features/claims/attest-claim.server.ts';
import { addAttachments } from '#app/features/attachments/add-attachments.server.ts';
import type { ExpensePageView } from '#app/features/expenses/expense-page-view.ts';
import { listAttachments } from '#app/features/attachments/attachments.repository.server.ts';
import { listExpenses } from '#app/features/expenses/expenses.repository.server.ts';
import * as storedRoute from '#app/routes/organisations.$organisation.programmes.$programme.expenses.$expense._index.tsx';
import * as removeRoute from '#app/routes/organisations.$organisation.programmes.$programme.expenses.$expense.remove.tsx';
import * as newRoute from '#app/routes/organisations.$organisation.programmes.$programme.expenses.new.tsx';
import * as previewRoute from '#app/routes/organisations.$organisation.programmes.$programme.expenses.preview.tsx';
import { aClaimGround, aClaimInReview, aMember, as, frozenOf, type ClaimGround } from '#test/fixtures/claim-ground.ts';
import { openTestDatabase } from '#test/fixtures/databases.ts';
import { aPdf } from '#test/fixtures/papers.ts';
import { browserOf, thrownBy, type Browser } from '#test/fixtures/route-ground.ts';

interface Stage {
  readonly ground: ClaimGround;
  readonly browser: Browser;
  readonly params: { readonly organisation: string; readonly programme: string };
  readonly at: string;
}

/** A case worker before the ground's first programme. */
async function aStage(): Promise<Stage> {
  const ground = await aClaimGround(await openTestDatabase('sqlite'));
  const params = { organisation: ground.worker.organisationId, programme: ground.programmeId };
  return { ground, browser: await browserOf(ground, ground.worker), params, at: `/organisations/${params.organisation}/programmes/${params.programme}/expenses` };
}

const fee = { kind: 'fee', days: '10.–11.3.26', amount: '36 000,-', description: 'Foredrag' };
const listOf = ({ ground }: Stage) => listExpenses(ground.db, ground.worker, ground.programmeId);

/** What the form of a page holds, by field. */
function heldBy({ form }: ExpensePageView): Record<string, string> {
  const fields = form === undefined ? [] : [...form.first, form.reason, ...form.main, ...form.more.fields];
  return Object.fromEntries(fields.flatMap((field) => ('value' in field && field.value !== undefined && field.value !== '' ? [[field.name, field.value]] : [])));
}

async function newPage({ browser, params, at }: Stage, query = ''): Promise<ExpensePageView> {
  return (await newRoute.loader(browser.get(`${at}/new${query}`, params))).page;
}

async function storedPage({ browser, params, at }: Stage, id: string, query = ''): Promise<ExpensePageView> {
  return (await storedRoute.loader(browser.get(`${at}/${id}${query}`, { ...params, expense: id }))).page;
}

async function logged(stage: Stage, fields: Record<string, string | File> = fee): Promise<string> {
  const { browser, params, at } = stage;
  const answer = await thrownBy(newRoute.action(browser.post(`${at}/new`, params, fields)));
  expect(answer.status).toBe(303);
  return answer.headers.get('Location') ?? '';
}

const idIn = (location: string) => /[0-9a-f-]{36}(?=\?done|$)/.exec(location)?.[0] ?? '';

describe('logging a cost', () => {
  test('leads to the expense, which says what it gives and echoes it in one form', async () => {
    const stage = await aStage();
    const location = await logged(stage, { ...fee, paidOn: '1/4-26', vat: 'kr 9.000' });
    expect(location).toMatch(new RegExp(`^${stage.at}/[0-9a-f-]{36}\\?done=created$`));
    const page = await storedPage(stage, idIn(location), '?done=created');
    expect(page.notices).toMatchObject([{ tone: 'success', isDone: true, text: 'Utgiften er lagret.' }]);
    expect(heldBy(page)).toEqual({
      kind: 'fee', days: '10.03.2026, 11.03.2026', amount: '36\u00a0000,00', description: 'Foredrag', paidOn: '01.04.2026', vat: '9\u00a0000,00',
    });
    expect(page.title).toBe('Honorar 36\u00a0000,00 · 10.03.2026–11.03.2026 · Foredrag');
    expect(page.effect?.figures.map(({ label, value }) => [label, value])).toEqual([
      ['Dager', '2 dager'], ['Kostnad', '36\u00a0000,00\u00a0kr'], ['Grunnlag', '36\u00a0000,00\u00a0kr'], ['Refusjon', '25\u00a0200,00\u00a0kr'],
    ]);
  });

  test('the same form sent twice logs it once', async () => {
    const stage = await aStage();
    const fields = { ...fee, form_key: randomUUID(), upload: new File([new Uint8Array(await aPdf({ marker: 'K' }))], 'kvittering.pdf') };
    const first = await logged(stage, fields);
    expect(await logged(stage, fields)).toBe(first);
    expect(await listOf(stage)).toHaveLength(4);
  });

  test('two presses at once log it once too', async () => {
    const stage = await aStage();
    const fields = { ...fee, form_key: randomUUID() };
    const [first, second] = await Promise.all([logged(stage, fields), logged(stage, fields)]);
    expect(second).toBe(first);
    expect(await listOf(stage)).toHaveLength(4);
  });

  test('a fault keeps everything typed, and the file, ticked', async () => {
    const stage = await aStage();
    const { browser, params, at } = stage;
    const fields = { ...fee, amount: 'tjue tusen', reason: 'venue', upload: new File([new Uint8Array(await aPdf({ marker: 'K' }))], 'kvittering.pdf') };
    const { data: { page }, init } = await newRoute.action(browser.post(`${at}/new`, params, fields));
    expect(init?.status).toBe(422);
    expect(heldBy(page)).toEqual({ kind: 'fee', days: '10.–11.3.26', amount: 'tjue tusen', description: 'Foredrag', reason: 'venue' });
    expect(page.form?.card.errors?.items).toMatchObject([{ href: '#amount' }]);
    expect(page.form?.files.offered.map(({ name, isChecked }) => [name, isChecked])).toEqual([['kvittering.pdf', true]]);
    const ticked = page.form?.files.offered[0]?.id ?? '';
    const location = await logged(stage, { ...fee, attachment: ticked });
    expect((await listOf(stage)).find(({ expense }) => expense.id === idIn(location))?.attachmentIds).toEqual([ticked]);
  });

  test('a file that is turned away is told by name, and the others are kept', async () => {
    const stage = await aStage();
    const { browser, params, at } = stage;
    const upload = [new File(['<svg onload="x"/>'], 'tegning.svg'), new File([new Uint8Array(await aPdf({ marker: 'K' }))], 'kvittering.pdf')];
    const { data: { page }, init } = await newRoute.action(browser.post(`${at}/new`, params, { ...fee, upload }));
    expect(init?.status).toBe(422);
    expect(page.form?.files.upload.error).toBe('«tegning.svg» er ikke lastet opp: filen er en SVG-tegning. Skriv den ut til PDF.');
    expect(page.form?.card.errors?.items.map(({ href }) => href)).toEqual(['#upload']);
    expect(page.form?.files.offered.map(({ name, isChecked }) => [name, isChecked])).toEqual([['kvittering.pdf', true]]);
    expect(await listOf(stage)).toHaveLength(3);
  });

  test('«another» goes on with the same consultant and invoice, and offers its file first', async () => {
    const stage = await aStage();
    const [file] = await listAttachments(stage.ground.db, stage.ground.worker, stage.ground.programmeId);
    const invoice = { invoiceNumber: '77', invoiceIssuedOn: '1.4.26', invoiceSupplier: 'IMTEC AS' };
    const location = await logged(stage, { ...fee, ...invoice, attachment: file?.id ?? '', then: 'another' });
    expect(location).toMatch(/\/new\?after=[0-9a-f-]{36}$/);
    const page = await newPage(stage, location.slice(location.indexOf('?')));
    expect(heldBy(page)).toEqual({ ...invoice, invoiceIssuedOn: '01.04.2026' });
    expect(page.form?.files.offered.map(({ name, isChecked }) => [name, isChecked])).toEqual([['faktura-1001.pdf', false]]);
    expect(page.notices[0]?.text).toContain('Honorar 36\u00a0000,00 · 10.03.2026–11.03.2026 · faktura 77');
  });

  test('a copy has everything but the files', async () => {
    const stage = await aStage();
    const page = await newPage(stage, `?copy=${stage.ground.expenseIds[0] ?? ''}`);
    expect(heldBy(page)).toMatchObject({ kind: 'fee', days: '10.02.2026', amount: '12\u00a0000,00', invoiceNumber: '1001', paidOn: '01.03.2026' });
    expect(page.form?.files.offered.map(({ isChecked }) => isChecked)).toEqual([false]);
    expect(page.form?.more.isOpen).toBe(true);
  });

  test('begins with the one consultant there is, and with a file that came first', async () => {
    const stage = await aStage();
    const [file] = await listAttachments(stage.ground.db, stage.ground.worker, stage.ground.programmeId);
    const page = await newPage(stage, `?file=${file?.id ?? ''}`);
    expect(Object.keys(heldBy(page))).toEqual(['consultant']);
    expect(page.form?.files.offered.map(({ name, isChecked }) => [name, isChecked])).toEqual([['faktura-1001.pdf', true]]);
    expect((await newPage(stage, '?file=nonsense&copy=x&after=y&activity=z')).form?.files.offered).toEqual([]);
  });
});

describe('changing a cost', () => {
  test('two at once: the later is shown both, keeps what was typed, and may save it all the same', async () => {
    const stage = await aStage();
    const { browser, at } = stage;
    const id = stage.ground.expenseIds[0] ?? '';
    const params = { ...stage.params, expense: id };
    const send = (fields: Record<string, string>) => storedRoute.action(browser.post(`${at}/${id}`, params, { ...fee, ...fields }));
    expect((await thrownBy(send({ version: '1', description: 'Den ene' }))).headers.get('Location')).toBe(`${at}/${id}?done=changed`);
    const { data: { page }, init } = await send({ version: '1', description: 'Den andre' });
    expect(init?.status).toBe(409);
    expect(page.differences?.table.rows.map(({ cells }) => cells)).toContainEqual(['Kort beskrivelse', 'Den andre', 'Den ene']);
    expect(heldBy(page)).toMatchObject({ description: 'Den andre', days: '10.–11.3.26' });
    expect(page.form?.card).toMatchObject({ submit: 'Lagre det jeg skrev', hidden: { version: '2' } });
    await thrownBy(send({ version: '2', description: 'Den andre' }));
    expect((await listOf(stage))[0]).toMatchObject({ version: 3, expense: { description: 'Den andre' } });
  });

  test('one that was deleted meanwhile: what was typed becomes a new one', async () => {
    const stage = await aStage();
    const { browser, at } = stage;
    const id = stage.ground.expenseIds[0] ?? '';
    const params = { ...stage.params, expense: id };
    await thrownBy(removeRoute.action(browser.post(`${at}/${id}/remove`, params, { act: 'remove' })));
    for (const amount of [fee.amount, 'uleselig']) {
      const { data: { page }, init } = await storedRoute.action(browser.post(`${at}/${id}`, params, { ...fee, amount, version: '1' }));
      expect(init?.status).toBe(amount === fee.amount ? 409 : 422);
      expect(page.notices[0]?.heading).toBe('Noen slettet utgiften mens du skrev');
      expect(page.form?.card.action).toBe(`${at}/new`);
      expect(heldBy(page)).toMatchObject({ ...fee, amount });
    }
  });

  test('deleting leads to a page that can take it back', async () => {
    const stage = await aStage();
    const { browser, at } = stage;
    const id = stage.ground.expenseIds[0] ?? '';
    const params = { ...stage.params, expense: id };
    const removed = await thrownBy(removeRoute.action(browser.post(`${at}/${id}/remove`, params, { act: 'remove' })));
    expect(removed.headers.get('Location')).toBe(`${at}/${id}?done=deleted`);
    const page = await storedPage(stage, id, '?done=deleted');
    expect(page.form).toBeUndefined();
    const button = page.notices[0]?.button;
    expect(button).toMatchObject({ action: `${at}/${id}/remove`, text: 'Angre', hidden: { act: 'restore' } });
    await thrownBy(removeRoute.action(browser.post(button?.action ?? '', params, button?.hidden ?? {})));
    expect((await storedPage(stage, id)).form).toBeDefined();
    expect((await thrownBy(storedPage(stage, randomUUID()))).status).toBe(404);
  });

  test('in an attested claim it can only be read, and what was typed is shown beside it', async () => {
    const stage = await aStage();
    const { ground, browser, at } = stage;
    const claim = await aClaimInReview(ground, ground);
    const frozen = await frozenOf(ground, claim);
    await as(ground.db, ground.finance, (change) => approveClaim(change, { ...claim, frozen, externalAttestation: undefined }));
    const id = ground.expenseIds[0] ?? '';
    const page = await storedPage(stage, id);
    expect(page).toMatchObject({ form: undefined, park: undefined, remove: undefined, effect: undefined });
    expect(page.notices.map(({ text }) => text).join(' ')).toContain('krav 1, som er attestert');
    expect(page.facts.map(({ label, value }) => [label, value])).toContainEqual(['Konsulent', 'Ola Veileder, prosessveileder']);
    const params = { ...stage.params, expense: id };
    const answer = await storedRoute.action(browser.post(`${at}/${id}`, params, { ...fee, version: '1' }));
    expect(answer.init?.status).toBe(409);
    expect(answer.data.page.form).toBeUndefined();
    expect(answer.data.page.differences?.table.rows.map(({ key }) => key)).toContain('description');
    const removal = await removeRoute.action(browser.post(`${at}/${id}/remove`, params, { act: 'remove' }));
    expect(removal.init?.status).toBe(409);
    expect(await listOf(stage)).toHaveLength(3);
  });

  test('waits for a later claim, with a reason', async () => {
    const stage = await aStage();
    const { browser, at } = stage;
    const id = stage.ground.expenseIds[0] ?? '';
    const params = { ...stage.params, expense: id };
    const without = await storedRoute.action(browser.post(`${at}/${id}`, params, { act: 'park', parked_reason: '' }));
    expect(without.init?.status).toBe(422);
    expect(without.data.page.park?.form?.card.errors?.items).toMatchObject([{ href: '#parked_reason' }]);
    const long = 'Venter på svar. '.repeat(20);
    const tooLong = (await storedRoute.action(browser.post(`${at}/${id}`, params, { act: 'park', parked_reason: long }))).data.page.park?.form;
    expect([tooLong?.reason.value, tooLong?.reason.error]).toEqual([long, 'Grunnen er lengre enn 300 tegn. Kort den ned.']);
    await thrownBy(storedRoute.action(browser.post(`${at}/${id}`, params, { act: 'park', parked_reason: 'Venter på faktura' })));
    expect((await storedPage(stage, id)).park?.lead).toContain('Venter på faktura');
    await thrownBy(storedRoute.action(browser.post(`${at}/${id}`, params, { act: 'unpark' })));
    expect((await storedPage(stage, id)).park?.takeIn).toBeUndefined();
  });
});

describe('the figures while typing', () => {
  test('come when the form can be read, in the language asked for', async () => {
    const { browser, params, at } = await aStage();
    const ask = async (query: Record<string, string>): Promise<unknown> => {
      const answer = await previewRoute.loader(browser.get(`${at}/preview?${new URLSearchParams(query).toString()}`, params));
      return answer.json();
    };
    const empty = 'Fyll ut type, dag og beløp, så ser du hva som kommer tilbake.';
    expect(await ask({ kind: 'fee', days: '10.3.' })).toMatchObject({ effect: { figures: [], empty } });
    const values = ['1 day', 'NOK\u00a020,000.00', 'NOK\u00a018,000.00', 'NOK\u00a012,600.00'];
    expect(await ask({ kind: 'fee', days: '10.3.26', amount: '20000', lang: 'en' })).toMatchObject({ effect: { figures: values.map((value) => ({ value })) } });
  });
});

describe('who may', () => {
  test('a reader reads; finance too; neither finds a form, nor may send one', async () => {
    const stage = await aStage();
    const { ground, params, at } = stage;
    const id = ground.expenseIds[0] ?? '';
    for (const role of ['reader', 'finance'] as const) {
      const browser = await browserOf(ground, await aMember(ground.db, ground.worker.organisationId, role));
      const page = await storedPage({ ...stage, browser }, id);
      expect([page.form, page.park, page.remove, page.heading.actions]).toEqual([undefined, undefined, undefined, []]);
      expect((await thrownBy(newPage({ ...stage, browser }))).status).toBe(403);
      expect((await thrownBy(newRoute.action(browser.post(`${at}/new`, params, fee)))).status).toBe(403);
      expect((await thrownBy(storedRoute.action(browser.post(`${at}/${id}`, { ...params, expense: id }, fee)))).status).toBe(403);
    }
  });

  test('another organisation’s people and ids are met with 404, and nothing is written', async () => {
    const stage = await aStage();
    const other = await aClaimGround(stage.ground.db);
    const [theirs = ''] = other.expenseIds;
    const [mine = ''] = stage.ground.expenseIds;
    const stranger = { ...stage, browser: await browserOf(other, other.worker) };
    expect((await thrownBy(newPage(stranger))).status).toBe(404);
    expect((await thrownBy(storedPage(stranger, mine))).status).toBe(404);
    expect((await thrownBy(previewRoute.loader(stranger.browser.get(`${stage.at}/preview`, stage.params)))).status).toBe(404);
    expect((await thrownBy(storedPage(stage, theirs))).status).toBe(404);
    const uploads = await listAttachments(other.db, other.worker, other.programmeId);
    const { data: { page }, init } = await newRoute.action(stage.browser.post(`${stage.at}/new`, stage.params, { ...fee, attachment: uploads[0]?.id ?? '' }));
    expect(init?.status).toBe(422);
    expect(page.form?.card.errors?.items).toMatchObject([{ href: '#files' }]);
    await expect(as(other.db, other.worker, (change) => addAttachments(change, { programmeId: stage.ground.programmeId, uploads: [] }))).resolves.toEqual({ added: [], crowdedOut: [] });
  });
});
