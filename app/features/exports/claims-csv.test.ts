import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aRichProgramme, someProgrammes } from '#test/fixtures/assessments.ts';
import { aClaimForExport } from '#test/fixtures/exports.ts';
import { aDay, aFee, anInvoice, aProgramme } from '#test/fixtures/factories.ts';
import { languages } from '#app/domain/programme.ts';
import { money, moneyToText, sum } from '#app/domain/money.ts';
import { claimsCsv } from './claims-csv.ts';

/** Reads CSV as a spreadsheet does: `;`, quotes, CRLF. */
function readCsv(text: string): string[][] {
  return text.slice(1).split('\r\n').slice(0, -1).map((row) => [...row.matchAll(/(?:^|;)(?:"((?:[^"]|"")*)"|([^;]*))/g)]
    .map(([, quoted, bare]) => quoted?.replaceAll('""', '"') ?? bare ?? ''));
}

function column(rows: readonly string[][], heading: string): (string | undefined)[] {
  const index = rows[0]?.indexOf(heading) ?? -1;
  return rows.slice(1).map((row) => row[index]);
}

/** The cell under a heading, of a claim with one fee. */
function cellOf(heading: string, fee: Parameters<typeof aFee>[0]): string | undefined {
  return column(readCsv(claimsCsv([aClaimForExport(aProgramme({ expenses: [aFee(fee)] }))], 'nb')), heading)[0];
}

const amountIn = (cell: string | undefined) => money((cell ?? '').replace(',', '.'));

describe('the file', () => {
  const csv = claimsCsv([aClaimForExport(aRichProgramme())], 'nb');

  test('opens in a Norwegian Excel: byte order mark, semicolons, CRLF to the end', () => {
    expect(csv.startsWith('\ufeffKrav nr.;Versjon;Status;')).toBe(true);
    expect(csv.endsWith('\r\n')).toBe(true);
    expect(csv.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });

  test('has a row a line, each as long as the headings', () => {
    const rows = readCsv(csv);
    expect(rows).toHaveLength(9);
    expect(new Set(rows.map((row) => row.length)).size).toBe(1);
  });

  test('tells the claim on each line', () => {
    const rows = readCsv(csv);
    expect(new Set(column(rows, 'Krav nr.'))).toEqual(new Set(['7']));
    expect(new Set(column(rows, 'Status'))).toEqual(new Set(['attestert']));
    expect(new Set(column(rows, 'Organisasjonsnummer'))).toEqual(new Set(['940155223']));
    expect(new Set(column(rows, 'Attestert'))).toEqual(new Set(['20.11.2026']));
  });

  test.each(languages)('has headings of its own for every column in %s', (language) => {
    const headings = readCsv(claimsCsv([], language))[0] ?? [];
    expect(new Set(headings).size).toBe(headings.length);
    expect(headings).not.toContain('');
  });

  test('of no claims has its headings only', () => {
    expect(readCsv(claimsCsv([], 'nn'))).toHaveLength(1);
  });
});

describe('amounts', () => {
  test('add up to the claim to the øre', () => {
    fc.assert(fc.property(someProgrammes, (programme) => {
      const claim = aClaimForExport(programme);
      const rows = readCsv(claimsCsv([claim], 'nb'));
      const total = (heading: string) => moneyToText(sum(column(rows, heading).map(amountIn)));
      expect([total('Beløp uten mva.'), total('Grunnlag'), total('Refusjon'), total('Egenandel')])
        .toEqual([claim.totals.cost, claim.totals.basis, claim.totals.refund, claim.totals.ownShare].map(moneyToText));
    }));
  });

  test('have a decimal comma and no sign a spreadsheet would stumble over', () => {
    expect(cellOf('Beløp uten mva.', { days: [aDay('2026-02-10', '12345678.5')] })).toBe('12345678,50');
  });

  test('stay numbers when they are negative', () => {
    expect(cellOf('Beløp uten mva.', { creditOf: 'e1', days: [aDay('2026-02-10', '-1000')] })).toBe('-1000,00');
  });

  test('are written alike in every language', () => {
    const claim = aClaimForExport(aRichProgramme());
    const figures = (rows: readonly string[][]) => rows.slice(1).map((row) => row.filter((cell) => /^-?\d+,\d\d$/.test(cell)));
    expect(figures(readCsv(claimsCsv([claim], 'en')))).toEqual(figures(readCsv(claimsCsv([claim], 'nb'))));
  });
});

describe('days', () => {
  test('are first and last, whatever the order they were typed in, with each amount beside', () => {
    const days = [aDay('2026-02-12', '18000'), aDay('2026-02-10', '20000')];
    expect(cellOf('Første dag', { days })).toBe('10.02.2026');
    expect(cellOf('Siste dag', { days })).toBe('12.02.2026');
    expect(cellOf('Dager og beløp', { days })).toBe('12.02.2026: 18\u00a0000,00; 10.02.2026: 20\u00a0000,00');
  });

  test('of a single day are not told twice', () => {
    expect(cellOf('Dager og beløp', {})).toBe('');
  });
});

describe('texts', () => {
  test.each(['=1+1', '+47 61 18 95 00', '-5', '@SUM(A1)', ' =1+1', '\t=1+1', '\r=1+1', '＝1+1', '=HYPERLINK("http://example.no";"x")'])(
    'that a spreadsheet would run (%j) get an apostrophe',
    (description) => { expect(cellOf('Beskrivelse', { description })).toBe(`'${description.trim()}`); },
  );

  test.each(['00123', '123456789012', '1E5', '1-2', '12/2025', '1.5.26', '10:30', '5 %', 'MAR-1', '1 mai 26', 'Okt 3', '2. januar', 'September 2026'])(
    'that it would rewrite (%s) get one too',
    (number) => { expect(cellOf('Fakturanummer', { invoice: { ...anInvoice, number } })).toBe(`'${number}`); },
  );

  test.each(['1001', '0', '12345678901', 'F-1001', 'Mai', 'Marte 2', 'kr 5', '25/12345', '25/12345-1', 'Ås'])('that it leaves alone (%s) are left alone', (number) => {
    expect(cellOf('Fakturanummer', { invoice: { ...anInvoice, number } })).toBe(number);
  });

  test('are quoted where they hold a semicolon or quotes, and never break the row', () => {
    expect(cellOf('Beskrivelse', { description: 'Del 1; «Mål» og "midler"\r\nDel 2' })).toBe('Del 1; «Mål» og "midler" Del 2');
  });

  test('never start as a formula, whatever is typed', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (description) => {
      expect(cellOf('Beskrivelse', { description })).not.toMatch(/^\s*[=+\-@]/);
    }));
  });

  test('keep the zeros of an accounting string', () => {
    expect(cellOf('Ansvar', {})).toBe("'0310");
  });

  test('of several files stand in one cell', () => {
    expect(cellOf('Vedlegg', { attachments: ['a.pdf', 'b.pdf'] })).toBe('a.pdf; b.pdf');
    expect(cellOf('Bilagsnummer', { attachments: ['a.pdf', 'b.pdf'] })).toBe('1; 2');
  });
});
