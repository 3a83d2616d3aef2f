import { describe, expect, test } from 'vitest';
import { calendarDate } from '#app/domain/calendar-date.ts';
import type { SheetLine } from '#app/domain/day-sheet.ts';
import type { Membership } from '#app/domain/membership.ts';
import { money, moneyToText } from '#app/domain/money.ts';
import { listAttachments } from '#app/features/attachments/attachments.repository.server.ts';
import { acceptDaySheet, returnDaySheet } from '#app/features/day-sheets/decide-day-sheet.server.ts';
import { findDaySheet, listDaySheets } from '#app/features/day-sheets/day-sheets.repository.server.ts';
import { matchInvoice } from '#app/features/day-sheets/match-invoice.server.ts';
import { saveDaySheet, withdrawDaySheet } from '#app/features/day-sheets/save-day-sheet.server.ts';
import { listExpenses } from '#app/features/expenses/expenses.repository.server.ts';
import { as, today } from '#test/fixtures/claim-ground.ts';
import { testDatabases } from '#test/fixtures/databases.ts';
import { aSheetDay, handIn, twoConsultants, type TwoConsultants } from '#test/fixtures/two-consultants.ts';

const threeDays = ['10', '11', '12'].map((day) => aSheetDay(`2026-03-${day}`, '20000'));
const flight: SheetLine = { kind: 'travel', on: calendarDate('2026-03-10'), amount: money('2412.50'), vat: money('289.50'), description: 'Fly' };

const accept = ({ db, worker, programmeId }: TwoConsultants, id: string, version = 2) => as(db, worker, (change) => acceptDaySheet(change, { programmeId, id, version, post: undefined }));
const sendBack = ({ db, worker, programmeId }: TwoConsultants, id: string, reason: string) => as(db, worker, (change) => returnDaySheet(change, { programmeId, id, version: 2, reason, post: undefined }));
const found = ({ db, programmeId }: TwoConsultants, who: Membership, id: string) => findDaySheet(db, who, { programmeId, id });
const costsOf = async ({ db, worker, programmeId }: TwoConsultants) => (await listExpenses(db, worker, programmeId)).slice(3);
const actions = async ({ db }: TwoConsultants) => (await db.selectFrom('audit_entries').select('action').orderBy('sequence').execute()).map(({ action }) => action);

