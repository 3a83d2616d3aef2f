import { describe, expect, test } from 'vitest';
import { aDay, aFee, anInvoice, terms } from '#test/fixtures/factories.ts';
import { calendarDate } from './calendar-date.ts';
import { dayCapCuts } from './day-cap-cuts.ts';
import { dayKey } from './day-cap.ts';
import { money, moneyToText } from './money.ts';
import { calculateRefund } from './refund.ts';

/** What the cap of 18 000 did to a consultant's one day, told apart: what is above it, and what credit notes took off above it. */

const on = '2026-02-10';

/** Lines of the day in the order of their invoices, after earlier claims had used so much of it. */
function cutsOf(usedBefore: string, ...amounts: readonly string[]) {
  const fees = amounts.map((amount, index) => (
    aFee({ id: `e${index}`, days: [aDay(on, amount)], invoice: { ...anInvoice, issuedOn: calendarDate(`2026-03-0${index + 1}`), number: `${index}` } })));
  const earlier = { days: new Map([[dayKey('k1', calendarDate(on)), money(usedBefore)]]) };
  // The order of entry is another than that of use.
  const { lines } = calculateRefund(fees.toReversed(), terms(), earlier);
  const { above, credited } = dayCapCuts(lines);
  const of = ({ amount, days, concerns }: typeof above) => [moneyToText(amount), days, lines.filter(concerns).map(({ expense }) => expense.id).sort().join(' ')];
  return { above: of(above), credited: of(credited) };
}

const nothing = ['0.00', 0, ''];

describe('of a consultant’s day', () => {
  test.each([
    ['in its room, nothing', '0', ['18000'], nothing, nothing],
    ['a fee above the cap', '0', ['20000'], ['2000.00', 1, 'e0'], nothing],
    ['what two fees have above it together', '0', ['10000', '10000'], ['2000.00', 1, 'e1'], nothing],
    ['a fee whose excess is credited in the same claim, nothing', '0', ['20000', '-2000'], nothing, nothing],
    ['what a credit note of the claim leaves above it', '0', ['22000', '-2000'], ['2000.00', 1, 'e0 e1'], nothing],
    ['a credit note of what earlier claims had above it', '20000', ['-4000'], nothing, ['2000.00', 1, 'e0']],
    ['a credit note and its corrected invoice, each by itself', '30000', ['-30000', '20000'], ['2000.00', 1, 'e1'], ['12000.00', 1, 'e0']],
    ['a corrected invoice within the cap', '20000', ['-20000', '10000'], nothing, ['2000.00', 1, 'e0']],
    ['a corrected invoice of the same', '30000', ['-30000', '30000'], ['12000.00', 1, 'e1'], ['12000.00', 1, 'e0']],
    ['a fee that is credited again, after what earlier claims used', '20000', ['5000', '-5000'], nothing, nothing],
  ] as const)('%s', (_, usedBefore, amounts, above, credited) => {
    expect(cutsOf(usedBefore, ...amounts)).toEqual({ above, credited });
  });
});
