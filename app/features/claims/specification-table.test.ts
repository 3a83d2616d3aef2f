import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calendarDate } from '#app/domain/calendar-date.ts';
import { isRefundable } from '#app/domain/expense.ts';
import { explainLine } from '#app/domain/explanation.ts';
import { money, moneyToText, sum } from '#app/domain/money.ts';
import { languages, type Language, type Programme } from '#app/domain/programme.ts';
import { stepText } from '#app/i18n/finding-text.ts';
import type { Row, Table } from '#app/pdf/document.ts';
import { openFonts } from '#app/pdf/fonts.server.ts';
import { columnBoxes } from '#app/pdf/table-columns.ts';
import { type } from '#app/pdf/theme.ts';
import { wrap } from '#app/pdf/wrap.ts';
import { projectFolder } from '#app/project-folder.ts';
import { amountIn, aRichProgramme, cellTexts, plain, someProgrammes, wordsFor } from '#test/fixtures/assessments.ts';
import { aDay, aFee, anActual, anInvoice, aNotRefundable, aProgramme } from '#test/fixtures/factories.ts';
import { specificationTable } from './specification-table.ts';
import { appendices } from './voucher-blocks.ts';

function rowsOf(table: Table): Row[] {
  return table.groups.flatMap((group) => group.rows);
}

/** Net, basis and refund of a row, read back from the paper. */
function sumsOf(row: Row | undefined): string[] {
  return (row === undefined ? [] : cellTexts(row)).slice(-3).map((text) => moneyToText(amountIn(text)));
}

function added(rows: readonly Row[]): string[] {
  return [0, 1, 2].map((column) => moneyToText(sum(rows.map((row) => money(sumsOf(row)[column] ?? '')))));
}

const titles = (programme: Programme) => specificationTable(wordsFor(programme)).groups.map(({ title }) => plain(title ?? ''));
const whatOf = (programme: Programme, line = 0) => {
  const row = rowsOf(specificationTable(wordsFor(programme)))[line] ?? expect.fail();
  return (row.cells[2]?.paragraphs ?? []).map(plain);
};

describe('whatever the programme', () => {
  test('each refundable expense has one line, and nothing else has one', () => {
    fc.assert(fc.property(someProgrammes, (programme) => {
      const anchors = rowsOf(specificationTable(wordsFor(programme))).map((row) => row.anchor).sort();
      const expected = programme.expenses.flatMap((expense, index) => (isRefundable(expense) ? [`expense-${index}`] : [])).sort();
      expect(anchors).toEqual(expected);
    }));
  });

  test('the printed lines add up to the sums of the activities, and these to the total of the claim', () => {
    fc.assert(fc.property(someProgrammes, (programme) => {
      const words = wordsFor(programme);
      const table = specificationTable(words);
      for (const { rows, subtotal } of table.groups) expect(sumsOf(subtotal)).toEqual(added(rows));
      expect(sumsOf(table.total)).toEqual(added(table.groups.flatMap(({ subtotal }) => subtotal ?? [])));
      const { eligible, basis, refund } = words.calculation.totals;
      expect(sumsOf(table.total)).toEqual([eligible, basis, refund].map(moneyToText));
    }));
  });

  test('what is carried overleaf is the sum so far, at last the total', () => {
    fc.assert(fc.property(someProgrammes, (programme) => {
      const table = specificationTable(wordsFor(programme));
      const rows = rowsOf(table);
      rows.forEach((row, index) => {
        expect((row.carried ?? []).slice(0, 4)).toEqual(['', '', '', '']);
        expect((row.carried ?? []).slice(4).map((text) => moneyToText(amountIn(text)))).toEqual(added(rows.slice(0, index + 1)));
      });
    }));
  });

  test('each line shows its voucher numbers as links to vouchers that are in the document', () => {
    fc.assert(fc.property(someProgrammes, (programme) => {
      const words = wordsFor(programme);
      const fileAt = new Map(appendices(words, new Map()).map(({ anchor, fileName }) => [anchor, fileName]));
      for (const row of rowsOf(specificationTable(words))) {
        const expense = programme.expenses[Number(row.anchor?.replace('expense-', ''))] ?? expect.fail();
        const runs = row.cells[0]?.paragraphs.flatMap((text) => (typeof text === 'string' ? [] : text)) ?? [];
        expect(runs.map(({ linkTo }) => fileAt.get(linkTo ?? ''))).toEqual(expense.attachments);
        expect(runs.map(({ text }) => `voucher-${text.replace(', ', '')}`)).toEqual(runs.map(({ linkTo }) => linkTo));
      }
    }));
  });

  test.each(languages)('every cut is explained on its line in %s', (language) => {
    fc.assert(fc.property(someProgrammes, (programme) => {
      const words = wordsFor(programme, language);
      for (const row of rowsOf(specificationTable(words))) {
        const line = words.calculation.lines[Number(row.anchor?.replace('expense-', ''))] ?? expect.fail();
        const steps = explainLine(line, words.calculation.terms.dayCap).map((step) => stepText(step, language));
        if (!line.net.eq(line.basis)) expect(steps.length).toBeGreaterThan(0);
        expect(row.cells[2]?.paragraphs.slice(-steps.length || Infinity)).toEqual(steps);
      }
    }), { numRuns: 40 });
  });
});

