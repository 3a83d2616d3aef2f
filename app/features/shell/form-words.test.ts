import { describe, expect, test } from 'vitest';
import { calendarDate } from '#app/domain/calendar-date.ts';
import { languages } from '#app/domain/programme.ts';
import { parseDate } from '#app/i18n/parse-date.ts';
import { fieldWords, optionalFieldWords } from './form-words.ts';

const today = calendarDate('2026-11-26');
const wordsOf = (form: string, field: string, language: (typeof languages)[number] = 'nb') => (
  fieldWords({ form, field }, { typed: { [field]: 'x' }, faults: {}, language }));

/** Where a form asks for a day, by its first such field, and any that stands alone. */
const dayFields = [
  ['invite', 'endsOn'], ['person', 'endsOn'], ['match', 'invoiceIssuedOn'], ['match', 'paidOn'], ['token', 'expiresOn'], ['facts', 'startsOn'],
  ['activity', 'startsOn'], ['grant', 'appliedOn'],
] as const;

describe('a field of a day', () => {
  test.each(dayFields.flatMap(([form, field]) => languages.map((language) => [form, field, language] as const)))(
    '(%s, %s) shows in %s how a day is written, in a way that is read', (form, field, language) => {
      const [example = ''] = /\d{1,2}\.\d{1,2}\.\d{2,4}/.exec(wordsOf(form, field, language).hint ?? '') ?? [];
      expect(parseDate(example, { today })).toMatch(/^20\d\d-\d\d-\d\d$/);
    });

  test('of an invitation says what holds without it, also for a programme that is over', () => {
    expect(wordsOf('invite', 'endsOn').hint).toMatch(/måned etter at programmet slutter.* måned fra i dag når det er over/);
  });
});

test('a fault is told in the form’s own sentence where it has one, else in the one all forms share, with the label in it', () => {
  const faultOf = (form: string, field: string) => (
    fieldWords({ form, field }, { typed: { [field]: '' }, faults: { [field]: { code: 'missing' } }, language: 'nb' }).error);
  expect(faultOf('person', 'role')).toBe('Velg en rolle.');
  expect(faultOf('person', 'endsOn')).toBe('Fyll ut «Ny siste dag».');
});

test('a field that may be left empty says so, and a form without words is a fault of the program', () => {
  expect(optionalFieldWords({ form: 'invite', field: 'endsOn' }, { typed: { endsOn: '' }, faults: {}, language: 'nb' }).optional).toBe('(valgfritt)');
  expect(() => wordsOf('invite', 'shoeSize')).toThrow('shoeSize');
});
