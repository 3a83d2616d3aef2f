import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { money } from '#app/domain/money.ts';
import { acceptDaySheet } from '#app/features/day-sheets/decide-day-sheet.server.ts';
import type { DecidePageView } from '#app/features/day-sheets/decide-page-view.ts';
import type { MatchPageView } from '#app/features/day-sheets/match-page-view.ts';
import { invoiceSummary } from '#app/features/invoices/invoice-summary.ts';
import { sealedMails } from '#test/fixtures/sealed-mails.ts';
import { as } from '#test/fixtures/claim-ground.ts';
import { openTestDatabase } from '#test/fixtures/databases.ts';
import { anEhf, aLine, aParty } from '#test/fixtures/ehf.ts';
import { browserOf, thrownBy, type Browser } from '#test/fixtures/route-ground.ts';
import { answered, errorsOf, heldBy, hiddenIn } from '#test/fixtures/shown-page.ts';
import { aSheetDay, handIn, twoConsultants, type TwoConsultants } from '#test/fixtures/two-consultants.ts';
import { testSecretBox } from '#test/fixtures/secret-box.ts';
import * as consultantsRoute from '#app/routes/organisations.$organisation.programmes.$programme.consultants.tsx';
import * as decideRoute from '#app/routes/organisations.$organisation.programmes.$programme.day-sheets.$sheet.decide.tsx';
import * as sheetRoute from '#app/routes/organisations.$organisation.programmes.$programme.day-sheets.$sheet._index.tsx';
import * as listRoute from '#app/routes/organisations.$organisation.programmes.$programme.day-sheets._index.tsx';
import { readMatchPreview } from '#app/features/day-sheets/read-match-preview.ts';
import * as matchRoute from '#app/routes/organisations.$organisation.programmes.$programme.day-sheets.match.tsx';
import * as previewRoute from '#app/routes/organisations.$organisation.programmes.$programme.day-sheets.preview.tsx';
import * as newRoute from '#app/routes/organisations.$organisation.programmes.$programme.day-sheets.new.tsx';

interface Stage {
  readonly ground: TwoConsultants;
  readonly kari: Browser;
  readonly worker: Browser;
  readonly at: (page: string, sheet?: string) => readonly [path: string, params: Record<string, string>];
}

async function aStage(): Promise<Stage> {
  const ground = await twoConsultants(await openTestDatabase('sqlite'));
  const { worker: { organisationId: organisation }, programmeId: programme } = ground;
  return {
    ground, kari: await browserOf(ground, ground.kari), worker: await browserOf(ground, ground.worker),
    at: (page, sheet = '') => [`/organisations/${organisation}/programmes/${programme}/${page}`, { organisation, programme, sheet }],
  };
}

const work = { 'days-0': '10.–12.3.26', 'fee-0': '20 000', 'work-0': 'Veiledning', work_rows: '1', cost_rows: '1' };
const locationOf = async (door: Promise<unknown>) => (await thrownBy(door)).headers.get('Location') ?? '';
const answer = <Page>() => z.object({ data: z.object({ page: z.custom<Page>() }), init: z.object({ status: z.number() }) });
const plain = (text: unknown) => JSON.stringify(text).replaceAll('\u00a0', ' ');

