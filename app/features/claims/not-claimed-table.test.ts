import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calendarDate } from '#app/domain/calendar-date.ts';
import { dayKey, type DayUsage } from '#app/domain/day-cap.ts';
import { minus, money, moneyToText, percent, sum } from '#app/domain/money.ts';
import type { Programme } from '#app/domain/programme.ts';
import { amountIn, anAssessment, cellTexts, someProgrammes, wordsFor } from '#test/fixtures/assessments.ts';
import { today } from '#test/fixtures/claims.ts';
import { aDay, aFee, anActual, anInvoice, aNotRefundable, aProgramme } from '#test/fixtures/factories.ts';
import { assessClaim } from './assess-claim.ts';
import { claimWords } from './claim-words.ts';
import { notClaimedTable, totalVat } from './not-claimed-table.ts';

const everything = { percent: percent('100'), amount: undefined };

/** What stands in the table, hard spaces as plain ones. */
function rowsOf(programme: Programme): string[][] {
  const rows = notClaimedTable(wordsFor(programme))?.groups.flatMap((group) => group.rows) ?? [];
  return rows.map((row) => cellTexts(row).map((text) => text.replaceAll('\u00a0', ' ')));
}

test('what is not claimed adds up to cost − refund', () => {
  fc.assert(fc.property(someProgrammes, (programme) => {
    const words = wordsFor(programme);
    const table = notClaimedTable(words);
    const { cost, refund } = words.calculation.totals;
    const printed = table?.groups.flatMap(({ rows }) => rows).map((row) => amountIn(cellTexts(row).at(-1))) ?? [];
    expect(moneyToText(sum(printed))).toBe(moneyToText(minus(cost, refund)));
    const total = table?.total === undefined ? undefined : cellTexts(table.total).at(-1);
    if (table !== undefined) expect(moneyToText(amountIn(total))).toBe(moneyToText(minus(cost, refund)));
  }));
});

test('every cost the fund does not cover stands there by itself, where its vouchers lead back to', () => {
  fc.assert(fc.property(someProgrammes, (programme) => {
    const rows = notClaimedTable(wordsFor(programme))?.groups.flatMap((group) => group.rows) ?? [];
    const anchors = programme.expenses.flatMap((expense, index) => (expense.kind === 'not_refundable' ? [`expense-${index}`] : []));
    expect(rows.flatMap(({ anchor }) => anchor ?? [])).toEqual(anchors);
  }));
});

describe('what the day cap cut', () => {
  const linksOf = (programme: Programme) => {
    const rows = notClaimedTable(wordsFor(programme))?.groups.flatMap((group) => group.rows) ?? [];
    const cell = rows.find((row) => cellTexts(row)[1] === 'Honorar over dagsats-taket')?.cells[0]?.paragraphs[0] ?? [];
    return typeof cell === 'string' ? [cell] : cell.map(({ text, linkTo }) => `${text}→${linkTo ?? ''}`);
  };
  const cutFee = (day: number, file: string) => aFee({ days: [aDay(`2026-02-${String(day).padStart(2, '0')}`, '20000')], attachments: [file] });

  test('leads by each voucher to the first of its lines that were cut, and to no other', () => {
    const expenses = [anActual('travel', '5', { attachments: ['a.pdf'] }), cutFee(10, 'a.pdf'), cutFee(11, 'a.pdf'), cutFee(12, 'b.pdf'), aFee({ days: [aDay('2026-02-20', '1')], attachments: ['c.pdf'] })];
    expect(linksOf(aProgramme({ expenses }))).toEqual(['1, →expense-1', '2→expense-3']);
  });

  test('of many lines leads to the first twelve vouchers and on to all', () => {
    const links = linksOf(aProgramme({ expenses: Array.from({ length: 15 }, (_, index) => cutFee(index + 1, `${index}.pdf`)) }));
    expect(links).toHaveLength(13);
    expect(links.slice(-2)).toEqual(['12, →expense-11', '…→specification']);
  });
});

