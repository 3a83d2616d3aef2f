import { describe, expect, test } from 'vitest';
import { pathToText } from '#app/domain/finding.ts';
import { programmeJson } from '#test/fixtures/programme-folder.ts';
import { programmeSchema } from './programme-schema.ts';
import { lacksOfProgramme, referenceProblems } from './reference-problems.ts';

type Lines = readonly object[];

function problemsOf(json: object): string[] {
  return referenceProblems(programmeSchema.parse({ ...programmeJson(), ...json })).map(({ code, path }) => `${code} @ ${pathToText(path)}`);
}

const travel = (id: string, fields: object = {}) => ({
  id, kind: 'travel', incurredOn: '2026-02-10', amount: '5.00', attachments: [], ...fields,
});
const fee = (id: string, amounts: readonly string[], fields: object = {}) => ({
  id, kind: 'fee', days: amounts.map((amount) => ({ on: '2026-02-10', amount })), attachments: [], ...fields,
});
const ofExpenses = (...expenses: Lines) => problemsOf({ expenses });

test('a file whose parts fit together has no problem', () => {
  expect(problemsOf({})).toEqual([]);
});

describe('ids', () => {
  const [consultant] = programmeJson().consultants;
  const [activity] = programmeJson().activities;

  test('are unique within their list, and told at the second of them', () => {
    expect(problemsOf({ consultants: [consultant, consultant] })).toEqual(['duplicate_id @ consultants[1].id']);
    expect(problemsOf({ activities: [activity, activity, activity] }))
      .toEqual(['duplicate_id @ activities[1].id', 'duplicate_id @ activities[2].id']);
    expect(ofExpenses(travel('x'), travel('y'), travel('x'))).toEqual(['duplicate_id @ expenses[2].id']);
  });

  test('may be the same in two lists', () => {
    const line = travel('a1', { consultant: 'a1', activity: 'a1' });
    expect(problemsOf({ consultants: [{ ...consultant, id: 'a1' }], expenses: [line] })).toEqual([]);
  });

  test('are told wherever they point to nothing', () => {
    expect(ofExpenses(travel('x', { consultant: 'a1', activity: 'k1', creditOf: 'y', amount: '-1.00' })))
      .toEqual(['unknown_id @ expenses[0].consultant', 'unknown_id @ expenses[0].activity', 'unknown_id @ expenses[0].creditOf']);
  });

  test('named like what JavaScript objects have are ordinary ids', () => {
    expect(ofExpenses(travel('x', { consultant: 'constructor' }))).toEqual(['unknown_id @ expenses[0].consultant']);
    expect(ofExpenses(travel('__proto__'), travel('toString', { creditOf: '__proto__', amount: '-1.00' }))).toEqual([]);
  });
});

describe('a credit note', () => {
  test('may stand before what it credits, lower several days, and there may be two', () => {
    const [first, second] = [fee('k1', ['-1.00', '-2.00'], { creditOf: 'e' }), fee('k2', ['-1.00'], { creditOf: 'e' })];
    expect(ofExpenses(first, fee('e', ['5.00', '5.00']), second)).toEqual([]);
  });

  test('of zero lowers nothing, and is let be', () => {
    expect(ofExpenses(travel('e'), travel('k', { creditOf: 'e', amount: '0.00' }))).toEqual([]);
  });

  test('has each day that is not negative told', () => {
    expect(ofExpenses(fee('e', ['5.00']), fee('k', ['1.00', '-1.00', '2.00'], { creditOf: 'e' })))
      .toEqual(['credit_not_negative @ expenses[1].days[0].amount', 'credit_not_negative @ expenses[1].days[2].amount']);
  });

  test('credits a line of its own kind that is no credit note itself', () => {
    expect(ofExpenses(travel('e'), fee('k', ['-1.00'], { creditOf: 'e' }))).toEqual(['credit_of_other_kind @ expenses[1].creditOf']);
    expect(ofExpenses(travel('a', { creditOf: 'b', amount: '-1.00' }), travel('b', { creditOf: 'a', amount: '-1.00' })))
      .toEqual(['credit_of_credit @ expenses[0].creditOf', 'credit_of_credit @ expenses[1].creditOf']);
    expect(ofExpenses(travel('e', { creditOf: 'e', amount: '-1.00' }))).toEqual(['credit_of_itself @ expenses[0].creditOf']);
  });
});

describe('a credit note of an expense that is in another claim', () => {
  const credit = { creditOf: 'tidligere', amount: '-1.00' };

  test('is in order where it tells which invoice it lowers, or that there is none', () => {
    expect(ofExpenses(travel('k', { ...credit, creditOfInvoice: '1001' }), travel('l', { ...credit, creditOfInvoice: '' }))).toEqual([]);
    expect(ofExpenses(travel('k', credit))).toEqual(['unknown_id @ expenses[0].creditOf']);
  });

  test('lowers something: the invoice alone is told', () => {
    expect(ofExpenses(travel('k', { creditOfInvoice: '1001' }))).toEqual(['missing @ expenses[0].creditOf']);
  });

  test('can stand in a claim’s own file, not in a programme that is fetched, where its line would be missing', () => {
    const outside = (...expenses: Lines) => lacksOfProgramme(programmeSchema.parse({ ...programmeJson(), expenses })).map(({ path }) => pathToText(path));
    expect(outside(travel('e'), travel('k', { ...credit, creditOfInvoice: '1001' }))).toEqual(['expenses[1].creditOf']);
    expect(outside(travel('e'), travel('k', { creditOf: 'e', creditOfInvoice: '1001', amount: '-1.00' }))).toEqual([]);
    const later = programmeSchema.parse({ ...programmeJson(), earlier: { refunded: '100.00', days: [] } });
    expect(lacksOfProgramme(later).map(({ code, path }) => `${code} ${pathToText(path)}`)).toEqual(['part_of_programme earlier']);
  });
});

test('a negative amount that credits nothing is told, on the day where it stands', () => {
  expect(ofExpenses(fee('e', ['5.00', '-5.00']), travel('f', { amount: '-0.01' })))
    .toEqual(['negative_without_credit @ expenses[0].days[1].amount', 'negative_without_credit @ expenses[1].amount']);
});