describe('a consultant', () => {
  test('hands in days and comes to the sheet, which says so; on its list it is handed in', async () => {
    const { kari, at } = await aStage();
    const location = await locationOf(newRoute.action(kari.post(...at('day-sheets/new'), work)));
    expect(location).toMatch(/\/day-sheets\/[0-9a-f-]{36}\?done=handed_in$/);
    const sheet = /sheets\/([0-9a-f-]+)/.exec(location)?.[1] ?? '';
    const { page } = await sheetRoute.loader(kari.get(at(`day-sheets/${sheet}?done=handed_in`, sheet)[0], at('', sheet)[1]));
    expect(page.notices.map(({ text }) => text)).toEqual(['Dagslisten er levert. Du ser her når kommunen har svart.', 'Levert 24.11.2026. Kommunen har ikke svart ennå.']);
    expect(page.table?.rows).toHaveLength(3);
    expect(page.form).toBeUndefined();
    const list = await listRoute.loader(kari.get(...at('day-sheets')));
    expect(plain(list.page.table)).toContain('60 000,00');
  });

  test('gets the page back with everything typed where it cannot be read, and more rows where asked for', async () => {
    const { kari, at } = await aStage();
    const wrong = answered(await newRoute.action(kari.post(...at('day-sheets/new'), { ...work, 'fee-0': 'mye', message: 'Hei' })));
    expect([wrong.status, Object.keys(errorsOf(wrong.page))]).toEqual([422, ['fee-0']]);
    expect(errorsOf(wrong.page)['fee-0']).toContain('kan ikke leses');
    expect(heldBy(wrong.page)).toMatchObject({ 'days-0': '10.–12.3.26', 'fee-0': 'mye', message: 'Hei' });
    const more = answered(await newRoute.action(kari.post(...at('day-sheets/new'), { ...work, act: 'more_work' })));
    expect([more.status, hiddenIn(more.page)['work_rows'], heldBy(more.page)['days-0']]).toEqual([200, '2', '10.–12.3.26']);
    const most = answered(await newRoute.action(kari.post(...at('day-sheets/new'), { ...work, cost_rows: '999999', act: 'more_cost' })));
    expect(hiddenIn(most.page)['cost_rows']).toBe('30');
  });

  test('keeps a draft, changes it, and is told when another window was first', async () => {
    const { kari, at } = await aStage();
    const sheet = /sheets\/([0-9a-f-]+)/.exec(await locationOf(newRoute.action(kari.post(...at('day-sheets/new'), { ...work, act: 'save' }))))?.[1] ?? '';
    const { page } = await sheetRoute.loader(kari.get(...at(`day-sheets/${sheet}`, sheet)));
    expect(heldBy(page)['days-0']).toBe('10.03.2026, 11.03.2026, 12.03.2026');
    expect(heldBy(page)['fee-0']).toMatch(/^20.000,00$/);
    const version = hiddenIn(page)['version'] ?? '';
    const send = (fields: Record<string, string>) => sheetRoute.action(kari.post(...at(`day-sheets/${sheet}`, sheet), { ...work, version, act: 'save', ...fields }));
    expect(await locationOf(send({ 'work-0': 'Den ene' }))).toContain('done=saved');
    const late = answered(await send({ 'work-0': 'Den andre' }));
    expect([late.status, heldBy(late.page)['work-0'], hiddenIn(late.page)['version']]).toEqual([409, 'Den andre', '3']);
    expect(late.page.notices[0]?.heading).toBe('Noe er endret siden du åpnet siden');
  });

  test('who has typed in a sheet that was answered meanwhile keeps it as a new one', async () => {
    const { ground, kari, at } = await aStage();
    const sheet = await handIn(ground, ground.kari, [aSheetDay('2026-03-10', '20000')]);
    await as(ground.db, ground.worker, (change) => acceptDaySheet(change, { programmeId: ground.programmeId, id: sheet, version: 2, post: undefined }));
    const late = answered(await sheetRoute.action(kari.post(...at(`day-sheets/${sheet}`, sheet), { ...work, version: '1' })));
    expect([late.status, heldBy(late.page)['work-0'], late.page.form?.card.action?.endsWith('/day-sheets/new')]).toEqual([409, 'Veiledning', true]);
  });

  test('nobody has linked is told whom to ask, and has no form', async () => {
    const { ground, at } = await aStage();
    await ground.db.updateTable('consultants').set({ user_id: null }).execute();
    const kari = await browserOf(ground, ground.kari);
    const { page } = await newRoute.loader(kari.get(...at('day-sheets/new')));
    expect([page.form, page.notices.map(({ heading }) => heading)]).toEqual([undefined, ['Kommunen må si hvem du er']]);
  });
});

