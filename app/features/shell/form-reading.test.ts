import { describe, expect, test } from 'vitest';
import { calendarDate } from '#app/domain/calendar-date.ts';
import { moneyToText, percentToText } from '#app/domain/money.ts';
import { FormReading } from './form-reading.ts';

const today = calendarDate('2026-11-24');
const reading = (text: string) => new FormReading({ field: text }, today);

function read<Value>(text: string, by: (form: FormReading<'field'>) => Value): Value | string {
  const form = reading(text);
  const value = by(form);
  return form.faults.field?.code ?? value;
}

describe('a field is read', () => {
  test.each<[string, (form: FormReading<'field'>) => unknown, string, unknown]>([
    ['a line', (form) => form.line('field'), '  LED   skole\t2026 ', 'LED skole 2026'],
    ['a line without what nobody sees', (form) => form.line('field'), 'Bo\u200bdø\u0000\u202e', 'Bodø'],
    ['a paragraph, its lines kept', (form) => form.paragraph('field'), ' en\r\nto ', 'en\nto'],
    ['a day in any spelling', (form) => form.day('field'), '1.5.26', '2026-05-01'],
    ['an organisation number with spaces', (form) => form.organisationNumber('field'), '940 155 223', '940155223'],
    ['an account with points', (form) => form.accountNumber('field'), '1813.64.45320', '18136445320'],
    ['how many people', (form) => form.whole('field'), '1 200', 1200],
    ['an e-mail address', (form) => form.email('field'), ' kari@example.no ', 'kari@example.no'],
    ['a choice', (form) => form.choice('field', ['nb', 'nn']), 'nn', 'nn'],
  ])('%s', (_name, by, text, value) => {
    expect(read(text, by)).toBe(value);
  });

  test('an amount and a percentage, to the øre and the hundredth', () => {
    const amount = reading('315.000,-').amount('field');
    expect(amount && moneyToText(amount)).toBe('315000.00');
    const share = reading('66,67 %').percent('field');
    expect(share && percentToText(share)).toBe('66.67');
  });
});

describe('a field that cannot be used says why', () => {
  test.each<[string, (form: FormReading<'field'>) => unknown, string]>([
    ['dayUnclear', (form) => form.day('field'), '30.2.2026'],
    ['amountUnclear', (form) => form.amount('field'), 'mye'],
    ['amountUnclear', (form) => form.amount('field'), '18,000'],
    ['notPositive', (form) => form.amount('field'), '0'],
    ['notPositive', (form) => form.amount('field'), '-5'],
    ['tooLarge', (form) => form.amount('field'), '1 000 000 000'],
    ['percentUnclear', (form) => form.percent('field'), '101'],
    ['wholeUnclear', (form) => form.whole('field'), '2,5'],
    ['wholeUnclear', (form) => form.whole('field'), '999999'],
    ['emailUnclear', (form) => form.email('field'), 'kari'],
    ['organisationNumberWrong', (form) => form.organisationNumber('field'), '940155224'],
    ['accountWrong', (form) => form.accountNumber('field'), '18136445321'],
    ['choiceMissing', (form) => form.choice('field', ['nb']), 'sv'],
    ['tooLong', (form) => form.line('field', 3), 'abcd'],
    ['missing', (form) => form.required('field', form.line('field')), ' '],
  ])('%s', (code, by, text) => {
    const form = reading(text);
    expect(by(form)).toBeUndefined();
    expect([form.faults.field?.code, form.isFaultless]).toEqual([code, false]);
  });

  test('once: the first fault of a field stands', () => {
    const form = reading('mye');
    form.required('field', form.amount('field'));
    expect(form.faults.field?.code).toBe('amountUnclear');
  });

  test('what is left empty is no fault', () => {
    const form = reading('  ');
    const values = [form.line('field'), form.day('field'), form.amount('field'), form.percent('field'), form.whole('field'), form.email('field')];
    expect([values.every((value) => value === undefined), form.isFaultless]).toEqual([true, true]);
  });
});
