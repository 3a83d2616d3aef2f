import { describe, expect, test } from 'vitest';
import type { Role } from '#app/domain/permissions.ts';
import type { Programme } from '#app/domain/programme.ts';
import type { CellView } from '#app/components/table-cell.tsx';
import { aDay, aFee, anActual, aNotRefundable, aProgramme } from '#test/fixtures/factories.ts';
import { anOverviewContext, type Standing } from '#test/fixtures/overviews.ts';
import { expensesView } from './overview-expenses-view.ts';

function tableOf(programme: Programme, { role = 'case_worker', from = 1, ...standing }: Standing & { role?: Role; from?: number } = {}) {
  return expensesView(anOverviewContext(programme, standing, { role }), from);
}

const written = (cell: CellView) => (typeof cell === 'string' ? cell : [cell.text, cell.status?.text, cell.detail, ...cell.links ?? []]
  .flatMap((part) => (typeof part === 'object' ? [part.text] : part ?? [])).join(' | ')).replaceAll('\u00a0', ' ');

const programme = aProgramme({
  expenses: [
    aFee({ id: 'e1', days: [aDay('2026-02-12', '20000'), aDay('2026-02-10', '20000'), aDay('2026-02-11', '20000')], attachments: ['a.pdf', 'b.pdf'] }),
    anActual('travel', '2412.50', { id: 'e2', description: undefined, activity: undefined, paidOn: undefined, attachments: [] }),
    aNotRefundable('8000', { id: 'e3', consultant: undefined, description: 'Leie av lokale' }),
    aFee({ id: 'e4', days: [] }),
  ],
});

describe('a row', () => {
  const rows = tableOf(programme).table.rows.map(({ cells }) => cells.map(written));

  test('tells when, who, what, where, and what the cost gives', () => {
    expect(rows[0]).toEqual([
      '1', '10.02.2026–12.02.2026 (3 dager)', 'Prosessveiledning | Honorar · Ola Veileder', 'Fagsamling 1', '2 filer',
      '60 000,00', '54 000,00', '37 800,00', 'Klar', 'Kopier',
    ]);
  });

  test('names what the line lacks', () => {
    expect(rows[1]).toEqual(['2', '10.02.2026', 'Reise | Ola Veileder', '', 'ingen', '2 412,50', '2 412,50', '1 688,75', 'Mangler noe | ikke betalt, uten vedlegg', 'Kopier']);
    expect(rows[3]?.slice(1, 2)).toEqual(['ingen dag']);
    expect(rows[3]?.at(-2)).toBe('Mangler noe | uten dag');
  });

  test('of a cost that is never refunded says so', () => {
    expect(rows[2]?.slice(2)).toEqual(['Leie av lokale | Ikke refusjonsberettiget', 'Fagsamling 1', 'ingen', '8 000,00', '0,00', '0,00', 'Dekkes ikke', 'Kopier']
      .map((text, index) => (index === 1 ? '' : text)));
  });

  test('leads to the expense, for all; only who may add a cost can copy it', () => {
    const { columns, rows: read } = tableOf(programme, { role: 'reader' }).table;
    expect(columns.map(({ heading }) => heading)).not.toContain('Handling');
    expect(read.map(({ cells }) => cells.length)).toEqual([9, 9, 9, 9]);
    expect(read[0]?.cells[2]).toMatchObject({ href: '/organisations/o1/programmes/p1/expenses/e1' });
  });

  test('tells of the claim it stands in, or why it waits', () => {
    const { table } = tableOf(programme, { attested: [['e1']], drafts: [['e2']], parked: { e4: 'Venter på dagene' } });
    expect(table.rows.map(({ cells }) => written(cells[8] ?? ''))).toEqual([
      'Krav 1 | attestert', 'Krav 2 | utkast', 'Dekkes ikke', 'Venter | Venter på dagene',
    ]);
    expect(table.rows.map(({ isMuted }) => isMuted)).toEqual([false, false, false, true]);
  });
});

describe('the sums', () => {
  const sums = (standing: Standing) => tableOf(programme, standing).table.footer?.map(({ cells }) => cells.map(written).filter((text) => text !== ''));

  test('stand under the table', () => {
    expect(sums({})).toEqual([['Sum', '70 412,50', '56 412,50', '39 488,75']]);
  });

  test('are parted when some of it is claimed', () => {
    expect(sums({ attested: [['e1']] })).toEqual([
      ['I attesterte krav', '60 000,00', '54 000,00', '37 800,00'],
      ['Ikke i attesterte krav', '10 412,50', '2 412,50', '1 688,75'],
      ['Sum', '70 412,50', '56 412,50', '39 488,75'],
    ]);
  });
});

describe('a long list', () => {
  const long = aProgramme({ expenses: Array.from({ length: 250 }, (_, index) => anActual('travel', '100', { id: `e${index + 1}` })) });
  const firstAndLast = (from: number) => {
    const { table: { rows, footer }, pagination } = tableOf(long, { from });
    return [rows.at(0)?.key, rows.at(-1)?.key, pagination?.previous?.href, pagination?.next?.href, written(footer?.at(-1)?.cells[5] ?? '')];
  };

  test('is shown a hundred at a time, with the sums of all', () => {
    const page = '/organisations/o1/programmes/p1';
    expect(firstAndLast(1)).toEqual(['e1', 'e100', undefined, `${page}?from=101#expenses`, '25 000,00']);
    expect(firstAndLast(101)).toEqual(['e101', 'e200', `${page}?from=1#expenses`, `${page}?from=201#expenses`, '25 000,00']);
    expect(firstAndLast(201)).toEqual(['e201', 'e250', `${page}?from=101#expenses`, undefined, '25 000,00']);
  });

  test.each([-5, 0, 0.5, 1_000, Number.MAX_SAFE_INTEGER])('asked for from %d begins at the beginning', (from) => {
    expect(firstAndLast(from)[0]).toBe('e1');
  });
});
