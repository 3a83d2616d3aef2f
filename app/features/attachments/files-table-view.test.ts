import { describe, expect, test } from 'vitest';
import type { CellView } from '#app/components/table-cell.tsx';
import { languages, type Language } from '#app/domain/programme.ts';
import { aFile, aMatter } from '#test/fixtures/expense-matter.ts';
import { aFee, anActual } from '#test/fixtures/factories.ts';
import type { FileHold } from './file-hold.ts';
import { filesTable } from './files-table-view.ts';

const place = '/organisations/o1/programmes/p1';

function tableOf(matter: ReturnType<typeof aMatter>, { canEdit = true, language = 'nb' }: { canEdit?: boolean; language?: Language } = {}) {
  let made = 0;
  return filesTable(matter, { canEdit, canLog: true, language, newFormKey: () => { made += 1; return `key${made}`; } });
}

function cellOf(table: ReturnType<typeof tableOf>, { file, column }: { file: string; column: number }): Exclude<CellView, string> {
  const cell = table.rows.find(({ key }) => key === file)?.cells[column];
  if (typeof cell !== 'object') throw new Error(`No such cell: ${file} ${column}`);
  return cell;
}

const usesOf = (matter: ReturnType<typeof aMatter>, file: string) => cellOf(tableOf(matter), { file, column: 3 });
const actsOf = (matter: ReturnType<typeof aMatter>, file: string, canEdit = true) => cellOf(tableOf(matter, { canEdit }), { file, column: 4 });

describe('the table of files', () => {
  test.each(languages)('has a caption, and a heading for each of its five columns, in %s', (language) => {
    const table = tableOf(aMatter({ files: [aFile('a')] }), { language });
    expect(table.isCaptionHidden).toBe(true);
    expect(table.caption).toMatch(/.{5,}/);
    expect(new Set(table.columns.map(({ heading }) => heading)).size).toBe(5);
    expect(table.columns.map(({ isNumeric }) => isNumeric === true)).toEqual([false, true, true, false, false]);
    for (const { cells } of table.rows) expect(cells).toHaveLength(table.columns.length);
  });

  test('has the latest first, and those that came together by name', () => {
    const files = [aFile('b'), aFile('c', { uploadedAt: '2026-11-25T08:00:00.000Z' }), aFile('a')];
    expect(tableOf(aMatter({ files })).rows.map(({ key }) => key)).toEqual(['c', 'a', 'b']);
    expect(files.map(({ id }) => id)).toEqual(['b', 'c', 'a']);
  });

  test('has no rows without files', () => {
    expect(tableOf(aMatter()).rows).toEqual([]);
  });
});

describe('pages and address', () => {
  test('of a file that can be read are told, and it is shown', () => {
    const table = tableOf(aMatter({ files: [aFile('a', { state: { isReadable: true, pages: 1200, sha256: '' } })] }));
    expect(cellOf(table, { file: 'a', column: 0 })).toEqual({
      thumbnail: { src: `${place}/files/a/thumbnail`, alt: 'Første side av a.pdf' },
      text: 'a.pdf', href: `${place}/files/a?view`, detail: undefined, status: undefined,
    });
    expect(table.rows[0]?.cells.slice(1, 3)).toEqual(['1\u00a0200', '117 kB']);
  });

  test('of one that can’t be read are not: it is fetched, and the words say why', () => {
    const table = tableOf(aMatter({ files: [aFile('x', { state: { isReadable: false, cause: 'password' } })] }));
    expect(cellOf(table, { file: 'x', column: 0 })).toMatchObject({
      thumbnail: undefined, href: `${place}/files/x`, status: { text: 'kan ikke tas med i kravet', tone: 'warning' },
    });
    expect(cellOf(table, { file: 'x', column: 0 }).detail).toContain('låst med passord');
    expect(table.rows[0]?.cells[1]).toBe('');
  });
});