describe.each(testDatabases)('a day sheet’s life on $kind', ({ open }) => {
  test('handed in it is seen, accepted it is costs: a fee of three days and a journey, tied to its lines', async () => {
    const ground = await twoConsultants(await open());
    const id = await handIn(ground, ground.kari, [...threeDays, flight]);
    expect(await found(ground, ground.worker, id)).toMatchObject({ status: 'handed_in', version: 2, consultantName: 'Kari Kursleder' });
    await accept(ground, id);
    const [fee, travel, ...rest] = (await costsOf(ground)).map(({ expense }) => expense);
    expect(rest).toEqual([]);
    expect(fee).toMatchObject({ kind: 'fee', consultant: ground.kariId, description: 'Prosessveiledning', invoice: undefined });
    expect(fee?.kind === 'fee' && fee.days.map(({ on, amount }) => `${on} ${moneyToText(amount)}`)).toEqual(['2026-03-10 20000.00', '2026-03-11 20000.00', '2026-03-12 20000.00']);
    expect(travel).toMatchObject({ kind: 'travel', incurredOn: '2026-03-10', amount: money('2412.50'), vat: money('289.50') });
    const sheet = await found(ground, ground.kari, id);
    expect(sheet?.status).toBe('accepted');
    expect(sheet?.lines.map(({ expenseId }) => expenseId)).toEqual([fee?.id, fee?.id, fee?.id, travel?.id]);
    expect(await actions(ground)).toEqual(['day_sheet.handed_in', 'day_sheet.accepted']);
  });

  test('accepted fifty times at once it becomes costs once', async () => {
    const ground = await twoConsultants(await open());
    const id = await handIn(ground, ground.kari, threeDays);
    const outcomes = await Promise.all(Array.from({ length: 50 }, () => accept(ground, id)));
    expect(outcomes.filter((outcome) => 'location' in outcome)).toHaveLength(1);
    expect(outcomes.filter((outcome) => 'refused' in outcome && outcome.refused.code === 'conflict')).toHaveLength(49);
    expect(await costsOf(ground)).toHaveLength(1);
    expect((await actions(ground)).filter((action) => action === 'day_sheet.accepted')).toHaveLength(1);
  });

  test('sent back with a word it is the consultant’s again; mended it waits anew, and the version looked at before no longer serves', async () => {
    const ground = await twoConsultants(await open());
    const { db, kari, programmeId } = ground;
    const id = await handIn(ground, kari, threeDays);
    expect(await sendBack(ground, id, ' ')).toEqual({ refused: { code: 'reason_missing' } });
    await sendBack(ground, id, 'Feil dato på den siste dagen');
    expect(await found(ground, kari, id)).toMatchObject({ status: 'returned', returnedReason: 'Feil dato på den siste dagen', version: 3 });
    const mended = { programmeId, existing: { id, version: 3 }, lines: threeDays.slice(0, 2), message: 'Rettet', today, post: undefined };
    await as(db, kari, (change) => saveDaySheet(change, { ...mended, isHandedIn: true }));
    expect(await accept(ground, id, 2)).toMatchObject({ refused: { code: 'conflict', stored: { version: 4, status: 'handed_in' } } });
    await accept(ground, id, 4);
    expect((await costsOf(ground)).map(({ expense }) => expense.kind === 'fee' && expense.days.length)).toEqual([2]);
  });

  test('a draft and one taken back are seen by its consultant alone; one given up by nobody', async () => {
    const ground = await twoConsultants(await open());
    const { db, kari, worker, programmeId } = ground;
    const id = await handIn(ground, kari, threeDays);
    const withdraw = (act: 'take_back' | 'discard', version: number) => as(db, kari, (change) => withdrawDaySheet(change, { programmeId, id, version, act }));
    await withdraw('take_back', 2);
    expect([await found(ground, worker, id), (await found(ground, kari, id))?.status]).toEqual([undefined, 'draft']);
    expect(await accept(ground, id, 3)).toEqual({ refused: { code: 'gone' } });
    await withdraw('discard', 3);
    expect(await found(ground, kari, id)).toBeUndefined();
  });

  test('what is accepted cannot be taken back, given up or changed by its consultant', async () => {
    const ground = await twoConsultants(await open());
    const { db, kari, programmeId } = ground;
    const id = await handIn(ground, kari, threeDays);
    await accept(ground, id);
    for (const act of ['take_back', 'discard'] as const) {
      expect(await as(db, kari, (change) => withdrawDaySheet(change, { programmeId, id, version: 3, act }))).toMatchObject({ refused: { code: 'conflict' } });
    }
    const saved = { programmeId, existing: { id, version: 3 }, lines: [], message: undefined, isHandedIn: false, today, post: undefined };
    expect(await as(db, kari, (change) => saveDaySheet(change, saved))).toMatchObject({ refused: { code: 'conflict' } });
  });

  test('neither empty, nor of a day to come, nor of an activity that is not there, nor by somebody nobody knows as a consultant', async () => {
    const ground = await twoConsultants(await open());
    const { db, kari, worker, programmeId } = ground;
    const refused = async (lines: readonly SheetLine[], who = kari) => as(db, who, (change) => saveDaySheet(change, { programmeId, existing: undefined, lines, message: undefined, isHandedIn: true, today, post: undefined }));
    expect(await refused([])).toEqual({ refused: { code: 'empty' } });
    expect(await refused([aSheetDay('2026-11-25', '1')])).toEqual({ refused: { code: 'day_in_future' } });
    expect(await refused([aSheetDay('2026-03-10', '1', { activity: 'nobodys' })])).toEqual({ refused: { code: 'activity_gone' } });
    expect(await refused(threeDays, worker)).toEqual({ refused: { code: 'not_linked' } });
    expect(await listDaySheets(db, kari, {})).toEqual([]);
  });

  test('another consultant’s sheet is not there, whoever’s id is given', async () => {
    const ground = await twoConsultants(await open());
    const { db, ola, programmeId } = ground;
    const id = await handIn(ground, ground.kari, threeDays);
    expect([await found(ground, ola, id), await listDaySheets(db, ola, {})]).toEqual([undefined, []]);
    const saved = { programmeId, existing: { id, version: 2 }, lines: [], message: undefined, isHandedIn: false, today, post: undefined };
    expect(await as(db, ola, (change) => saveDaySheet(change, saved))).toEqual({ refused: { code: 'gone' } });
    expect(await as(db, ola, (change) => withdrawDaySheet(change, { programmeId, id, version: 2, act: 'take_back' }))).toEqual({ refused: { code: 'gone' } });
  });
});