test('each activity is a bookmark', () => {
  expect(specificationTable(wordsFor(aRichProgramme())).groups.map(({ isBookmarked }) => isBookmarked)).toEqual([true, true, true]);
});

describe('the activities', () => {
  test('come in their own order, whatever the order of the costs; what belongs to none comes last', () => {
    expect(titles(aRichProgramme())).toEqual(['Fagsamling 1', 'Lederstøtte', 'Uten samling']);
    const { expenses, ...rest } = aRichProgramme();
    expect(titles({ ...rest, expenses: expenses.toReversed() })).toEqual(['Fagsamling 1', 'Lederstøtte', 'Uten samling']);
  });

  test('without refundable costs are left out', () => {
    expect(titles(aProgramme({ expenses: [aNotRefundable('8000', { activity: 'a1' })] }))).toEqual([]);
  });

  test('a cost whose activity is gone is still a line', () => {
    expect(titles(aProgramme({ expenses: [aFee({ activity: 'slettet' })] }))).toEqual(['Uten samling']);
  });
});

describe('a line says', () => {
  test('who in what role, what, and by which invoice', () => {
    expect(whatOf(aProgramme())).toEqual(['Ola Veileder, prosessveileder', 'Prosessveiledning', 'Faktura 1001, IMTEC AS, 15.02.2026']);
  });

  test('that the consultant is missing, and nothing of what was left blank', () => {
    const fee = aFee({ consultant: undefined, description: '  ', invoice: undefined });
    expect(whatOf(aProgramme({ expenses: [fee] }))).toEqual(['Uten konsulent']);
  });

  test('which invoice a credit note lowers, or which expense where that has no invoice: never an id', () => {
    const credited = (fields: Parameters<typeof aFee>[0], own: Parameters<typeof aFee>[0] = {}) => {
      const credit = aFee({ creditOf: 'e1', days: [aDay('2026-02-10', '-1')], ...own });
      return whatOf(aProgramme({ expenses: [aFee({ id: 'e1', ...fields }), credit] }), 1)[2];
    };
    expect(credited({}, { invoice: { ...anInvoice, number: '1056' } })).toBe('Kreditnota 1056 til faktura 1001, IMTEC AS, 15.02.2026');
    expect(credited({ invoice: undefined })).toBe('Kreditnota 1001 til honorar 10.02.2026, IMTEC AS, 15.02.2026');
    expect(credited({}, { invoice: undefined })).toBe('Kreditnota til faktura 1001');
    expect(credited({ invoice: undefined, days: [] }, { invoice: undefined })).toBe('Kreditnota til honorar');
  });

  test.each([
    ['1001', 'nb', 'Kreditnota 1009 til faktura 1001 (utenfor dette kravet), IMTEC AS, 15.02.2026'],
    ['1001', 'nn', 'Kreditnota 1009 til faktura 1001 (utanfor dette kravet), IMTEC AS, 15.02.2026'],
    ['1001', 'en', 'Credit note 1009 to invoice 1001 (outside this claim), IMTEC AS, 15 Feb 2026'],
    ['', 'nb', 'Kreditnota 1009 til en utgift utenfor dette kravet, IMTEC AS, 15.02.2026'],
    [undefined, 'nb', 'Kreditnota 1009 til en utgift utenfor dette kravet, IMTEC AS, 15.02.2026'],
  ] as const)('of a credit note whose invoice «%s» is in another claim, so much as is known, in %s', (creditOfInvoice, language, expected) => {
    const credit = aFee({ creditOf: '6cbfad61-0000', creditOfInvoice, days: [aDay('2026-02-10', '-1')], invoice: { ...anInvoice, number: '1009' } });
    const [row] = rowsOf(specificationTable(wordsFor(aProgramme({ expenses: [credit] }), language)));
    expect((row?.cells[2]?.paragraphs ?? []).map(plain)[2]?.replaceAll('\u00a0', ' ')).toBe(expected);
  });

  test('every service day of a fee, and the day a journey was made', () => {
    const fee = aFee({ days: [aDay('2026-02-11', '1'), aDay('2026-02-10', '1')] });
    const rows = rowsOf(specificationTable(wordsFor(aProgramme({ expenses: [fee, anActual('travel', '5')] }))));
    expect(rows.map((row) => cellTexts(row)[1])).toEqual(['10.02.–11.02.2026', '10.02.2026']);
  });

  test('days in a row together, others by themselves, and what they cost where that differs', () => {
    const days = ['20', '10', '11', '12', '24'].map((date) => aDay(`2026-02-${date}`, date === '11' ? '1000' : '900'));
    const programme = aProgramme({ expenses: [aFee({ days })] });
    expect(cellTexts(rowsOf(specificationTable(wordsFor(programme)))[0] ?? expect.fail())[1]).toBe('10.02.–12.02.2026 / 20.02.2026 / 24.02.2026');
    expect(whatOf(programme).at(-1)?.replaceAll('\u00a0', ' ')).toBe('10.02.2026, 12.02.2026, 20.02.2026, 24.02.2026: 900,00 kr per dag; 11.02.2026: 1 000,00 kr');
  });

  test.each([
    ['nb', '02.03.–03.03.2026: 18 000,00 kr per dag; 04.03.2026: 9 000,00 kr'],
    ['nn', '02.03.–03.03.2026: 18 000,00 kr kvar dag; 04.03.2026: 9 000,00 kr'],
    ['en', '2–3 Mar 2026: NOK 18,000.00 a day; 4 Mar 2026: NOK 9,000.00'],
  ] as const)('in %s that an amount beside several days is of each of them', (language, expected) => {
    const days = [aDay('2026-03-02', '18000'), aDay('2026-03-03', '18000'), aDay('2026-03-04', '9000')];
    const [row] = rowsOf(specificationTable(wordsFor(aProgramme({ expenses: [aFee({ days })] }), language)));
    expect(plain(row?.cells[2]?.paragraphs.at(-1) ?? '').replaceAll('\u00a0', ' ')).toBe(expected);
  });

  test('a day that was entered twice with both amounts together', () => {
    const entered = (...days: [on: string, amount: string][]) => whatOf(aProgramme({ expenses: [aFee({ days: days.map(([on, amount]) => aDay(on, amount)) })] }))
      .slice(3).map((text) => text.replaceAll('\u00a0', ' '));
    expect(entered(['2026-02-10', '5000'], ['2026-02-10', '5000'], ['2026-02-11', '7000'])).toEqual(['10.02.2026: 10 000,00 kr; 11.02.2026: 7 000,00 kr']);
    expect(entered(['2026-02-10', '5000'], ['2026-02-11', '9000'], ['2026-02-10', '4000'])).toEqual(['2 dager à 9 000,00 kr']);
    expect(entered(['2026-02-10', '5000'], ['2026-02-10', '4000'])).toEqual([]);
  });

  test('the same cut of many days in one sentence', () => {
    const month = (amount: string, invoice = anInvoice) => aFee({ days: Array.from({ length: 25 }, (_, day) => aDay(`2026-02-${String(day + 1).padStart(2, '0')}`, amount)), invoice });
    const programme = aProgramme({ expenses: [month('20000'), month('7000', { ...anInvoice, number: '1002' })] });
    const cuts = [0, 1].map((line) => whatOf(programme, line).slice(3).map((text) => text.replaceAll('\u00a0', ' ')));
    expect(cuts).toEqual([
      ['25 dager à 20 000,00 kr regnes som 18 000,00 kr hver, taket for én dag.'],
      ['25 dager à 7 000,00 kr', '01.02.–25.02.2026: 7 000,00 kr regnes som 0,00 kr hver dag. Konsulenten har allerede 20 000,00 kr på hver av de 25 dagene; taket er 18 000,00 kr.'],
    ]);
  });
});

