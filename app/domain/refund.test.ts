import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aDay, aFee, anActual, anInvoice, aNotRefundable, terms } from '#test/fixtures/factories.ts';
import { addDays, calendarDate } from './calendar-date.ts';
import { dayCapCuts } from './day-cap-cuts.ts';
import { dayKey } from './day-cap.ts';
import type { Expense, FeeExpense } from './expense.ts';
import { explainClaim, explainLine } from './explanation.ts';
import { fromOre, least, minus, money, moneyToText, percentOf, plus, sum, toOre, zero, type Money } from './money.ts';
import { calculateRefund, type CalculatedLine } from './refund.ts';

const dayCap = money('18000');

function basisOf(expenses: Expense[], line = 0): string | undefined {
  const basis = calculateRefund(expenses, terms()).lines[line]?.basis;
  return basis && moneyToText(basis);
}

describe('the day cap', () => {
  test('days that others took as much of are told of together, with every number; other days by themselves', () => {
    const day = (date: string, amount: string) => aDay(`2026-02-${date}`, amount);
    const first = aFee({ days: [day('10', '12000'), day('11', '12000'), day('12', '12000'), day('13', '17000')] });
    const second = aFee({ days: ['10', '11', '12', '13'].map((date) => day(date, '7000')) });
    const { lines } = calculateRefund([first, second], terms());
    expect(lines[1] && explainLine(lines[1], dayCap)).toEqual([
      {
        code: 'line_days_shared', facts: {
          which: { days: ['2026-02-10', '2026-02-11', '2026-02-12'] }, days: 3, amount: { kroner: money('7000') }, basis: { kroner: money('6000') },
          usedBefore: { kroner: money('12000') }, cap: { kroner: dayCap },
        },
      },
      {
        code: 'line_day_shared', facts: {
          day: { on: '2026-02-13' }, amount: { kroner: money('7000') }, basis: { kroner: money('1000') },
          usedBefore: { kroner: money('17000') }, cap: { kroner: dayCap },
        },
      },
    ]);
  });

  test('a day above it counts up to it, and says so', () => {
    const { lines } = calculateRefund([aFee({ days: [aDay('2026-02-10', '20000')] })], terms());
    expect(lines[0]?.reasons).toEqual(['day_cap']);
    expect(lines[0] && explainLine(lines[0], dayCap).map((step) => step.code)).toEqual(['line_day_cut']);
  });

  test('what another line used of the day is gone, and the explanation names it', () => {
    const { lines } = calculateRefund([aFee({ days: [aDay('2026-02-10', '12000')] }), aFee({ days: [aDay('2026-02-10', '10000')] })], terms());
    expect(lines.map((line) => moneyToText(line.basis))).toEqual(['12000.00', '6000.00']);
    expect(lines[1] && explainLine(lines[1], dayCap)).toMatchObject([{ code: 'line_day_shared', facts: { usedBefore: { kroner: money('12000') } } }]);
  });

  test('the older invoice takes its share first, then the lower number, then the order of entry', () => {
    const late = aFee({ days: [aDay('2026-02-10', '12000')], invoice: { ...anInvoice, issuedOn: calendarDate('2026-03-01') } });
    const early = aFee({ days: [aDay('2026-02-10', '12000')] });
    expect([basisOf([late, early], 0), basisOf([late, early], 1)]).toEqual(['6000.00', '12000.00']);
    const higher = aFee({ days: [aDay('2026-02-10', '12000')], invoice: { ...anInvoice, number: '1002' } });
    expect([basisOf([higher, early], 0), basisOf([higher, early], 1)]).toEqual(['6000.00', '12000.00']);
    const without = aFee({ days: [aDay('2026-02-10', '12000')], invoice: undefined });
    expect([basisOf([without, early], 0), basisOf([without, early], 1)]).toEqual(['6000.00', '12000.00']);
  });

  test('claims approved earlier come before everything', () => {
    const days = new Map([[dayKey('k1', calendarDate('2026-02-10')), money('15000')]]);
    const { lines } = calculateRefund([aFee({ days: [aDay('2026-02-10', '10000')] })], terms(), { days });
    expect(moneyToText(lines[0]?.basis ?? zero)).toBe('3000.00');
  });

  test('a credit note gives back what its day had used', () => {
    const invoice = aFee({ id: 'f', days: [aDay('2026-02-10', '20000')] });
    const credit = aFee({ creditOf: 'f', days: [aDay('2026-02-10', '-5000')], invoice: { ...anInvoice, number: '1003' } });
    expect([basisOf([invoice, credit], 0), basisOf([invoice, credit], 1)]).toEqual(['18000.00', '-3000.00']);
    const { lines } = calculateRefund([invoice, credit], terms());
    expect(lines[1] && explainLine(lines[1], dayCap)[0]?.code).toBe('line_day_credit');
  });

  test('a day above it that counts in full, after a credit note dated before its invoice, says why', () => {
    const march = (amount: string, dates: readonly string[]) => dates.map((date) => aDay(`2026-03-${date}`, amount));
    const early = aFee({ days: march('-5000', ['02', '03', '04']) });
    const invoice = aFee({ days: [...march('22000', ['02', '03']), ...march('23000', ['04'])], invoice: { ...anInvoice, number: '1002' } });
    const { lines } = calculateRefund([early, invoice], terms());
    expect(moneyToText(lines[1]?.basis ?? zero)).toBe('67000.00');
    expect(lines[1] && explainLine(lines[1], dayCap)).toMatchObject([
      { code: 'line_days_credited', facts: { which: { days: ['2026-03-02', '2026-03-03'] }, amount: { kroner: money('22000') }, credited: { kroner: money('5000') } } },
      { code: 'line_day_credited', facts: { day: { on: '2026-03-04' }, amount: { kroner: money('23000') } } },
    ]);
    expect(lines[0] && explainLine(lines[0], dayCap)).toEqual([]);
  });

  test('a day that is not above it by itself needs no word of an earlier credit note', () => {
    const credit = aFee({ days: [aDay('2026-02-10', '-5000')] });
    const { lines } = calculateRefund([credit, aFee({ days: [aDay('2026-02-10', '18000')], invoice: { ...anInvoice, number: '1002' } })], terms());
    expect(lines[1] && explainLine(lines[1], dayCap)).toEqual([]);
  });

  test('travel and accommodation know no cap', () => {
    expect(basisOf([anActual('travel', '25000')])).toBe('25000.00');
  });
});

