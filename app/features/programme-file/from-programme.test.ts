import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { money } from '#app/domain/money.ts';
import type { Programme } from '#app/domain/programme.ts';
import { someProgrammes } from '#test/fixtures/assessments.ts';
import { aFee, anActual, aProgramme } from '#test/fixtures/factories.ts';
import { programmeJson } from '#test/fixtures/programme-folder.ts';
import { programmeFileOf } from './from-programme.ts';
import { programmeSchema } from './programme-schema.ts';
import { toProgramme } from './to-programme.ts';

const readAgain = (programme: Programme) => toProgramme(programmeSchema.parse(JSON.parse(JSON.stringify(programmeFileOf(programme)))));

/** The file wants some texts that a programme may lack: they are empty there. */
function withEmptyTexts(programme: Programme): Programme {
  const { facts, consultants, activities } = programme;
  return {
    ...programme,
    facts: { ...facts, supplier: facts.supplier ?? { name: '' } },
    consultants: consultants.map((consultant) => ({ ...consultant, company: consultant.company ?? '' })),
    activities: activities.map((activity) => ({ ...activity, place: activity.place ?? '', participants: activity.participants ?? 0 })),
  };
}

test('a programme written to a file and read again is the same programme', () => {
  fc.assert(fc.property(someProgrammes, (programme) => {
    expect(readAgain(programme)).toEqual(withEmptyTexts(programme));
  }));
});

test('a file read and written again says the same', () => {
  const programme = toProgramme(programmeSchema.parse(programmeJson()));
  expect(JSON.parse(JSON.stringify(programmeFileOf(programme)))).toEqual(programmeJson());
});

describe('what nobody has filled in', () => {
  const bare: Programme = {
    organisation: { name: 'Gjøvik kommune', language: 'nn' },
    contact: { name: 'Kari Saksbehandler', email: 'kari@example.no' },
    facts: { ...aProgramme().facts, supplier: undefined },
    grant: {}, consultants: [{ id: 'k1', name: 'Ola', role: 'lecturer' }], activities: [], expenses: [],
  };

  test('is left out, or empty where the file wants a line', () => {
    const file: unknown = JSON.parse(JSON.stringify(programmeFileOf(bare)));
    expect(file).toMatchObject({
      organisation: { name: 'Gjøvik kommune', address: { street: '', postalCode: '', city: '' }, language: 'nn' },
      programme: { supplier: { name: '' } }, grant: {}, consultants: [{ company: '' }],
    });
    expect(JSON.stringify(file)).not.toContain('undefined');
  });

  test('the day the grant expires is the one thing the file asks for', () => {
    const result = programmeSchema.safeParse(programmeFileOf(bare));
    expect(result.error?.issues.map(({ path }) => path.join('.'))).toEqual(['grant.expiresOn']);
  });
});

test('amounts are decimal strings to the øre, also those of a credit note', () => {
  const { expenses } = programmeFileOf(aProgramme({
    expenses: [aFee({ id: 'e1', vat: money('0.05') }), anActual('travel', '-12.5', { creditOf: 'e0', creditOfInvoice: '1001' })],
    grant: { amount: money('315000') },
  }));
  expect(expenses).toMatchObject([{ days: [{ amount: '15000.00' }], vat: '0.05' }, { amount: '-12.50', creditOf: 'e0', creditOfInvoice: '1001' }]);
});
