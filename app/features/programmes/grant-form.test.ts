import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, calendarDate } from '#app/domain/calendar-date.ts';
import { fromOre, moneyToText, percentOfBasisPoints, percentToText } from '#app/domain/money.ts';
import { languages } from '#app/domain/programme.ts';
import { grantGroups } from './grant-fields-view.ts';
import { grantFields, readGrantForm, ruleSetOfTyped, typedFromGrant, type GrantTerms, type GrantTyped } from './grant-form.ts';

const circumstances = { today: calendarDate('2026-11-24'), programmeStartsOn: calendarDate('2026-01-15') };
const nothing: GrantTyped = {
  reference: '', appliedOn: '', letterOn: '', expiresOn: '', amount: '', partPayment: '', percent: '', dayCap: '', termsReason: '', letter: '',
};
const read = (fields: Partial<GrantTyped>) => readGrantForm({ ...nothing, ...fields }, circumstances);
const termsOf = (fields: Partial<GrantTyped>) => {
  const result = read(fields);
  if ('faults' in result) return Object.entries(result.faults).map(([field, { code }]) => `${field}: ${code}`);
  const { percent, dayCap } = result.grant;
  return [percent && percentToText(percent), dayCap && moneyToText(dayCap), result.termsReason];
};

describe('percentage and day cap', () => {
  test('left empty are the rule set’s on the day KS received the application, stored as the grant’s own', () => {
    expect(termsOf({ appliedOn: '1.10.2025' })).toEqual(['70', '18000.00', undefined]);
    expect(termsOf({ appliedOn: '15.11.2019', letterOn: '10.1.2022' })).toEqual(['80', '18000.00', undefined]);
    expect(termsOf({ letterOn: '10.1.2020' })).toEqual(['80', '18000.00', undefined]);
  });

  test('stay open while no day that chooses the rules is known', () => {
    expect(termsOf({ reference: '25/12345-1' })).toEqual([undefined, undefined, undefined]);
  });

  test('that are the rule set’s own need no reason, and keep none', () => {
    expect(termsOf({ appliedOn: '1.10.2025', percent: '70 %', dayCap: '18 000', termsReason: 'Står i brevet' })).toEqual(['70', '18000.00', undefined]);
  });

  test('that differ from the rule set need a reason', () => {
    expect(termsOf({ appliedOn: '1.10.2025', percent: '60' })).toEqual(['termsReason: reasonMissing']);
    expect(termsOf({ appliedOn: '1.10.2025', dayCap: '20 000' })).toEqual(['termsReason: reasonMissing']);
    expect(termsOf({ appliedOn: '1.10.2025', percent: '60', termsReason: 'Står i brevet' })).toEqual(['60', '18000.00', 'Står i brevet']);
  });

  test('of rules without a percentage are the letter’s, without a reason', () => {
    expect(termsOf({ appliedOn: '1.3.2018', percent: '75' })).toEqual(['75', '16000.00', undefined]);
    expect(termsOf({ appliedOn: '1.3.2018' })).toEqual([undefined, '16000.00', undefined]);
  });
});

test('the reference keeps its document number, part payment is a yes, and a letter is a file of the programme', () => {
  expect(read({ reference: ' 25/12345-1 ', partPayment: 'yes', letter: 'fil-1' })).toMatchObject({
    grant: { reference: '25/12345-1', partPayment: true }, letterId: 'fil-1',
  });
  expect(read({})).toEqual({ grant: { percent: undefined, dayCap: undefined, partPayment: undefined }, termsReason: undefined, letterId: undefined });
});

test('a grant cannot end before its letter was written', () => {
  expect(termsOf({ letterOn: '1.12.2025', expiresOn: '30.11.2025' })).toEqual(['expiresOn: endsBeforeStart']);
});

test('what the form shows reads back the same, whatever the grant and the language', () => {
  const somedays = fc.option(fc.nat({ max: 4_000 }).map((days) => addDays(calendarDate('2017-01-01'), days)), { nil: undefined });
  fc.assert(fc.property(
    fc.record({
      reference: fc.constantFrom('25/12345-1', undefined), appliedOn: somedays, letterOn: somedays,
      amount: fc.option(fc.bigInt({ min: 1n, max: 99_999_999_999n }), { nil: undefined }), percent: fc.integer({ min: 1, max: 10_000 }),
      dayCap: fc.bigInt({ min: 1n, max: 5_000_000n }), partPayment: fc.constantFrom(true, undefined), letter: fc.constantFrom('fil', undefined),
    }),
    fc.constantFrom(...languages),
    ({ amount, percent, dayCap, letter, ...rest }, language) => {
      const own = { percent: percentOfBasisPoints(percent), dayCap: fromOre(dayCap), amount: amount === undefined ? undefined : fromOre(amount) };
      const terms: GrantTerms = { grant: { ...rest, ...own, expiresOn: undefined }, termsReason: 'Står i brevet', letterId: letter };
      const again = readGrantForm(typedFromGrant(terms, language), circumstances);
      if ('faults' in again) throw new Error(JSON.stringify(again.faults));
      expect({ ...again, termsReason: '' }).toEqual({ ...terms, termsReason: '' });
    },
  ));
});

describe('the form', () => {
  const groupsFor = (fields: Partial<GrantTyped>, files: { id: string; name: string }[] = []) => {
    const typed = { ...nothing, ...fields };
    return grantGroups({ typed, faults: {}, language: 'nb', files, ruleSet: ruleSetOfTyped(typed, circumstances) });
  };

  test('says which rules the days choose, and when no source confirms them', () => {
    const hint = (fields: Partial<GrantTyped>) => groupsFor(fields)[1]?.hint?.replaceAll('\u00a0', ' ');
    expect(hint({ appliedOn: '1.3.2024' })).toBe('Regelsettet 2024 gir 70 % og høyst 18 000,00 kr per konsulent og dag. Står det noe annet i brevet, gjelder brevet.');
    expect(hint({ appliedOn: '1.3.2025' })).toContain('ikke bekreftet av KS');
    expect(hint({ appliedOn: '1.3.2018' })).toContain('ingen fast prosent');
    expect(hint({ appliedOn: 'en gang' })).toContain('fra 2025');
  });

  test('has every field once, and the field a check leads to, with and without files', () => {
    for (const files of [[], [{ id: 'fil', name: 'brev.pdf' }]]) {
      const ids = groupsFor({}, files).flatMap(({ fields }) => fields.map(({ id, name }) => id ?? name));
      expect(new Set(ids).size).toBe(ids.length);
      expect(grantFields.filter((field) => !ids.includes(field))).toEqual([]);
    }
  });
});