describe('the case worker', () => {
  test('sees the sheet beside what it becomes, with what to look at', async () => {
    const { ground, worker, at } = await aStage();
    // The ground's costs are of the other consultant; a day outside the programme is told of.
    const sheet = await handIn(ground, ground.kari, [aSheetDay('2026-03-10', '20000'), aSheetDay('2026-07-10', '20000')]);
    const { page } = await decideRoute.loader(worker.get(...at(`day-sheets/${sheet}/decide`, sheet)));
    expect([page.sheet.table.rows.length, page.costs.table.rows.length]).toEqual([2, 1]);
    expect(page.notices.flatMap(({ items = [] }) => items)).toEqual(['10.07.2026 er utenfor programmets dager. Stemmer datoen?']);
    expect(page.answers?.accept.hidden).toMatchObject({ act: 'accept', version: '2' });
  });

  test('has to say what is wrong; one who comes second is told, and keeps the word', async () => {
    const { ground, worker, at } = await aStage();
    const sheet = await handIn(ground, ground.kari, [aSheetDay('2026-03-10', '20000')]);
    const send = (fields: Record<string, string>) => decideRoute.action(worker.post(...at(`day-sheets/${sheet}/decide`, sheet), { version: '2', ...fields }));
    const bare = answer<DecidePageView>().parse(await send({ act: 'return', reason: ' ' }));
    expect([bare.init.status, bare.data.page.answers?.reason.error]).toEqual([422, 'Skriv hva som må rettes. Uten det vet ikke konsulenten hva som er galt.']);
    expect(await locationOf(send({ act: 'accept' }))).toContain('done=accepted');
    const late = answer<DecidePageView>().parse(await send({ act: 'return', reason: 'Feil' }));
    expect([late.init.status, late.data.page.answers, late.data.page.notices[0]?.heading]).toEqual([409, undefined, 'Noe er endret siden du åpnet siden']);
  });

  test('is led from what was accepted to the invoice it waits for, and told once that it is accepted', async () => {
    const { ground, kari, worker, at } = await aStage();
    const sheet = await handIn(ground, ground.kari, [aSheetDay('2026-03-10', '20000')]);
    const location = await locationOf(decideRoute.action(worker.post(...at(`day-sheets/${sheet}/decide`, sheet), { version: '2', act: 'accept' })));
    const shown = async (who: Browser, path = location) => (await sheetRoute.loader(who.get(path, at('', sheet)[1]))).page;
    const { heading, notices } = await shown(worker);
    expect(heading.actions?.map(({ href }) => href)).toEqual([at('day-sheets/match')[0]]);
    expect(notices.map(({ text }) => text)).toEqual(['Dagslisten er godtatt. Linjene er ført som utgifter.']);
    expect((await shown(kari)).heading.actions, 'a consultant matches nothing').toEqual([]);
    expect((await shown(kari, at(`day-sheets/${sheet}`)[0])).notices.map(({ text }) => text)).toEqual([expect.stringContaining('og godtatt. Linjene er utgifter i programmet nå.')]);
    await ground.db.updateTable('expenses').set({ invoice_number: '1', invoice_issued_on: '2026-04-01', invoice_supplier: 'Karis kurs' }).where('consultant_id', '=', ground.kariId).execute();
    expect((await shown(worker)).heading.actions, 'nothing waits any more').toEqual([]);
  });

  test('the same form sent twice is carried out once', async () => {
    const { ground, worker, at } = await aStage();
    const sheet = await handIn(ground, ground.kari, [aSheetDay('2026-03-10', '20000')]);
    const fields = { version: '2', act: 'accept', form_key: '11111111-1111-4111-8111-111111111111' };
    const send = () => locationOf(decideRoute.action(worker.post(...at(`day-sheets/${sheet}/decide`, sheet), fields)));
    expect(await send()).toBe(await send());
    expect(await ground.db.selectFrom('expenses').select('id').where('consultant_id', '=', ground.kariId).execute()).toHaveLength(1);
  });
});

