import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calendarDate } from '#app/domain/calendar-date.ts';
import { minus, moneyToText, sum } from '#app/domain/money.ts';
import type { Programme } from '#app/domain/programme.ts';
import { FormFields } from '#app/http/form-fields.ts';
import { filesOf, readable, someProgrammes } from '#test/fixtures/assessments.ts';
import { today } from '#test/fixtures/claims.ts';
import { aDay, aFee, anActual, aNotRefundable, aProgramme } from '#test/fixtures/factories.ts';
import { longestReason, readLines, reasonField, typedLines } from './choose-lines-form.ts';
import { isClaimable, lineChoice, type ChoiceMatter, type LineChoice } from './line-choice.ts';

interface Standing {
  /** Expenses that stand in the claim `c1`. */
  readonly inClaim?: readonly string[];
  readonly parked?: Readonly<Record<string, string>>;
}

function matterOf(programme: Programme, { inClaim = [], parked = {} }: Standing = {}): ChoiceMatter {
  return {
    programme,
    expenses: programme.expenses.map((expense, position) => ({
      expense, position, version: 1, attachmentIds: [], parkedReason: parked[expense.id], ledgerAccount: undefined, createdBy: 'u1',
    })),
    claimed: new Map(inClaim.map((id) => [id, { claimId: 'c1', number: 1, status: 'draft' as const }])),
    earlier: {},
    attachmentStates: new Map(filesOf(programme).map((file) => [file, readable(file)])),
  };
}

const choiceOf = (programme: Programme, standing?: Standing, chosen?: readonly string[], claimId?: string): LineChoice =>
  lineChoice(matterOf(programme, standing), { today, claimId, chosen: chosen && new Set(chosen) });
const chosenIn = ({ lines }: LineChoice) => lines.filter(({ isChosen }) => isChosen).map(({ expense }) => expense.id);

describe('before anyone has chosen', () => {
  test('what can be claimed and what is never refunded is chosen; what lacks something or waits is not', () => {
    const programme = aProgramme({
      expenses: [aFee({ id: 'ready' }), aFee({ id: 'unpaid', paidOn: undefined }), aFee({ id: 'parked' }), aNotRefundable('8000', { id: 'venue' })],
    });
    const choice = choiceOf(programme, { parked: { parked: 'Neste krav' } });
    expect(chosenIn(choice)).toEqual(['ready', 'venue']);
    expect(choice.lines.map(({ lacks }) => lacks)).toEqual([[], ['expense_not_paid'], [], []]);
    expect(choice.lines.filter(isClaimable).map(({ expense }) => expense.id)).toEqual(['ready', 'parked']);
  });

  test('lines of other claims are counted, not offered; a draft’s own are', () => {
    const programme = aProgramme({ expenses: [aFee({ id: 'mine' }), aFee({ id: 'free', days: [aDay('2026-02-11', '9000')] })] });
    expect(choiceOf(programme, { inClaim: ['mine'] })).toMatchObject({ takenCount: 1, lines: [{ number: 2 }] });
    expect(choiceOf(programme, { inClaim: ['mine'] }, ['mine'], 'c1')).toMatchObject({ takenCount: 0, lines: [{ isChosen: true }, { isChosen: false }] });
  });

  test('a cost of an activity that is not finished waits for it, where the letter allows part payment', () => {
    const unfinished = {
      id: 'a2', kind: 'seminar' as const, title: 'Lederseminar', startsOn: calendarDate('2026-11-20'), endsOn: calendarDate('2027-01-20'),
    };
    const { activities } = aProgramme();
    const programme = aProgramme({
      activities: [...activities, unfinished], grant: { partPayment: true },
      expenses: [aFee({ id: 'done' }), anActual('travel', '100', { id: 'early', activity: 'a2' }), aNotRefundable('1', { id: 'venue', activity: 'a2' })],
    });
    const choice = choiceOf(programme);
    expect(chosenIn(choice)).toEqual(['done', 'venue']);
    expect(choice.lines[1]?.lacks).toEqual(['activity_not_finished']);
    expect(choice.refusals).toEqual([]);
  });

  test('what stops any claim is told whatever is chosen, and no line’s own fault among it', () => {
    const programme = aProgramme({ organisation: { bankAccount: undefined }, grant: { reference: '' }, expenses: [aFee({ paidOn: undefined })] });
    const codes = (chosen?: readonly string[]) => choiceOf(programme, {}, chosen).refusals.map(({ finding }) => finding.code);
    expect(codes()).toEqual(['bank_account_missing', 'grant_reference_missing']);
    expect(codes([])).toEqual(codes());
  });
});

test('the chosen lines add up to the sum of the claim to the øre, whatever is chosen', () => {
  fc.assert(fc.property(someProgrammes, fc.infiniteStream(fc.boolean()), (programme, picks) => {
    const chosen = programme.expenses.filter(() => picks.next().value).map(({ id }) => id);
    const choice = choiceOf(programme, {}, chosen);
    expect(chosenIn(choice)).toEqual(chosen);
    const { totals } = choice.calculation;
    const refund = sum(choice.lines.filter(({ isChosen }) => isChosen).map((line) => line.refund));
    expect(moneyToText(refund)).toBe(moneyToText(totals.refund));
    expect(moneyToText(minus(totals.cost, totals.ownShare))).toBe(moneyToText(totals.refund));
  }));
});

describe('reading the choice', () => {
  const programme = aProgramme({ expenses: [aFee({ id: 'ready' }), aFee({ id: 'unpaid', paidOn: undefined }), aNotRefundable('8000', { id: 'venue' })] });
  const read = (...sent: (readonly [string, string])[]) => {
    const { lines } = choiceOf(programme);
    return readLines(typedLines(new FormFields(sent), lines), lines);
  };

  test('a ready line left out needs a reason; one that lacks something and one never refunded do not', () => {
    expect(read().errors).toEqual(new Map([['ready', 'reasonMissing']]));
    expect(read([reasonField('ready'), ' '], ['expense', 'venue']).errors).toEqual(new Map([['ready', 'reasonMissing']]));
    expect(read(['expense', 'ready'])).toMatchObject({ expenseIds: ['ready'], errors: new Map(), parked: new Map() });
  });

  test('a reason parks the line; one written at a line that is taken in does nothing', () => {
    expect(read([reasonField('ready'), ' Neste krav ']).parked).toEqual(new Map([['ready', 'Neste krav']]));
    expect(read([reasonField('ready'), 'Neste krav'], ['expense', 'ready']).parked).toEqual(new Map());
  });

  test('a reason has a limit', () => {
    expect(read([reasonField('ready'), 'x'.repeat(longestReason)]).errors.size).toBe(0);
    expect(read([reasonField('ready'), 'x'.repeat(longestReason + 1)]).errors).toEqual(new Map([['ready', 'reasonTooLong']]));
  });
});
