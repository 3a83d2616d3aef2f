import { describe, expect, test } from 'vitest';
import { languages, type Language } from '#app/domain/programme.ts';
import { complete } from '#test/fixtures/day-sheets.ts';
import { aFee, aProgramme } from '#test/fixtures/factories.ts';
import { anOverview, type Standing } from '#test/fixtures/overviews.ts';
import { completenessFor } from './completeness.ts';
import { completenessChecks, completenessText } from './completeness-view.ts';

/** Ola’s cost is `e1`; what Kari has is not his to see. */
const own = { expenseIds: new Set(['e1']), fileNames: new Set(['faktura-1001.pdf']) };
const programme = (fields: Parameters<typeof aProgramme>[0] = {}) => aProgramme({
  consultants: [...aProgramme().consultants, { id: 'k2', name: 'Kari Kursleder', role: 'course_leader' }],
  expenses: [aFee({ id: 'e1' }), aFee({ id: 'e2', consultant: 'k2', description: 'Hemmelig kurs', attachments: ['karis.pdf'] })], ...fields,
});
const completenessOf = (of = programme(), standing: Standing = {}) => completenessFor(
  anOverview(of, { maySeeBankAccount: false, ...standing }).findings, { ...own, parkedIds: new Set(Object.keys(standing.parked ?? {})) },
);
const checksOf = (of = programme(), language: Language = 'nb') => completenessChecks(completenessOf(of), {
  organisationId: 'o1', programmeId: 'p1', numbers: new Map([['e1', 1]]), may: (permission) => permission.startsWith('expense'), language,
}).items;

describe('what the application lacks, as a consultant is told', () => {
  test('is nothing where everybody’s costs are whole', () => {
    expect(completenessText(completenessOf(), 'nb')).toBe('Ingenting mangler');
    expect(checksOf().find(({ tone }) => tone === 'success')?.text).toBe('Ingenting stopper en søknad om refusjon.');
  });

  test('is their own cost by name, with the way to it', () => {
    const lacking = programme({ expenses: [aFee({ id: 'e1', paidOn: undefined })] });
    const refused = checksOf(lacking).filter(({ tone }) => tone === 'danger');
    expect(refused).toHaveLength(1);
    expect(JSON.stringify(refused)).toContain('/organisations/o1/programmes/p1/expenses/e1');
    expect(completenessOf(lacking).lacks.get('e1')).toEqual(['expense_not_paid']);
  });

  test('is another’s cost by a count alone', () => {
    const lacking = programme({ expenses: [aFee({ id: 'e1' }), aFee({ id: 'e2', consultant: 'k2', description: 'Hemmelig kurs', paidOn: undefined })] });
    expect(checksOf(lacking).filter(({ tone }) => tone === 'danger').map(({ text }) => text)).toEqual(['Én utgift som ikke er din, mangler noe.']);
    expect(JSON.stringify(checksOf(lacking))).not.toMatch(/e2|Kari|Hemmelig|karis/);
    expect(completenessText(completenessOf(lacking), 'nb')).toBe('Én ting mangler');
  });

  test('is the grant’s reference, which stops everybody’s', () => {
    const { refusals } = completenessOf(programme({ grant: { reference: undefined } }));
    expect(refusals.map(({ finding: { code } }) => code)).toContain('grant_reference_missing');
  });

  test('is told without the kroner of a grant that was used up', () => {
    const used = programme({ grant: { amount: aFee().days[0]?.amount } });
    const told = JSON.stringify(completenessChecks(completenessOf(used, { attested: [['e2']] }), {
      organisationId: 'o1', programmeId: 'p1', numbers: new Map(), may: () => false, language: 'nb',
    }));
    expect(told.replaceAll('\u00a0', ' ')).not.toMatch(/15 000|10 500|4 500/);
  });

  test('is nothing of a parked cost, whosever: it waits by the municipality’s choice, and is in nobody’s way', () => {
    const unpaid = programme({ expenses: [aFee({ id: 'e0', consultant: 'k2' }), aFee({ id: 'e1', paidOn: undefined }), aFee({ id: 'e2', consultant: 'k2', paidOn: undefined })] });
    const stops = (parked: Record<string, string>) => {
      const { refusals, othersLacking } = completenessOf(unpaid, { parked });
      return [refusals.filter(({ finding: { code } }) => code === 'expense_not_paid').length, othersLacking];
    };
    expect([stops({}), stops({ e1: 'Venter' }), stops({ e2: 'Venter' })]).toEqual([[1, 1], [0, 1], [1, 0]]);
    expect(completenessText(completenessOf(unpaid, { parked: { e1: 'Venter', e2: 'Venter' } }), 'nb')).toBe('Ingenting mangler');
  });

  test('links to nothing for one who may open nothing', () => {
    const lacking = completenessOf(programme({ expenses: [aFee({ id: 'e1', paidOn: undefined })], grant: { reference: undefined } }));
    const { items } = completenessChecks(lacking, { organisationId: 'o1', programmeId: 'p1', numbers: new Map(), may: () => false, language: 'nb' });
    expect(items.length).toBeGreaterThan(1);
    expect(items.filter(({ link, links }) => link !== undefined || (links ?? []).length > 0)).toEqual([]);
  });
});

test.each(languages)('one and several are told apart in %s', (language) => {
  const texts = [0, 1, 2].map((othersLacking) => completenessText({ ...complete, othersLacking }, language));
  expect(new Set(texts).size).toBe(3);
  expect(texts[2]).toContain('2');
  expect(JSON.stringify(checksOf(programme({ grant: { reference: undefined } }), language))).not.toMatch(/\{\w+\}|sheet\.own/);
});