describe('an invoice', () => {
  async function accepted() {
    const stage = await aStage();
    const { ground } = stage;
    const sheet = await handIn(ground, ground.kari, [aSheetDay('2026-02-03', '18000'), { kind: 'travel', on: aSheetDay('2026-02-03', '1').on, amount: money('2412.50'), description: 'Fly' }]);
    await as(ground.db, ground.worker, (change) => acceptDaySheet(change, { programmeId: ground.programmeId, id: sheet, version: 2, post: undefined }));
    return stage;
  }

  async function withEhf({ ground }: Stage, lines = [aLine]): Promise<string> {
    const bytes = Buffer.from(anEhf({ number: 'K-9', lines, supplier: aParty('Karis kurs AS', '123456785') }));
    const file = await ground.db.selectFrom('attachments').selectAll().where('programme_id', '=', ground.programmeId).executeTakeFirstOrThrow();
    const id = 'aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa';
    const sha256 = await ground.files.put(ground.worker.organisationId, bytes);
    await ground.db.insertInto('attachments').values({ ...file, id, name: 'k9.xml', sha256, bytes: bytes.length, media_type: 'application/xml' }).execute();
    return id;
  }

  test('in XML fills the form in, and the costs that add up to it are ticked', async () => {
    const stage = await accepted();
    const file = await withEhf(stage);
    const [path, params] = stage.at('day-sheets/match');
    const { page } = await matchRoute.loader(stage.worker.get(`${path}?file=${file}`, params));
    const held = Object.fromEntries((page.form?.invoice.fields ?? []).map((field) => [field.name, 'value' in field ? field.value : '']));
    expect(held).toMatchObject({ file, invoiceNumber: 'K-9', invoiceSupplier: 'Karis kurs AS' });
    expect(held['net']).toMatch(/^18.000,00$/);
    const ticks = page.form?.costs.table.rows.map(({ cells: [first] }) => (typeof first === 'object' ? first.checkbox?.isChecked : undefined));
    expect(ticks).toEqual([true, false]);
    expect(plain(page.form?.figures)).toContain('Summene er like.');
  });

  test('that has not come yet has a way to where it is uploaded', async () => {
    const stage = await accepted();
    const filesOf = async () => (await matchRoute.loader(stage.worker.get(...stage.at('day-sheets/match')))).page.files?.links.map(({ href }) => href);
    expect(await filesOf()).toEqual([stage.at('files')[0]]);
    const file = await withEhf(stage);
    expect(await filesOf()).toEqual([`${stage.at('day-sheets/match')[0]}?file=${file}`]);
  });

  test('of which nothing is ticked, or whose day is not written, comes back with all that was typed', async () => {
    const stage = await accepted();
    const typed = { invoiceNumber: 'K-9', invoiceIssuedOn: '', invoiceSupplier: 'Karis kurs', net: '18000', paidOn: '', file: '' };
    const { data: { page }, init: { status } } = answer<MatchPageView>().parse(await matchRoute.action(stage.worker.post(...stage.at('day-sheets/match'), typed)));
    expect([status, page.form?.costs.error, page.form?.card.errors?.items.length]).toEqual([422, 'Velg minst én utgift som fakturaen dekker.', 2]);
    expect(plain(page.form?.invoice.fields)).toContain('Karis kurs');
  });

  test('has its sums told while costs are ticked and its own is typed', async () => {
    const stage = await accepted();
    const [path, params] = stage.at('day-sheets/match');
    const { page } = await matchRoute.loader(stage.worker.get(path, params));
    const costs = (page.form?.costs.table.rows ?? []).flatMap(({ cells: [first] }) => (typeof first === 'object' && first.checkbox !== undefined ? [first.checkbox.value] : []));
    const told = async (query: readonly (readonly string[])[]) => {
      const asked = `${page.form?.previewHref ?? ''}?${new URLSearchParams(query.map(([name = '', value = '']) => [name, value])).toString()}`;
      const preview = readMatchPreview(await (await previewRoute.loader(stage.worker.get(asked, params))).json());
      return preview?.figures.map(({ value, detail }) => plain([value, detail ?? '']));
    };
    const [fee = '', journey = ''] = costs;
    expect(await told([['cost', fee], ['cost', journey], ['net', '20 412,50']])).toEqual([plain(['20 412,50 kr', '']), plain(['20 412,50 kr', '']), plain(['0,00 kr', 'Summene er like.'])]);
    expect((await told([['cost', journey], ['net', 'tull']]))?.length, 'no difference to a sum that is none').toBe(2);
    expect(await told([['cost', 'nobodys/1']])).toEqual([plain(['0,00 kr', '']), plain(['Ikke skrevet', ''])]);
  });

  test('is matched in one go from what is ticked', async () => {
    const stage = await accepted();
    const file = await withEhf(stage);
    const [path, params] = stage.at('day-sheets/match');
    const { page } = await matchRoute.loader(stage.worker.get(`${path}?file=${file}`, params));
    const cost = (page.form?.costs.table.rows ?? []).flatMap(({ cells: [first] }) => (typeof first === 'object' && first.checkbox?.isChecked === true ? [first.checkbox.value] : []));
    // Ticked twice is ticked.
    const typed = { invoiceNumber: 'K-9', invoiceIssuedOn: '1.4.2026', invoiceSupplier: 'Karis kurs AS', net: '18 000', paidOn: '2.4.2026', file, cost: [...cost, ...cost] };
    expect(await locationOf(matchRoute.action(stage.worker.post(path, params, typed)))).toContain('/day-sheets?done=matched');
    const rows = await stage.ground.db.selectFrom('expenses').select(['kind', 'invoice_number', 'paid_on']).where('consultant_id', '=', stage.ground.kariId).orderBy('position').execute();
    expect(rows).toEqual([{ kind: 'fee', invoice_number: 'K-9', paid_on: '2026-04-02' }, { kind: 'travel', invoice_number: null, paid_on: null }]);
  });

  test('is read only as far as it is one', () => {
    expect(invoiceSummary(Buffer.from('<x/>'))).toBeUndefined();
    expect(invoiceSummary(Buffer.from('%PDF-1.7'))).toBeUndefined();
    expect(invoiceSummary(Buffer.from(anEhf({ currency: 'EUR' })))?.net).toBeUndefined();
  });
});