describe('what a file proves', () => {
  const expenses = [aFee({ id: 'e1' }), anActual('travel', '500', { id: 'e2' })];
  const files = [aFile('both'), aFile('one'), aFile('none'), aFile('letter')];
  const matter = aMatter({ expenses, files, uses: { e1: ['both'], e2: ['one', 'both', 'letter'] }, grantLetterId: 'letter' });

  test.each<[string, readonly string[], string | undefined, string | undefined]>([
    ['both', ['e1', 'e2'], undefined, undefined],
    ['one', ['e2'], undefined, undefined],
    ['none', [], undefined, 'Ikke brukt'],
    ['letter', ['e2'], 'Tilsagnsbrev', undefined],
  ])('%s', (file, uses, text, status) => {
    const cell = usesOf(matter, file);
    expect(cell.links?.map(({ href }) => href)).toEqual(uses.map((id) => `${place}/expenses/${id}`));
    expect([cell.text, cell.status?.text]).toEqual([text, status]);
  });

  test('is told by the lines’ own labels', () => {
    expect(usesOf(matter, 'one').links?.map(({ text }) => text)).toEqual(['Reise 500,00 · 10.02.2026 · faktura 1001']);
  });
});

describe('what can be done with a file', () => {
  const matter = aMatter({ files: [aFile('used'), aFile('free'), aFile('letter')], uses: { e1: ['used'] }, grantLetterId: 'letter' });

  test.each([['used', false], ['free', true], ['letter', false]] as const)('%s can be removed: %s', (file, canBeRemoved) => {
    const { button } = actsOf(matter, file);
    expect(button !== undefined).toBe(canBeRemoved);
    if (button !== undefined) expect(button).toMatchObject({ action: `${place}/files`, hidden: { act: 'remove', file } });
  });

  test.each(['used', 'free', 'letter'])('%s can be fetched and be replaced; and start an expense, unless it is the letter', (file) => {
    expect(actsOf(matter, file).links).toEqual([
      ...(file === 'letter' ? [] : [{ href: `${place}/expenses/new?file=${file}`, text: 'Før utgift av denne' }]),
      { href: `${place}/files/${file}`, text: 'Last ned' }, { href: `${place}/files?replace=${file}`, text: 'Erstatt' },
    ]);
  });

  test.each(['used', 'free', 'letter'])('%s can only be fetched by one who may not change anything', (file) => {
    expect(actsOf(matter, file, false)).toEqual({ links: [{ href: `${place}/files/${file}`, text: 'Last ned' }] });
  });

  test.each<[FileHold, string | undefined]>([
    [{ code: 'in_claim', claim: { claimId: 'c1', number: 3, status: 'approved' } }, 'Bilag i krav 3, som er attestert. Kan ikke erstattes.'],
    [{ code: 'on_cost' }, 'Står på en utgift, som kommunen svarer for. Kan ikke erstattes.'],
    [{ code: 'others' }, undefined],
  ])('one that stays as it is ($code) is not offered to be replaced or removed, and says why', (hold, why) => {
    const table = filesTable(matter, { canEdit: true, canLog: false, language: 'nb', newFormKey: () => 'key', holds: new Map([['free', hold], ['used', hold]]) });
    for (const file of ['free', 'used']) {
      const acts = cellOf(table, { file, column: 4 });
      expect([acts.links?.map(({ text }) => text), acts.button, acts.detail]).toEqual([['Last ned'], undefined, why]);
    }
    expect(cellOf(table, { file: 'letter', column: 4 }).links?.map(({ text }) => text)).toEqual(['Last ned', 'Erstatt']);
  });

  test('each button has a key of its own, so that two removals are two acts', () => {
    const free = aMatter({ files: [aFile('a'), aFile('b'), aFile('c')] });
    const table = tableOf(free);
    const keys = ['a', 'b', 'c'].map((file) => cellOf(table, { file, column: 4 }).button?.hidden?.['form_key']);
    expect(new Set(keys).size).toBe(3);
  });
});
