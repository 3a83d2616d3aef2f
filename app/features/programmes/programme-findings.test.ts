import { describe, expect, test } from 'vitest';
import type { AttachmentState } from '#app/domain/circumstances.ts';
import type { Programme } from '#app/domain/programme.ts';
import { readable } from '#test/fixtures/assessments.ts';
import { aDay, aFee, anActual, aNotRefundable, aProgramme } from '#test/fixtures/factories.ts';
import { anOverview, type Standing } from '#test/fixtures/overviews.ts';

function findingsOf(programme: Programme, standing: Standing = {}) {
  const { refusals, warnings, lacks } = anOverview(programme, standing).findings;
  return { refusals: refusals.map(({ finding }) => finding.code), warnings: warnings.map(({ finding }) => finding.code), lacks: Object.fromEntries(lacks) };
}

const unpaid = aFee({ id: 'e1', paidOn: undefined });
const paid = anActual('travel', '900', { id: 'e2' });

describe('what stops a claim', () => {
  test('is what the lines that could be claimed lack', () => {
    expect(findingsOf(aProgramme({ expenses: [unpaid, paid] }))).toEqual({ refusals: ['expense_not_paid'], warnings: [], lacks: { e1: ['expense_not_paid'] } });
  });

  test('is not what a parked line lacks, though the line says so', () => {
    expect(findingsOf(aProgramme({ expenses: [unpaid, paid] }), { parked: { e1: 'Omtvistet' } }))
      .toEqual({ refusals: [], warnings: [], lacks: { e1: ['expense_not_paid'] } });
  });

  test('is not what stands in an attested claim', () => {
    expect(findingsOf(aProgramme({ expenses: [unpaid, paid] }), { attested: [['e1']] })).toEqual({ refusals: [], warnings: [], lacks: {} });
  });

  test('is not the want of a refund before there is a line to claim', () => {
    expect(findingsOf(aProgramme({ expenses: [] })).refusals).toEqual([]);
    expect(findingsOf(aProgramme({ expenses: [aNotRefundable('8000')] })).refusals).toEqual([]);
    expect(findingsOf(aProgramme({ expenses: [paid] }), { attested: [['e2']] }).refusals).toEqual([]);
    expect(findingsOf(aProgramme({ expenses: [anActual('travel', '-900', { creditOf: 'e0' })] })).refusals).toEqual(['refund_not_positive']);
  });

  test('a consultant is not told of the bank account', () => {
    const programme = aProgramme({ organisation: { bankAccount: '12345678901' } });
    expect(findingsOf(programme).refusals).toEqual(['bank_account_invalid']);
    expect(findingsOf(programme, { maySeeBankAccount: false }).refusals).toEqual([]);
  });
});

test('a file that cannot be opened is in the way of every line that uses it, and told of once', () => {
  const broken: AttachmentState = { isReadable: false, cause: 'password' };
  const programme = aProgramme({ expenses: [aFee({ id: 'e1', days: [aDay('2026-02-10', '9000')] }), paid] });
  const attachmentStates = new Map([['faktura-1001.pdf', broken], ['tilsagnsbrev.pdf', readable('brev')]]);
  expect(findingsOf(programme, { attachmentStates }))
    .toMatchObject({ refusals: ['attachment_unreadable'], lacks: { e1: ['attachment_unreadable'], e2: ['attachment_unreadable'] } });
});

test('a cost that looks like one already claimed is warned about', () => {
  const twice = ['e1', 'e2'].map((id) => anActual('travel', '900', { id }));
  expect(findingsOf(aProgramme({ expenses: twice }), { attested: [['e1']] }).warnings).toEqual(['possible_duplicate']);
  expect(findingsOf(aProgramme({ expenses: twice }), { attested: [['e2']] }).warnings).toEqual(['possible_duplicate']);
  expect(findingsOf(aProgramme({ expenses: twice }), { attested: [['e1', 'e2']] }).warnings).toEqual([]);
});
