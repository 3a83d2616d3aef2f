import { describe, expect, test } from 'vitest';
import { calendarDate } from '#app/domain/calendar-date.ts';
import { languages, type Language } from '#app/domain/programme.ts';
import { aMatter } from '#test/fixtures/expense-matter.ts';
import { aDay, aFee } from '#test/fixtures/factories.ts';
import { expenseWarnings } from './expense-warnings.ts';

const today = calendarDate('2026-11-24');
const early = aFee({ id: 'e1', days: [aDay('2019-02-10', '9000')] });
const credit = aFee({ id: 'e2', creditOf: 'e1', days: [aDay('2019-02-10', '-10000')] });
const matter = aMatter({ expenses: [early, credit, aFee({ id: 'e3' })] });
const itemsOf = (expenseId: string, language: Language = 'nb') => expenseWarnings(matter, expenseId, { today, language, may: () => true })
  .flatMap(({ items = [] }) => items).map((item) => item.replaceAll('\u00a0', ' '));

describe('the page of an expense', () => {
  test('warns of a day outside the programme', () => {
    expect(itemsOf('e1')).toEqual([expect.stringMatching(/^Utgift 1 gjelder 10\.02\.2019, utenfor programmet, som varer fra 15\.01\.2026 til /)]);
  });

  test('warns of a credit note larger than what it credits, by its number', () => {
    expect(itemsOf('e2')).toContain('Kreditnotaen 2 er 1 000,00 kr større enn utgift 1, som den krediterer. Sjekk beløpet mot kreditnotaen.');
  });

  test('says nothing of what is in order, nor of what other expenses are warned about', () => {
    expect(itemsOf('e3')).toEqual([]);
  });

  test.each(languages)('has its words in %s', (language) => {
    expect(itemsOf('e2', language).join(' ')).not.toMatch(/warning\.|\{\w+\}/);
  });
});