describe.each(testDatabases)('an invoice and day sheets on $kind', ({ open }) => {
  const invoice = { number: '77', issuedOn: calendarDate('2026-04-01'), supplier: 'Karis kurs' };

  async function accepted() {
    const ground = await twoConsultants(await open());
    const id = await handIn(ground, ground.kari, [...threeDays, flight]);
    await accept(ground, id);
    const costs = await costsOf(ground);
    const [file] = await listAttachments(ground.db, ground.worker, ground.programmeId);
    const match = (chosen: readonly { id: string; version: number }[], fileId = file?.id) => as(ground.db, ground.worker, (change) => matchInvoice(change, {
      programmeId: ground.programmeId, chosen, invoice, net: money('62412.50'), paidOn: calendarDate('2026-04-20'), fileId,
    }));
    return { ground, id, file, match, chosen: costs.map(({ expense, version }) => ({ id: expense.id, version })) };
  }

  test('the invoice, its file and its payment stand on every cost it covers, told of once', async () => {
    const { ground, id, file, match, chosen } = await accepted();
    await match(chosen);
    for (const { expense, attachmentIds } of await costsOf(ground)) {
      expect(expense).toMatchObject({ invoice, paidOn: '2026-04-20' });
      expect(attachmentIds).toEqual([file?.id]);
    }
    const entry = await ground.db.selectFrom('audit_entries').selectAll().orderBy('sequence', 'desc').limit(1).executeTakeFirstOrThrow();
    expect(entry).toMatchObject({ action: 'day_sheet.matched', subject_id: id });
    expect(JSON.parse(entry.facts_json)).toMatchObject({ invoiceNumber: '77', costs: 2, amount: '62412.50', difference: null, file: 'faktura-1001.pdf' });
  });

  test('a part of the sheet may be matched, and waits for the rest; the difference is told', async () => {
    const { ground, match, chosen } = await accepted();
    await match(chosen.slice(0, 1));
    expect((await costsOf(ground)).map(({ expense }) => expense.invoice?.number)).toEqual(['77', undefined]);
    const entry = await ground.db.selectFrom('audit_entries').select('facts_json').orderBy('sequence', 'desc').limit(1).executeTakeFirstOrThrow();
    expect(JSON.parse(entry.facts_json)).toMatchObject({ difference: '2412.50' });
  });

  test('what has changed, has an invoice or did not come by a sheet is not matched, and then nothing is', async () => {
    const { ground, match, chosen } = await accepted();
    const [first, second] = chosen;
    if (first === undefined || second === undefined) throw new Error('There are two costs');
    expect(await match([])).toEqual({ refused: { code: 'none_chosen' } });
    expect(await match([first, { ...second, version: 7 }])).toEqual({ refused: { code: 'conflict' } });
    expect(await match([first, { id: ground.expenseIds[0] ?? '', version: 1 }])).toEqual({ refused: { code: 'conflict' } });
    expect(await match([first], 'nobodys')).toEqual({ refused: { code: 'file_gone' } });
    expect((await costsOf(ground)).every(({ expense }) => expense.invoice === undefined)).toBe(true);
    await match([first]);
    expect(await match([{ ...first, version: first.version + 1 }, second])).toEqual({ refused: { code: 'conflict' } });
  });
});
