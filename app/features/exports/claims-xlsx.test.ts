import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { aRichProgramme } from '#test/fixtures/assessments.ts';
import { aClaimForExport } from '#test/fixtures/exports.ts';
import { aDay, aFee, anInvoice, aProgramme } from '#test/fixtures/factories.ts';
import { calendarDate } from '#app/domain/calendar-date.ts';
import { money, moneyToText } from '#app/domain/money.ts';
import type { ClaimForExport } from './export-data.ts';
import { claimsXlsx } from './claims-xlsx.server.ts';

interface ReadCell {
  /** What stands in the file: the digits of a number, the words of a text. */
  readonly value: string;
  readonly isText: boolean;
  readonly format: string;
}

const unescaped = (xml: string) => xml.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
const all = (xml: string, pattern: RegExp) => [...xml.matchAll(pattern)];

/** The workbook read from its XML, by another hand than the one that wrote it. */
async function sheetsOf(claims: readonly ClaimForExport[], language: 'nb' | 'nn' | 'en' = 'nb') {
  const parts = unzipSync(await claimsXlsx(claims, language));
  const xml = (name: string) => strFromU8(parts[name] ?? new Uint8Array());
  const texts = all(xml('xl/sharedStrings.xml'), /<t[^>]*>([^<]*)<\/t>/g).map(([, text]) => unescaped(text ?? ''));
  const formatCodes = new Map(all(xml('xl/styles.xml'), /<numFmt [^>]*\/>/g).map(([tag]) => [/numFmtId="(\d+)"/.exec(tag)?.[1], unescaped(/formatCode="([^"]*)"/.exec(tag)?.[1] ?? '')]));
  const styles = all(/<cellXfs.*<\/cellXfs>/s.exec(xml('xl/styles.xml'))?.[0] ?? '', /<xf [^>]*>/g).map(([tag]) => formatCodes.get(/numFmtId="(\d+)"/.exec(tag)?.[1]) ?? '');
  const cell = (tag: string): ReadCell => {
    const raw = /<v>([^<]*)<\/v>/.exec(tag)?.[1] ?? '';
    const isText = tag.includes(' t="s"');
    return { value: isText ? texts[Number(raw)] ?? `no text ${raw}` : raw, isText, format: styles[Number(/ s="(\d+)"/.exec(tag)?.[1] ?? -1)] ?? '' };
  };
  const rows = (sheet: string) => all(sheet, /<row [^>]*>(.*?)<\/row>/gs).map(([, row]) => all(row ?? '', /<c [^>]*?(?:\/>|>.*?<\/c>)/gs).map(([tag]) => [/r="([A-Z]+)/.exec(tag)?.[1] ?? '', cell(tag)] as const));
  const sheet = (name: string) => {
    const [headings = [], ...others] = rows(xml(name));
    const byColumn = new Map(headings.map(([column, { value }]) => [column, value]));
    return { xml: xml(name), headings: headings.map(([, { value }]) => value), rows: others.map((row) => new Map(row.map(([column, read]) => [byColumn.get(column) ?? column, read]))) };
  };
  const names = all(xml('xl/workbook.xml'), /<sheet [^>]*name="([^"]*)"/g).map(([, name]) => name);
  return { names, claims: sheet('xl/worksheets/sheet1.xml'), lines: sheet('xl/worksheets/sheet2.xml'), all: Object.keys(parts).map(xml).join('\n') };
}

const withFee = (fee: Parameters<typeof aFee>[0]) => aClaimForExport(aProgramme({ expenses: [aFee(fee)] }));

describe('the workbook', () => {
  test('has a sheet of claims and a sheet of lines, in the reader’s language', async () => {
    expect((await sheetsOf([], 'nb')).names).toEqual(['Krav', 'Linjer']);
    expect((await sheetsOf([], 'en')).names).toEqual(['Claims', 'Lines']);
  });

  test('keeps the headings in view and gives every column a width', async () => {
    const { claims, lines } = await sheetsOf([aClaimForExport()]);
    for (const { xml, headings } of [claims, lines]) {
      expect(xml).toMatch(/<pane [^>]*ySplit="1"[^>]*state="frozen"/);
      expect(all(xml, /<col [^>]*width="/g)).toHaveLength(headings.length);
    }
  });

  test('has a row a claim and their sums, and a row a line', async () => {
    const claim = aClaimForExport(aRichProgramme());
    const { claims, lines } = await sheetsOf([claim, { ...claim, number: 8 }]);
    expect(claims.rows.map((row) => row.get('Krav nr.')?.value)).toEqual(['7', '8', 'Sum']);
    expect(lines.rows).toHaveLength(16);
  });

  test('is the same to the byte each time', async () => {
    const claims = [aClaimForExport(aRichProgramme())];
    expect((await claimsXlsx(claims, 'nb')).equals(await claimsXlsx(claims, 'nb'))).toBe(true);
  });

  test('is not made of a claim that does not add up', async () => {
    const claim = aClaimForExport();
    await expect(claimsXlsx([{ ...claim, totals: { ...claim.totals, refund: money('1') } }], 'nb')).rejects.toThrow('does not add up');
  });
});

describe('amounts', () => {
  test('are numbers with two decimals, equal to the claim to the øre', async () => {
    const claim = aClaimForExport(aRichProgramme(), { totals: { ...aClaimForExport(aRichProgramme()).totals, received: money('89999.99') } });
    const [row] = (await sheetsOf([claim])).claims.rows;
    const { totals } = claim;
    const wanted = { Kostnad: totals.cost, Refusjonsberettiget: totals.eligible, Grunnlag: totals.basis, Refusjon: totals.refund, Egenandel: totals.ownShare, 'Mottatt beløp': totals.received };
    for (const [heading, amount] of Object.entries(wanted)) {
      expect([heading, row?.get(heading)]).toEqual([heading, { value: Number(moneyToText(amount ?? money('0'))).toString(), isText: false, format: '#,##0.00' }]);
    }
  });

  test('are summed exactly, where floating point would not', async () => {
    const claim = withFee({ days: [aDay('2026-02-10', '0.10')] });
    const { rows } = (await sheetsOf([claim, claim, claim])).claims;
    expect(rows.at(-1)?.get('Kostnad')?.value).toBe('0.3');
  });

  test('keep every digit of what the product can hold, and their sign', async () => {
    const { rows } = (await sheetsOf([withFee({ days: [aDay('2026-02-10', '999999999999.99')] }), withFee({ days: [aDay('2026-02-10', '-0.05')] })])).lines;
    expect(rows.map((row) => row.get('Beløp uten mva.')?.value)).toEqual(['999999999999.99', '-0.05']);
  });

  test('beyond fifteen digits are refused, not rounded', async () => {
    const claim = withFee({ days: Array.from({ length: 11 }, () => aDay('2026-02-10', '999999999999.99')) });
    await expect(claimsXlsx([claim], 'nb')).rejects.toThrow(RangeError);
  });

  test('not known stay empty', async () => {
    const [row] = (await sheetsOf([aClaimForExport()])).claims.rows;
    expect(row?.has('Mottatt beløp')).toBe(false);
  });
});

describe('other cells', () => {
  test('days are real days', async () => {
    const { claims, lines } = await sheetsOf([aClaimForExport(aProgramme(), { approvedOn: calendarDate('1900-03-01'), submittedOn: calendarDate('2026-11-21') })]);
    const [claim] = claims.rows;
    expect(claim?.get('Attestert')).toEqual({ value: '61', isText: false, format: 'dd.mm.yyyy' });
    expect(claim?.get('Sendt KS')?.value).toBe('46347');
    expect(claim?.has('Oppgjort')).toBe(false);
    expect(lines.rows[0]?.get('Fakturadato')).toEqual({ value: '46068', isText: false, format: 'dd.mm.yyyy' });
  });

  test('the percentage is one', async () => {
    const [row] = (await sheetsOf([aClaimForExport()])).claims.rows;
    expect(row?.get('Prosent')).toEqual({ value: '0.7', isText: false, format: '0.00%' });
  });

  test('ids, references and accounts are text, with every zero', async () => {
    const { claims, lines } = await sheetsOf([withFee({ invoice: { ...anInvoice, number: '000123456789012345' } })]);
    const text = (value: string) => ({ value, isText: true, format: '@' });
    expect(claims.rows[0]?.get('Organisasjonsnummer')).toEqual(text('940155223'));
    expect(claims.rows[0]?.get('Tilsagnsreferanse')).toEqual(text('25/12345-1'));
    expect(lines.rows[0]?.get('Fakturanummer')).toEqual(text('000123456789012345'));
    expect(lines.rows[0]?.get('Ansvar')).toEqual(text('0310'));
    expect(lines.rows[0]?.get('Art')).toEqual(text('272'));
  });

  test.each(['=1+1', '@SUM(A1)', '<b>&"æøå"', 'constructor', '__proto__', 'toString'])('%s is a text and nothing more', async (description) => {
    const { lines, all: xml } = await sheetsOf([withFee({ description })]);
    expect(lines.rows[0]?.get('Beskrivelse')?.isText).toBe(true);
    expect(lines.rows[0]?.get('Beskrivelse')?.value.trim()).toBe(description);
    expect(xml).not.toContain('<f>');
  });

  test('a text longer than a cell is cut where one sees it', async () => {
    const { lines } = await sheetsOf([withFee({ description: 'x'.repeat(40_000) })]);
    expect(lines.rows[0]?.get('Beskrivelse')?.value).toBe(`${'x'.repeat(32_766)}…`);
  });
});