describe('an e-mail', () => {
  const mailing = (args: ReturnType<Browser['get']>) => ({ ...args, context: { ...args.context, services: { ...args.context.services, mail: { secretBox: testSecretBox } } } });

  test('tells the programme’s contact of a sheet, and the consultant of the answer, each in their language', async () => {
    const { ground, kari, worker, at } = await aStage();
    const { db } = ground;
    await db.updateTable('users').set({ language: 'nn', email: 'kari@kurs.example' }).where('id', '=', ground.kari.userId).execute();
    await db.updateTable('users').set({ language: 'en', email: 'kari@example.no' }).where('id', '=', ground.worker.userId).execute();
    const sheet = /sheets\/([0-9a-f-]+)/.exec(await locationOf(newRoute.action(mailing(kari.post(...at('day-sheets/new'), work)))))?.[1] ?? '';
    const decide = (fields: Record<string, string>) => locationOf(decideRoute.action(mailing(worker.post(...at(`day-sheets/${sheet}/decide`, sheet), fields))));
    await decide({ act: 'return', reason: 'Feil dato', version: '2' });
    await locationOf(sheetRoute.action(mailing(kari.post(...at(`day-sheets/${sheet}`, sheet), { ...work, version: '3' }))));
    await decide({ act: 'accept', version: '4' });
    const mails = await sealedMails(db);
    expect(mails.map(({ recipient, subject }) => [recipient, subject])).toEqual([
      ['kari@example.no', 'Day sheet handed in: LED skole 2026'], ['kari@kurs.example', 'Dagslista er sendt tilbake: LED skole 2026'],
      ['kari@example.no', 'Day sheet handed in: LED skole 2026'], ['kari@kurs.example', 'Dagslista er godteken: LED skole 2026'],
    ]);
    expect(mails[1]?.text).toContain('må rettast: Feil dato');
    expect(mails[0]?.text).toContain(`http://localhost:3000${at(`day-sheets/${sheet}/decide`)[0]}`);
    expect(mails.every(({ text }) => !/20.?000/.test(text))).toBe(true);
    expect(mails.map(({ text }) => /http:\S+/.exec(text)?.[0].slice(-7)), 'so do the pages before one has signed in').toEqual(['lang=en', 'lang=nn', 'lang=en', 'lang=nn']);
  });

  test('to those who never chose a language is in the organisation’s, and so is the page it leads to', async () => {
    const { ground, kari, worker, at } = await aStage();
    await ground.db.updateTable('users').set({ email: 'kari@kurs.example' }).where('id', '=', ground.kari.userId).execute();
    await ground.db.updateTable('organisations').set({ language: 'nn' }).execute();
    const sheet = /sheets\/([0-9a-f-]+)/.exec(await locationOf(newRoute.action(mailing(kari.post(...at('day-sheets/new'), work)))))?.[1] ?? '';
    await locationOf(decideRoute.action(mailing(worker.post(...at(`day-sheets/${sheet}/decide`, sheet), { act: 'accept', version: '2' }))));
    const links = (await sealedMails(ground.db)).map(({ text }) => /http:\S+/.exec(text)?.[0]);
    const address = `http://localhost:3000${at(`day-sheets/${sheet}`)[0]}`;
    expect(links).toEqual([`${address}/decide?lang=nn`, `${address}?lang=nn`]);
  });
});

