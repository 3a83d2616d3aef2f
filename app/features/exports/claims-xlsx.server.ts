import { unzipSync, zipSync } from 'fflate';
import writeXlsxFile, { type CellObject, type Row } from 'write-excel-file/node';
import { moneyToText, percentToText, type Money, type Percent } from '#app/domain/money.ts';
import type { Language } from '#app/domain/programme.ts';
import { template, translator } from '#app/i18n/translate.ts';
import { claimColumns, claimFigureColumns } from './claim-columns.ts';
import { amount, type ExportCell, type ExportColumn } from './export-cells.ts';
import type { ClaimForExport } from './export-data.ts';
import { sumsOf } from './export-sums.ts';
import { lineColumns, linesOf } from './line-columns.ts';
import { zipTime } from './zip-time.ts';

/** A spreadsheet keeps fifteen digits of a number: kroner up to here are exact to the øre. */
const largestExactKroner = 10n ** 13n;
const longestCell = 32_767;
const bold = { fontWeight: 'bold' } as const;
const formats = { amount: '#,##0.00', share: '0.00%', day: 'dd.mm.yyyy', text: '@' } as const;

/** Claims as a workbook: a sheet with one row a claim and their sums, and a sheet with their lines. The same claims give the same bytes. */
export async function claimsXlsx(claims: readonly ClaimForExport[], language: Language): Promise<Buffer> {
  const claimSheet = sheetOf([...claimColumns, ...claimFigureColumns], claims, language);
  const lineSheet = sheetOf(lineColumns, linesOf(claims), language);
  const workbook = await writeXlsxFile([
    { ...claimSheet, data: [...claimSheet.data, sumRow(claims, language)], sheet: template(language, 'finance.export.sheet.claims') },
    { ...lineSheet, sheet: template(language, 'finance.export.sheet.lines') },
  ]).toBuffer();
  return withFixedTimes(workbook);
}

function sheetOf<Item>(columns: readonly ExportColumn<Item>[], items: readonly Item[], language: Language) {
  const words = { language, t: translator(language) };
  const headings: Row = columns.map(({ heading }) => ({ ...textCell(template(language, heading)), ...bold }));
  return {
    data: [headings, ...items.map((item): Row => columns.map(({ cell }) => xlsxCell(cell(item, words))))],
    columns: columns.map(({ widthCharacters }) => ({ width: widthCharacters })),
    stickyRowsCount: 1,
  };
}

/** Sums as values, not as formulas: a reader that does not calculate shows them too. */
function sumRow(claims: readonly ClaimForExport[], language: Language): Row {
  const { cost, eligible, basis, refund, ownShare, received } = sumsOf(claims);
  const sums = [cost, eligible, basis, undefined, refund, ownShare, received];
  const label = claimColumns.map((_, index) => (index === 0 ? { ...textCell(template(language, 'finance.export.sum')), ...bold } : null));
  return [...label, ...sums.map((each) => ({ ...xlsxCell(amount(each)), ...bold }))];
}

function xlsxCell(cell: ExportCell): CellObject {
  switch (cell.kind) {
    case 'text': return textCell(cell.text);
    case 'amount': return { value: kronerNumber(cell.amount), type: Number, format: formats.amount };
    case 'whole': return { value: cell.value, type: Number };
    case 'share': return { value: shareNumber(cell.percent), type: Number, format: formats.share };
    case 'day': return { value: new Date(`${cell.on}T00:00:00Z`), type: Date, format: formats.day };
    case 'empty': return {};
  }
}

/** Always text, also when the cell is edited. A name every object has (`constructor`) would break the writer's own list of texts. */
function textCell(text: string): CellObject {
  const value = text in {} ? `${text} ` : text;
  return { value: value.length > longestCell ? `${value.slice(0, longestCell - 1)}…` : value, type: String, format: formats.text };
}

/**
 * The one place where an amount becomes a floating-point number, since a spreadsheet knows nothing else: the decimal text is read
 * to the nearest number, which reads back as the same text as long as it has at most fifteen digits.
 */
function kronerNumber(kroner: Money): number {
  if (kroner.abs().gte(largestExactKroner.toString())) throw new RangeError('The amount has more digits than a spreadsheet keeps');
  return Number(moneyToText(kroner));
}

/** A hundredth of the percentage, by moving the point: `66.67` → 0.6667. */
function shareNumber(percent: Percent): number {
  return Number(`${percentToText(percent)}e-2`);
}

/** The writer stamps its parts with the time of day. */
function withFixedTimes(workbook: Buffer): Buffer {
  return Buffer.from(zipSync(unzipSync(workbook), { mtime: zipTime, level: 6 }));
}