test('what is not refundable is part of the cost and of nothing else', () => {
  const { totals, lines } = calculateRefund([aFee(), aNotRefundable('8000')], terms());
  expect(Object.values({ ...totals, grantRemaining: zero }).map(moneyToText)).toEqual(['23000.00', '15000.00', '15000.00', '10500.00', '0.00', '10500.00', '12500.00']);
  expect(lines[1]).toMatchObject({ reasons: ['venue'] });
});

describe('the grant ceiling', () => {
  test('counts what earlier claims took, and the lines share what is left', () => {
    const { totals, lines } = calculateRefund([aFee(), anActual('travel', '1000')], terms({ ceiling: money('20000') }), { refunded: money('12000') });
    expect([totals.calculated, totals.grantRemaining ?? zero, totals.refund].map(moneyToText)).toEqual(['11200.00', '8000.00', '8000.00']);
    expect(lines.map((line) => moneyToText(line.refund))).toEqual(['7500.00', '500.00']);
  });

  test('over several claims never pays more than the grant', () => {
    const amounts = fc.array(fc.bigInt({ min: 1n, max: 5_000_000n }), { minLength: 1, maxLength: 12 });
    fc.assert(fc.property(amounts, fc.bigInt({ min: 1n, max: 9_000_000n }), (claims, grantOre) => {
      const ceiling = fromOre(grantOre);
      let refunded = zero;
      let calculated = zero;
      for (const ore of claims) {
        const { totals } = calculateRefund([anActual('travel', moneyToText(fromOre(ore)))], terms({ ceiling }), { refunded });
        refunded = plus(refunded, totals.refund);
        calculated = plus(calculated, totals.calculated);
      }
      expect(moneyToText(refunded)).toBe(moneyToText(least(ceiling, calculated)));
    }));
  });
});

