import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calendarDate } from '#app/domain/calendar-date.ts';
import type { SheetLine } from '#app/domain/day-sheet.ts';
import { money, moneyToText } from '#app/domain/money.ts';
import { languages } from '#app/domain/programme.ts';
import { anySheetLine } from '#test/fixtures/day-sheets.ts';
import { today } from '#test/fixtures/claims.ts';
import { emptyCost, emptySheet, emptyWork, readSheetForm, typedFromSheet } from './sheet-form.ts';

/** Lines as text, so that two sheets compare whatever the order their rows stand in. */
const written = (lines: readonly SheetLine[]) => lines.map(({ kind, on, amount, vat, activity = '', description = '', files = [] }) => (
  [kind, on, moneyToText(amount), vat === undefined ? '' : moneyToText(vat), activity, description, files.join(' ')].join(' | ')
)).sort();

const read = (lines: readonly SheetLine[], language: (typeof languages)[number], message?: string) => (
  readSheetForm(typedFromSheet(lines, message, language), { today, isHandedIn: false })
);

describe('a draft that is opened again', () => {
  test.each(languages)('has every day, amount and word that was kept, in %s', (language) => {
    fc.assert(fc.property(fc.array(anySheetLine, { maxLength: 12 }), (lines) => {
      const reading = read(lines, language, 'Hilsen Ola');
      expect('lines' in reading ? written(reading.lines) : reading.faults).toEqual(written(lines));
      expect(reading).toMatchObject({ message: 'Hilsen Ola' });
    }), { numRuns: 60 });
  });

  test.each(languages)('and kept unchanged has the same rows the next time, in %s', (language) => {
    fc.assert(fc.property(fc.array(anySheetLine, { maxLength: 8 }), (lines) => {
      const shown = typedFromSheet(lines, undefined, language);
      const reading = readSheetForm(shown, { today, isHandedIn: false });
      expect('lines' in reading && typedFromSheet(reading.lines, reading.message, language)).toEqual(shown);
    }), { numRuns: 40 });
  });

  test('begins as an empty one where nothing was kept', () => {
    expect(typedFromSheet([], undefined, 'nb')).toEqual(emptySheet());
  });
});

describe('rows with nothing in them', () => {
  test('are passed over wherever they stand', () => {
    const work = { ...emptyWork, days: '10.2.26', fee: '18 000' };
    const cost = { kind: 'travel', on: '10.2.26', what: 'Tog', amount: '400', vat: '', files: [] };
    const reading = readSheetForm({ works: [emptyWork, work, emptyWork], costs: [emptyCost, cost], message: '  ' }, { today, isHandedIn: true });
    const on = calendarDate('2026-02-10');
    expect('lines' in reading && reading.lines).toEqual([
      { kind: 'fee', on, amount: money('18000'), activity: undefined, description: undefined },
      { kind: 'travel', on, amount: money('400'), vat: undefined, description: 'Tog' },
    ]);
    expect(reading).toMatchObject({ message: undefined });
  });

  test('do not move the faults of the others: each is told at its own row', () => {
    const typed = { works: [emptyWork, { ...emptyWork, days: '10.2.26' }], costs: [emptyCost, { ...emptyCost, on: '10.2.26' }], message: '' };
    const reading = readSheetForm(typed, { today, isHandedIn: true });
    expect(reading).toEqual({ faults: { 'fee-1': 'feeMissing', 'kind-1': 'kindMissing', 'what-1': 'whatMissing', 'amount-1': 'amountMissing' } });
  });

  test('with only an activity chosen say nothing of any work', () => {
    expect(readSheetForm({ ...emptySheet('a1') }, { today, isHandedIn: false })).toEqual({ lines: [], message: undefined });
  });
});

describe('the limits of a sheet', () => {
  test('are told at the message and at the days', () => {
    const long = readSheetForm({ ...emptySheet(), message: 'x'.repeat(1_001) }, { today, isHandedIn: false });
    expect(long).toEqual({ faults: { message: 'messageTooLong' } });
    const row = (year: number) => ({ ...emptyWork, days: `1.1.${year}–30.12.${year}`, fee: '100' });
    const most = readSheetForm({ ...emptySheet(), works: [row(2024), row(2025)] }, { today, isHandedIn: true });
    expect(most).toEqual({ faults: { 'days-0': 'tooManyDays' } });
  });

  test('marks nobody sees are not kept in the words', () => {
    const typed = { ...emptySheet(), works: [{ ...emptyWork, days: '10.2.26', fee: '100', work: 'Fore\u00addrag \u200b om\t skole\u202e' }], message: 'Hei\r\nKari' };
    expect(readSheetForm(typed, { today, isHandedIn: true })).toMatchObject({ lines: [{ description: 'Foredrag om skole' }], message: 'Hei\nKari' });
  });
});