describe('who signs in as a consultant', () => {
  test('is said on the page of consultants, of those who were let in, and of one at a time', async () => {
    const { ground, worker, at } = await aStage();
    await ground.db.updateTable('consultants').set({ user_id: null }).where('id', '=', ground.kariId).execute();
    const [path, params] = at('consultants');
    const { page } = await consultantsRoute.loader(worker.get(`${path}?edit=${ground.kariId}`, params));
    const fields = { ...heldBy(page), ...hiddenIn(page) };
    const taken = answered(await consultantsRoute.action(worker.post(path, params, { ...fields, person: ground.ola.userId })));
    expect([taken.status, Object.keys(errorsOf(taken.page))]).toEqual([422, ['person']]);
    const stranger = answered(await consultantsRoute.action(worker.post(path, params, { ...fields, person: ground.worker.userId })));
    expect([stranger.status, Object.keys(errorsOf(stranger.page))]).toEqual([422, ['person']]);
    const afresh = { ...fields, form_key: '22222222-2222-4222-8222-222222222222', person: ground.kari.userId };
    expect(await locationOf(consultantsRoute.action(worker.post(path, params, afresh)))).toContain('done=changed');
    const { user_id } = await ground.db.selectFrom('consultants').select('user_id').where('id', '=', ground.kariId).executeTakeFirstOrThrow();
    expect(user_id).toBe(ground.kari.userId);
  });

  test('stays so when something else of the consultant is changed in a programme where the person is not let in', async () => {
    const { ground, worker, at } = await aStage();
    const { db, kariId, kari, secondProgrammeId: programme, worker: { organisationId: organisation } } = ground;
    await db.insertInto('programme_consultants').values({ organisation_id: organisation, programme_id: programme, consultant_id: kariId, role: 'lecturer', position: 1 }).execute();
    const path = at('consultants')[0].replace(ground.programmeId, programme);
    const { page } = await consultantsRoute.loader(worker.get(`${path}?edit=${kariId}`, { organisation, programme }));
    const sent = { ...heldBy(page), ...hiddenIn(page), company: 'Karis nye kurs' };
    expect(await locationOf(consultantsRoute.action(worker.post(path, { organisation, programme }, sent)))).toContain('done=changed');
    const stored = await db.selectFrom('consultants').select(['company', 'user_id']).where('id', '=', kariId).executeTakeFirstOrThrow();
    expect(stored).toEqual({ company: 'Karis nye kurs', user_id: kari.userId });
  });
});
