import { describe, expect, test } from 'vitest';
import type { ClaimStatus } from '#app/domain/claim-status.ts';
import type { Expense } from '#app/domain/expense.ts';
import { aFee, anActual, aProgramme } from '#test/fixtures/factories.ts';
import { anAcceptedSheet } from '#test/fixtures/day-sheets.ts';
import { matchCandidates } from './match-candidates.ts';

const fee = aFee({ id: 'e1', invoice: undefined });
const travel = anActual('travel', '2412.50', { id: 'e2', invoice: undefined });

interface Setting {
  readonly expenses?: readonly Expense[];
  readonly fromSheets?: readonly string[];
  readonly claims?: Readonly<Record<string, ClaimStatus>>;
}

function waiting({ expenses = [fee, travel], fromSheets = ['e1', 'e2'], claims = {} }: Setting = {}) {
  const programme = aProgramme({ expenses });
  const stored = expenses.map((expense, position) => ({
    expense, position, version: position + 3, attachmentIds: [], parkedReason: undefined, ledgerAccount: undefined, createdBy: 'u1',
  }));
  const claimed = new Map(Object.entries(claims).map(([id, status]) => [id, { claimId: 'c1', number: 7, status }]));
  return matchCandidates({ loaded: { programme, expenses: stored, claimed }, sheets: [anAcceptedSheet(...fromSheets)] });
}

const idsOf = (setting?: Setting) => waiting(setting).map(({ expense }) => expense.id);

describe('what waits for an invoice', () => {
  test('are the costs of day sheets without one, in the version they have', () => {
    expect(waiting().map(({ expense, version }) => [expense.id, version])).toEqual([['e1', 3], ['e2', 4]]);
  });

  test.each<[string, Setting]>([
    ['one that has its invoice', { expenses: [fee, aFee({ id: 'e2' })] }],
    ['one that was entered without a sheet', { fromSheets: ['e1'] }],
    ['one that was deleted', { expenses: [fee] }],
    ['one in an attested claim', { claims: { e2: 'approved' } }],
    ['one in a claim that was sent', { claims: { e2: 'submitted' } }],
    ['one in a claim that is settled', { claims: { e2: 'settled' } }],
  ])('is not %s', (_, setting) => {
    expect(idsOf(setting)).toEqual(['e1']);
  });

  test.each<ClaimStatus>(['draft', 'in_review'])('may stand in a claim that is %s: nobody has attested it yet', (status) => {
    expect(idsOf({ claims: { e2: status } })).toEqual(['e1', 'e2']);
  });

  test('goes by the name of the consultant, of their company and of the programme’s supplier', () => {
    expect(waiting().map(({ names }) => names)).toEqual([['Ola Veileder', 'IMTEC AS', 'IMTEC AS'], ['Ola Veileder', 'IMTEC AS', 'IMTEC AS']]);
    expect(waiting({ expenses: [{ ...fee, consultant: 'gone' }] })[0]?.names).toEqual(['IMTEC AS']);
  });
});