describe('a credit note of a day that earlier claims brought above the cap', () => {
  const earlier = (...days: [date: string, amount: string][]): DayUsage => (
    new Map(days.map(([date, amount]) => [dayKey('k1', calendarDate(`2026-02-${date}`)), money(amount)]))
  );
  const credit = aFee({ id: 'k', creditOf: 'x', days: [aDay('2026-02-10', '-4000')], invoice: { ...anInvoice, number: '1009' }, attachments: ['kredit.pdf'] });
  const fee = aFee({ days: [aDay('2026-03-03', '21000')] });

  function tableAfter(programme: Programme, days: DayUsage) {
    const { attachments } = anAssessment(programme);
    const words = claimWords(assessClaim({ programme, today, attachments, earlier: { days } }), 'nb');
    return { words, table: notClaimedTable(words) };
  }

  test('has a row of its own, with what it gives back, and is not set off against fees above the cap', () => {
    const { table } = tableAfter(aProgramme({ expenses: [fee, credit], grant: everything }), earlier(['10', '20000']));
    expect(table?.groups.flatMap(({ rows }) => rows).map((row) => cellTexts(row).map((text) => text.replaceAll('\u00a0', ' ')))).toEqual([
      ['1', 'Honorar over dagsats-taket', 'Over 18 000,00 kr per konsulent og dag; se linjene i spesifikasjonen', '3 000,00'],
      [
        '2', 'Kreditnotaer for dager i tidligere krav',
        'Det som lå over 18 000,00 kr per konsulent og dag, ble ikke krevd da og trekkes ikke fra nå; se linjene i spesifikasjonen', '−2 000,00',
      ],
    ]);
    expect(cellTexts(table?.total ?? expect.fail()).at(-1)).toBe('1\u00a0000,00');
  });

  test('whatever was claimed before, the rows add up, and each of the two tells one thing', () => {
    const used = fc.array(fc.tuple(fc.constantFrom('10', '11', '12'), fc.constantFrom('9000', '18000', '25000')), { maxLength: 3 });
    fc.assert(fc.property(someProgrammes, used, (programme, days) => {
      const { table, words: { calculation } } = tableAfter(programme, earlier(...days));
      const rows = table?.groups.flatMap((group) => group.rows) ?? [];
      const { cost, refund } = calculation.totals;
      expect(moneyToText(sum(rows.map((row) => amountIn(cellTexts(row).at(-1)))))).toBe(moneyToText(minus(cost, refund)));
      const credited = rows.find((row) => cellTexts(row)[1] === 'Kreditnotaer for dager i tidligere krav');
      const above = rows.find((row) => cellTexts(row)[1] === 'Honorar over dagsats-taket');
      expect(credited === undefined || amountIn(cellTexts(credited).at(-1)).lt(0)).toBe(true);
      expect(above === undefined || amountIn(cellTexts(above).at(-1)).gt(0)).toBe(true);
    }));
  });
});

describe('why', () => {
  test('the fund covers all of it: there is nothing to tell', () => {
    expect(notClaimedTable(wordsFor(aProgramme({ grant: everything })))).toBeUndefined();
  });

  test('the fund does not cover the cost', () => {
    const venue = aNotRefundable('8000', { description: 'Leie av lokale', attachments: ['kulturhus.pdf'] });
    expect(rowsOf(aProgramme({ expenses: [aFee(), venue], grant: everything })))
      .toEqual([['2', 'Leie av lokale, 10.02.2026', 'Dekkes ikke: leie av lokale.', '8 000,00']]);
  });

  test.each([undefined, '', '  '])('a cost described as «%s» is named by its kind', (description) => {
    const programme = aProgramme({ expenses: [aNotRefundable('1', { description })], grant: everything });
    expect(rowsOf(programme)[0]?.[1]).toBe('Ikke refusjonsberettiget, 10.02.2026');
  });

  test('a fee is above the day cap', () => {
    expect(rowsOf(aProgramme({ expenses: [aFee({ days: [aDay('2026-02-10', '20000')] })], grant: everything })))
      .toEqual([['1', 'Honorar over dagsats-taket', 'Over 18 000,00 kr per konsulent og dag; se linjene i spesifikasjonen', '2 000,00']]);
  });

  test('the fund pays a part', () => {
    expect(rowsOf(aProgramme())).toEqual([['', 'Egenandel av grunnlaget', 'Fondet dekker 70 %', '4 500,00']]);
  });

  test('the grant has no room', () => {
    expect(rowsOf(aProgramme({ grant: { percent: percent('100'), amount: money('10000') } })))
      .toEqual([[
        '', 'Refusjon over tilsagnet', 'Beregnet refusjon er 15 000,00 kr, men tilsagnet er på 10 000,00 kr', '5 000,00',
      ]]);
  });

  test('nobody knows the percentage yet', () => {
    expect(rowsOf(aProgramme({ grant: { appliedOn: calendarDate('2018-03-01') } })))
      .toEqual([['', 'Egenandel av grunnlaget', 'Prosenten mangler', '15 000,00']]);
  });
});

test('VAT of every expense is told, of those not covered too, and is in no sum', () => {
  const venue = aNotRefundable('8', { vat: money('0.05') });
  const expenses = [aFee({ vat: money('3750') }), anActual('travel', '100', { vat: undefined }), venue];
  const words = wordsFor(aProgramme({ expenses }));
  expect(moneyToText(totalVat(words))).toBe('3750.05');
  expect(moneyToText(words.calculation.totals.cost)).toBe('15108.00');
});

test('what was bought is told in the organisation’s language, the day in the document’s', () => {
  const first = (description: string | undefined) => {
    const programme = aProgramme({ expenses: [aNotRefundable('8000', { description })], grant: everything });
    return notClaimedTable(wordsFor(programme, 'en'))?.groups[0]?.rows[0]?.cells[1]?.paragraphs[0];
  };
  expect(first('Leie av lokale')).toEqual([{ text: 'Leie av lokale', language: 'nb' }, { text: ', 10\u00a0Feb\u00a02026' }]);
  expect(first(' ')).toEqual(expect.stringContaining('10'));
});