test('an activity’s name is of the organisation’s language, also where it stands in the sum', () => {
  const [group] = specificationTable(wordsFor(aProgramme(), 'en')).groups;
  expect(group?.title).toEqual([{ text: 'Fagsamling 1', language: 'nb' }]);
  expect(group?.subtotal?.cells[0]?.paragraphs).toEqual([[{ text: 'Total for ' }, { text: 'Fagsamling 1', language: 'nb' }]]);
  expect(specificationTable(wordsFor(aProgramme())).groups[0]).toMatchObject({ title: 'Fagsamling 1', subtotal: { cells: [{ paragraphs: ['Sum Fagsamling 1'] }, {}, {}, {}] } });
});

test('what belongs to no activity is told in the document’s own words', () => {
  expect(specificationTable(wordsFor(aProgramme({ expenses: [aFee({ activity: undefined })] }), 'en')).groups[0]?.title).toBe('No gathering');
});

describe('the column of days', () => {
  const { size } = type.table;

  /** The lines its cells are set in, in the typeface of the claim, whatever day the claim is made. */
  function dayLines(runs: readonly string[][], language: Language, madeOn: string): string[] {
    const fonts = openFonts(projectFolder);
    const programme = aProgramme({ expenses: runs.map((run) => aFee({ days: run.map((on) => aDay(on, '1000')) })) });
    const table = specificationTable({ ...wordsFor(programme, language), today: calendarDate(madeOn) });
    const box = columnBoxes(table.columns, (text) => fonts.strong.measure(text) * size + 0.2)[1] ?? expect.fail();
    const measure = (text: string, font: 'regular' | 'strong') => fonts[font].measure(text);
    const texts = rowsOf(table).flatMap(({ cells }) => cells[1]?.paragraphs ?? []);
    return texts.flatMap((text) => wrap(text, { width: box.width, size, measure })).map(({ segments }) => segments.map(({ text }) => text).join('').replaceAll('\u00a0', ' '));
  }

  const inMay = ['2026-05-28', '2026-05-29', '2026-05-30'];
  const overNewYear = ['2025-12-30', '2025-12-31', '2026-01-01', '2026-01-02'];

  test.each(['2026-07-01', '2026-11-23'])('breaks no day in two, and a period only behind its dash, in a claim made on %s', (madeOn) => {
    expect(dayLines([inMay, overNewYear], 'en', madeOn)).toEqual(['28–30 May 2026', '30 Dec 2025–', '2 Jan 2026']);
    expect(dayLines([overNewYear, ['2026-05-31', '2026-06-01']], 'en', madeOn)).toEqual(['30 Dec 2025–', '2 Jan 2026', '31 May–', '1 Jun 2026']);
    for (const language of ['nb', 'nn'] as const) {
      expect(dayLines([inMay, overNewYear], language, madeOn)).toEqual(['28.05.–', '30.05.2026', '30.12.2025–', '02.01.2026']);
    }
  });

  test.each(languages)('is no wider than its own days ask for in %s', (language) => {
    const widthFor = (madeOn: string) => columnBoxes(
      specificationTable({ ...wordsFor(aProgramme({ expenses: [aFee({ days: inMay.map((on) => aDay(on, '1000')) })] }), language), today: calendarDate(madeOn) }).columns,
      (text) => text.length,
    )[1]?.width;
    expect(widthFor('2026-07-01')).toBe(widthFor('2026-11-23'));
  });
});
