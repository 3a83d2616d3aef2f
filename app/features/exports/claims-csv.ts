import { moneyToText, percentToText } from '#app/domain/money.ts';
import type { Language } from '#app/domain/programme.ts';
import { formatDay } from '#app/i18n/format.ts';
import { template, translator } from '#app/i18n/translate.ts';
import type { ExportCell } from './export-cells.ts';
import type { ClaimForExport } from './export-data.ts';
import { assertAddsUp } from './export-sums.ts';
import { lineColumns, linesOf } from './line-columns.ts';

const byteOrderMark = '\ufeff';
const separator = ';';
const lineEnd = '\r\n';

/** What a spreadsheet runs: half and full width, after any space. */
const formulaStart = /^\s*[=+\-@＝＋－＠]/;
/** What a spreadsheet may read as a number, a date, a time or a fraction, and write back as something else. */
const numberLike = /^\d[\d\s.,:/\-eE%]*$/;
/** `MAR-1`, `1 mai 26`: months by name, in Norwegian and English. */
const months = 'jan(uary?)?|feb(ruary?)?|mar(s|ch)?|apr(il)?|ma[iy]|jun[ie]?|jul[iy]?|aug(ust)?|sep(t|tember)?|o[kc]t(ober)?|nov(ember)?|de[sc](ember)?';
const monthLike = new RegExp(`^[\\d.\\s/-]*(${months})[\\d.\\s/-]*$`, 'i');
/** What it shows as it is: whole numbers of at most eleven digits without a leading zero, and case numbers no year is in (`25/12345-1`). */
const safeNumber = /^(0|[1-9]\d{0,10}|\d{2,4}\/\d{5,7}(-\d{1,4})?)$/;
/** Control characters, with line ends: a row is a line of the file, also for readers that know no quotes. */
const controls = /[\p{Cc}\u2028\u2029]+/gu;

/**
 * The lines of claims for a Norwegian Excel: `;` between cells, decimal comma, `dd.mm.yyyy`, UTF-8 with byte order mark, CRLF.
 * A text a spreadsheet would run or rewrite gets an apostrophe before it; amounts, also negative ones, are plain numbers.
 */
export function claimsCsv(claims: readonly ClaimForExport[], language: Language): string {
  for (const claim of claims) assertAddsUp(claim);
  const words = { language, t: translator(language) };
  const headings = lineColumns.map(({ heading }) => quoted(template(language, heading)));
  const rows = linesOf(claims).map((line) => lineColumns.map(({ cell }) => csvCell(cell(line, words))));
  return byteOrderMark + [headings, ...rows].map((row) => row.join(separator) + lineEnd).join('');
}

function csvCell(cell: ExportCell): string {
  switch (cell.kind) {
    case 'text': return quoted(harmless(cell.text));
    case 'amount': return moneyToText(cell.amount).replace('.', ',');
    case 'whole': return String(cell.value);
    case 'share': return percentToText(cell.percent).replace('.', ',');
    case 'day': return formatDay(cell.on, 'nb');
    case 'empty': return '';
  }
}

function harmless(text: string): string {
  const line = text.replace(controls, ' ').trim();
  const isNumberLike = numberLike.test(line) && !safeNumber.test(line);
  const isMonthLike = monthLike.test(line) && /\d/.test(line);
  return formulaStart.test(line) || isNumberLike || isMonthLike ? `'${line}` : line;
}

function quoted(text: string): string {
  return /[;",]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