describe('the explanation', () => {
  const codes = (expenses: Expense[], fields: Parameters<typeof terms>[0] = {}) => explainClaim(calculateRefund(expenses, terms(fields))).map((step) => step.code);

  test('goes net → eligible → day cap → basis → percent → ceiling', () => {
    expect(codes([aFee({ days: [aDay('2026-02-10', '20000')] }), aNotRefundable('1')], { ceiling: money('10000') }))
      .toEqual(['cost', 'not_eligible', 'eligible', 'day_cap_cut', 'basis', 'percent', 'ceiling_cut_first', 'refund']);
    expect(codes([aFee()], { ceiling: money('315000') })).toEqual(['cost', 'eligible', 'day_cap_room', 'basis', 'percent', 'ceiling_room_first', 'refund']);
    expect(codes([anActual('travel', '1')])).toEqual(['cost', 'eligible', 'basis', 'percent', 'ceiling_none', 'refund']);
    expect(codes([aFee({ days: [] })], { percent: undefined })).toContain('percent_unknown');
    const afterOthers = (ceiling: string) => explainClaim(calculateRefund([aFee()], terms({ ceiling: money(ceiling) }), { refunded: money('1000') }));
    expect(afterOthers('5000').at(-2)?.code).toBe('ceiling_cut');
    expect(afterOthers('90000').at(-2)?.code).toBe('ceiling_room');
  });

  const capStep = (expenses: Expense[]) => explainClaim(calculateRefund(expenses, terms())).find(({ code }) => code.startsWith('day_cap'));

  test('counts a consultant’s day once, after what credit notes took off it', () => {
    const fee = aFee({ days: [aDay('2026-02-10', '20000')] });
    const credit = (amount: string) => aFee({ days: [aDay('2026-02-10', amount)], invoice: { ...anInvoice, number: '1003' } });
    expect(capStep([fee, credit('-1000')])).toMatchObject({ code: 'day_cap_cut', facts: { days: 1, cut: { kroner: money('1000') } } });
    expect(capStep([fee, credit('-5000')])).toMatchObject({ code: 'day_cap_room' });
    expect(capStep([fee, aFee({ consultant: 'k2', days: [aDay('2026-02-10', '19000')] })])).toMatchObject({ facts: { days: 2, cut: { kroner: money('3000') } } });
  });

  test('tells of fees above the cap, and of credit notes of days that earlier claims brought above it, each by themselves', () => {
    const earlier = { days: new Map([[dayKey('k1', calendarDate('2026-02-10')), money('20000')]]) };
    const steps = (...expenses: Expense[]) => explainClaim(calculateRefund(expenses, terms(), earlier)).filter(({ code }) => code.startsWith('day_cap'));
    const credit = aFee({ creditOf: 'x', days: [aDay('2026-02-10', '-4000')] });
    const given = { code: 'day_cap_credited', facts: { days: 1, cut: { kroner: money('2000') } } };
    expect(steps(credit, aFee({ days: [aDay('2026-03-03', '21000')] }))).toMatchObject([{ code: 'day_cap_cut', facts: { days: 1, cut: { kroner: money('3000') } } }, given]);
    expect(steps(credit, aFee({ days: [aDay('2026-03-03', '9000')] }))).toMatchObject([{ code: 'day_cap_room' }, given]);
    expect(steps(aFee({ days: [aDay('2026-03-03', '9000')] }))).toMatchObject([{ code: 'day_cap_room' }]);
  });

  test('says nothing of a refund while the percentage is unknown', () => {
    expect(codes([aFee()], { percent: undefined }).at(-1)).toBe('percent_unknown');
  });

  test('tells of equal days together', () => {
    const { lines } = calculateRefund([aFee({ days: ['10', '11', '12'].map((day) => aDay(`2026-02-${day}`, '20000')) })], terms());
    expect(lines[0] && explainLine(lines[0], dayCap)).toMatchObject([{ code: 'line_days_cut', facts: { days: 3 } }]);
  });
});

/** Random fees on few consultants and days, so that caps are shared; some are credit notes. */
const someFees = fc.array(fc.record({
  consultant: fc.constantFrom('k1', 'k2', 'k3'),
  days: fc.array(fc.tuple(fc.nat({ max: 5 }), fc.bigInt({ min: -900_000n, max: 3_000_000n })), { minLength: 1, maxLength: 4 }),
  invoiceDay: fc.nat({ max: 3 }),
  number: fc.constantFrom('1001', '1002', '1003'),
}), { minLength: 1, maxLength: 14 }).map((fees) => fees.map(({ consultant, days, invoiceDay, number }): FeeExpense => aFee({
  consultant,
  days: days.map(([offset, ore]) => ({ on: addDays(calendarDate('2026-02-10'), offset), amount: fromOre(ore) })),
  invoice: { ...anInvoice, number, issuedOn: addDays(calendarDate('2026-03-01'), invoiceDay) },
})));

