import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { calendarDate } from '#app/domain/calendar-date.ts';
import { claimStatuses } from '#app/domain/claim-status.ts';
import type { Expense } from '#app/domain/expense.ts';
import { money, percent } from '#app/domain/money.ts';
import type { ListedClaim } from '#app/features/claims/listed-claim.ts';
import type { FrozenPapers } from '#app/features/claims/frozen-claims.repository.server.ts';
import type { StoredExpense } from '#app/features/expenses/expenses.repository.server.ts';
import type { ProgrammeRow } from '#app/features/programmes/programmes.repository.server.ts';
import { aDay, aFee, anActual, aNotRefundable, aProgramme } from '#test/fixtures/factories.ts';
import { claimDetail, claimResource, expenseResource, problemResource, programmeDetail, programmeResource } from './api-resources.ts';
import { claimDetailOf, claimOf } from './claim-resources.ts';
import { expenseOf, programmeDetailOf, programmeOf } from './programme-resources.ts';

/** What machines read: amounts as text to the øre, what is not known as null, nothing more than is described. */

const id = '9d3c8a9e-0000-4000-8000-000000000001';
const other = '9d3c8a9e-0000-4000-8000-000000000002';

function aRow(grant: Partial<ProgrammeRow['grant']> = {}): ProgrammeRow {
  const { facts, contact, grant: whole } = aProgramme();
  return {
    id, version: 3, facts, contact, grant: { ...whole, ...grant }, grantLetterId: undefined, termsReason: undefined,
    ledger: { responsibility: undefined, function: undefined, project: undefined },
  };
}

const stored = (expense: Expense, changes: Partial<StoredExpense> = {}): StoredExpense => ({
  expense: { ...expense, id, ...(expense.consultant === undefined ? {} : { consultant: other }), ...(expense.activity === undefined ? {} : { activity: other }) },
  attachmentIds: [], version: 1, position: 0, parkedReason: undefined, ledgerAccount: undefined, createdBy: 'u-1', ...changes,
});

describe('a programme', () => {
  test('tells its grant in exact amounts, and what is not known as null', () => {
    const told = programmeResource.parse(programmeOf(aRow({ amount: money('315000'), percent: percent('70'), dayCap: undefined, reference: undefined })));
    expect(told).toMatchObject({ id, version: 3, grant: { amount: '315000.00', percent: '70', dayCap: null, reference: null, partPayment: false } });
    expect(told.supplier).toEqual({ name: 'IMTEC AS', organisationNumber: null });
  });

  test('tells neither whom to ask nor where money goes', () => {
    expect(JSON.stringify(programmeOf(aRow()))).not.toMatch(/kari@example|61189500|18136445320/);
  });

  test('in detail has consultants and activities as described', () => {
    const { consultants, activities } = aProgramme();
    const told = programmeDetailOf(aRow(), {
      consultants: consultants.map((each) => ({ ...each, id: other, company: undefined })),
      activities: activities.map((each) => ({ ...each, id: other, place: undefined, participants: undefined })),
    });
    expect(programmeDetail.parse(told)).toMatchObject({ consultants: [{ id: other, company: null }], activities: [{ id: other, place: null, participants: null }] });
  });
});

describe('a cost', () => {
  test.each<[string, Expense, object]>([
    ['of days is told day by day, and by no day of its own', aFee({ days: [aDay('2026-02-10', '15000'), aDay('2026-02-11', '9000.5')], vat: money('1.1') }),
      { kind: 'fee', days: [{ on: '2026-02-10', amount: '15000.00' }, { on: '2026-02-11', amount: '9000.50' }], incurredOn: null, net: '24000.50', vat: '1.10', reason: null }],
    ['of travel by its day', anActual('travel', '1234.5'), { kind: 'travel', days: [], incurredOn: '2026-02-10', net: '1234.50', vat: null, reason: null }],
    ['given back as less than nothing', anActual('accommodation', '-100', { creditOf: other }), { net: '-100.00', creditOf: other }],
    ['that is not refunded by why', aNotRefundable('10', { invoice: undefined }), { kind: 'not_refundable', reason: 'venue', consultantId: null, invoice: null }],
  ])('%s', (_name, expense, told) => {
    expect(expenseResource.parse(expenseOf(stored(expense), other))).toMatchObject({ id, programmeId: other, ...told });
  });

  test('tells why it waits and where it is accounted, but not who entered it', () => {
    const told = expenseOf(stored(aFee(), { parkedReason: 'Mangler bilag', ledgerAccount: '12700', version: 4 }), other);
    expect(told).toMatchObject({ parkedReason: 'Mangler bilag', ledgerAccount: '12700', version: 4, attachments: ['faktura-1001.pdf'] });
    expect(JSON.stringify(told)).not.toContain('u-1');
  });
});

describe('a claim', () => {
  const claim: ListedClaim = {
    id, programmeId: other, programmeName: 'LED skole', number: 7, status: 'settled', preparedAt: '2026-11-01T09:00:00.000Z',
    approvedAt: '2026-11-02T09:00:00.000Z', submittedOn: calendarDate('2026-11-03'), receivedOn: calendarDate('2026-11-20'),
    refund: money('100.1'), received: money('0'), isFrozen: true,
  };
  const papers: FrozenPapers = { snapshotJson: '{"secret":1}', claimJson: '{"format":"ou-refusjon/claim@1","total":"100.10"}', pdfSha256: 'a'.repeat(64), pdfBytes: 5 };

  test('tells what came back, also when it was nothing', () => {
    expect(claimResource.parse(claimOf(claim))).toMatchObject({ number: 7, refund: '100.10', received: '0.00', submittedOn: '2026-11-03' });
  });

  test.each(claimStatuses)('is described in every status: %s', (status) => {
    const bare = { ...claim, status, approvedAt: undefined, submittedOn: undefined, receivedOn: undefined, refund: undefined, received: undefined };
    expect(claimResource.parse(claimOf(bare))).toMatchObject({ status, approvedAt: null, submittedOn: null, receivedOn: null, refund: null, received: null });
  });

  test('carries what was attested word for word, and nothing of how it was made', () => {
    const told = claimDetail.parse(claimDetailOf(claim, papers));
    expect([told.claim, told.pdf]).toEqual([JSON.parse(papers.claimJson), { sha256: papers.pdfSha256, bytes: 5 }]);
    expect(JSON.stringify(told)).not.toContain('secret');
  });

  test('has no papers before it is attested', () => {
    expect(claimDetail.parse(claimDetailOf(claim, undefined))).toMatchObject({ pdf: null, claim: null });
  });

  test('whose papers are no object is not passed on as one', () => {
    expect(() => claimDetailOf(claim, { ...papers, claimJson: '[]' })).toThrow(z.ZodError);
  });
});

test.each([
  ['an amount without øre', claimResource, 'refund', '100'], ['an amount with a comma', claimResource, 'refund', '100,00'],
  ['an amount that begins with nought', claimResource, 'refund', '0100.00'], ['a number', claimResource, 'refund', 100],
  ['a day that is none', claimResource, 'submittedOn', '2026-02-30'], ['a problem of another type', problemResource, 'type', 'https://example.no'],
])('the description lets %s not through', (_name, schema, field, value) => {
  const issues = schema.safeParse({ [field]: value }).error?.issues.filter(({ path }) => path[0] === field);
  expect(issues).toHaveLength(1);
});