describe('for any fees', () => {
  test('the lines add up to the refund to the øre', () => {
    fc.assert(fc.property(someFees, fc.option(fc.bigInt({ min: 1n, max: 5_000_000n })), (fees, ceilingOre) => {
      const { lines, totals } = calculateRefund(fees, terms({ ceiling: ceilingOre === null ? undefined : fromOre(ceilingOre) }));
      fc.pre(!totals.basis.isZero());
      expect(moneyToText(sum(lines.map((line) => line.refund)))).toBe(moneyToText(totals.refund));
    }));
  });

  test('the refund is never more than half an øre above the percentage of the basis', () => {
    fc.assert(fc.property(someFees, (fees) => {
      const { totals } = calculateRefund(fees, terms());
      const exact = totals.basis.times(70).dividedBy(100);
      expect(totals.refund.minus(exact).abs().lte('0.005')).toBe(true);
      expect(moneyToText(percentOf(terms().percent ?? expect.fail(), totals.basis))).toBe(moneyToText(totals.refund));
    }));
  });

  test('a consultant’s day never counts above the cap', () => {
    fc.assert(fc.property(someFees, (fees) => {
      for (const [, { amount, basis }] of perConsultantAndDate(calculateRefund(fees, terms()).lines)) {
        expect(basis.lte(dayCap)).toBe(true);
        expect(moneyToText(basis)).toBe(moneyToText(least(dayCap, amount)));
      }
    }));
  });

  test('eligible − above the cap + credited of it before = basis, whatever earlier claims used', () => {
    const used = fc.array(fc.tuple(fc.constantFrom('k1', 'k2'), fc.nat({ max: 5 }), fc.bigInt({ min: 0n, max: 3_000_000n })), { maxLength: 6 });
    fc.assert(fc.property(someFees, used, (fees, usage) => {
      const days = new Map(usage.map(([consultant, offset, ore]) => [dayKey(consultant, addDays(calendarDate('2026-02-10'), offset)), fromOre(ore)]));
      const { lines, totals } = calculateRefund(fees, terms(), { days });
      const { above, credited } = dayCapCuts(lines);
      expect([above.amount.lt(0), credited.amount.lt(0)]).toEqual([false, false]);
      expect(moneyToText(plus(minus(totals.eligible, above.amount), credited.amount))).toBe(moneyToText(totals.basis));
      expect(lines.filter(credited.concerns).flatMap((line) => line.days).filter(({ usedBefore }) => usedBefore.gt(dayCap)).length)
        .toBeGreaterThanOrEqual(credited.days);
    }));
  });

  test('the order of entry changes nothing in the total', () => {
    fc.assert(fc.property(someFees, fc.array(fc.nat(), { minLength: 14, maxLength: 14 }), (fees, places) => {
      const shuffled = fees.map((fee, index) => ({ fee, at: places[index] ?? 0 })).sort((a, b) => a.at - b.at).map(({ fee }) => fee);
      expect(totalsText(shuffled)).toEqual(totalsText(fees));
    }));
  });

  test('splitting an invoice over lines changes nothing in the total', () => {
    fc.assert(fc.property(someFees, (fees) => {
      const split = fees.flatMap((fee) => fee.days.map((day, index) => aFee({ ...fee, id: `${fee.id}-${index}`, days: [day] })));
      expect(totalsText(split)).toEqual(totalsText(fees));
    }));
  });

  test('a fee and its full credit note together give nothing', () => {
    fc.assert(fc.property(someFees, (fees) => {
      const credits = fees.map((fee) => aFee({
        ...fee, id: `${fee.id}-credit`, creditOf: fee.id, days: fee.days.map((day) => ({ ...day, amount: minus(zero, day.amount) })),
      }));
      const { totals } = calculateRefund([...fees, ...credits], terms());
      expect([totals.cost, totals.basis, totals.refund].map(toOre)).toEqual([0n, 0n, 0n]);
    }));
  });
});

function totalsText(fees: Expense[]): string[] {
  const { totals } = calculateRefund(fees, terms());
  return [totals.cost, totals.eligible, totals.basis, totals.refund].map(moneyToText);
}

function perConsultantAndDate(lines: readonly CalculatedLine[]): Map<string, { amount: Money; basis: Money }> {
  const byDay = new Map<string, { amount: Money; basis: Money }>();
  for (const line of lines) {
    for (const day of line.days) {
      const key = dayKey(line.expense.consultant ?? '', day.on);
      const soFar = byDay.get(key) ?? { amount: zero, basis: zero };
      byDay.set(key, { amount: plus(soFar.amount, day.amount), basis: plus(soFar.basis, day.basis) });
    }
  }
  return byDay;
}
