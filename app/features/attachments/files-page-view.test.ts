import { describe, expect, test } from 'vitest';
import { unreadableCauses } from '#app/domain/circumstances.ts';
import { languages } from '#app/domain/programme.ts';
import type { Permission } from '#app/domain/permissions.ts';
import { aFile, aMatter } from '#test/fixtures/expense-matter.ts';
import { refusedFileText, sizeText, stateText, unreadableText } from './file-texts.ts';
import { filesPageView, type FilesPageState } from './files-page-view.ts';
import { ownRefusals } from './upload-kind.ts';

let keys = 0;

function pageOf(fields: Partial<FilesPageState> = {}) {
  return filesPageView({
    matter: aMatter(), may: () => true, language: 'nb', notices: [], replaced: undefined, error: undefined, unlockError: undefined,
    newFormKey: () => { keys += 1; return `key${keys}`; }, ...fields,
  });
}

const reading = (permission: Permission) => !['expense.edit', 'file.add'].includes(permission);
const consultant = (permission: Permission) => permission !== 'expense.edit';

describe('the page of files', () => {
  test('says what to do when there are none', () => {
    expect(pageOf().empty).toEqual({ heading: 'Ingen filer ennå', text: 'Last opp fakturaer og kvitteringer her, så kan du føre utgiftene etterpå.' });
    expect(pageOf({ may: reading })).toMatchObject({ upload: undefined, empty: { text: 'De som fører utgiftene, har ikke lastet opp noe.' } });
  });

  test('lets a consultant send files, which the municipality puts on costs', () => {
    const page = pageOf({ may: consultant });
    expect(page.upload?.card.hidden).toMatchObject({ act: 'add' });
    expect(page.empty?.text).toBe('Last opp fakturaer og kvitteringer her. Kommunen legger dem på utgiftene.');
    expect(JSON.stringify(pageOf({ may: consultant, matter: aMatter({ files: [aFile('a')] }) }).table)).not.toContain('expenses/new');
  });

  test('asks for the password of no file that is somebody else’s', () => {
    const matter = aMatter({ files: [aFile('mine', { state: { isReadable: false, cause: 'password' } }), aFile('theirs', { state: { isReadable: false, cause: 'password' } })] });
    expect(pageOf({ matter, may: consultant, holds: new Map([['theirs', { code: 'others' }]]) }).unlocks.map(({ key }) => key)).toEqual(['mine']);
  });

  test('tells of each file what it is and where it is used', () => {
    const heic = aFile('x', { name: 'bilde.heic', state: { isReadable: false, cause: 'type_heic' } });
    const matter = aMatter({ files: [aFile('a'), heic, aFile('letter')], uses: { e1: ['a'] }, grantLetterId: 'letter' });
    const rows = new Map(pageOf({ matter }).table?.rows.map(({ key, cells }) => [key, cells]));
    expect(rows.get('a')?.slice(0, 4)).toMatchObject([
      { text: 'a.pdf', href: '/organisations/o1/programmes/p1/files/a?view' }, '2', '117 kB',
      { links: [{ href: '/organisations/o1/programmes/p1/expenses/e1', text: 'Honorar 15\u00a0000,00 · 10.02.2026 · faktura 1001' }], status: undefined },
    ]);
    expect(rows.get('x')?.[0]).toMatchObject({
      status: { text: 'kan ikke tas med i kravet', tone: 'warning' },
      detail: '«bilde.heic» er lagret, men kan ikke tas med i kravet: filen er et HEIC-bilde. Lagre bildet som JPEG, eller skriv det ut til PDF.',
    });
    expect(rows.get('x')?.[3]).toMatchObject({ status: { text: 'Ikke brukt' } });
    expect(rows.get('letter')?.[3]).toMatchObject({ text: 'Tilsagnsbrev', links: [], status: undefined });
  });

  test('lets only what nothing uses be removed, each by a form key of its own', () => {
    const matter = aMatter({ files: [aFile('a'), aFile('b'), aFile('c')], uses: { e1: ['a'] } });
    const buttons = pageOf({ matter }).table?.rows.map(({ cells }) => { const acts = cells[4]; return typeof acts === 'object' ? acts.button?.hidden : undefined; });
    expect(buttons?.map((hidden) => hidden?.['file'])).toEqual([undefined, 'b', 'c']);
    expect(new Set(buttons?.map((hidden) => hidden?.['form_key'])).size).toBe(3);
  });

  test('offers a reader to fetch a file and no more', () => {
    const rows = pageOf({ matter: aMatter({ files: [aFile('a')] }), may: reading }).table?.rows;
    expect(rows?.[0]?.cells[4]).toEqual({ links: [{ href: '/organisations/o1/programmes/p1/files/a', text: 'Last ned' }] });
  });

  test('asks for one file when another is to be replaced', () => {
    expect(pageOf({ replaced: aFile('a'), error: 'Feil' }).upload).toMatchObject({
      heading: 'Erstatt «a.pdf»', field: { isMultiple: false, error: 'Feil' },
      card: { hidden: { act: 'replace', file: 'a' }, cancel: { text: 'Avbryt' }, errors: { items: [{ href: '#files' }] } },
    });
  });
});

describe('words about a file', () => {
  test('its pages, and its size in whole kB or a tenth of an MB', () => {
    expect(stateText({ isReadable: true, pages: 1, sha256: '' }, 'nb')).toBe('1 side');
    expect(stateText({ isReadable: true, pages: 1200, sha256: '' }, 'en')).toBe('1,200 pages');
    expect([0, 1, 1500, 1_048_575, 1_048_576, 5_400_000].map((bytes) => sizeText(bytes, 'nb'))).toEqual(['1 kB', '1 kB', '1 kB', '1\u00a0024 kB', '1 MB', '5,1 MB']);
  });

  test('every cause has its sentence, with the file’s name and the way out', () => {
    for (const language of languages) {
      for (const cause of ownRefusals) expect(refusedFileText({ name: 'a.x', cause }, language)).toMatch(/^[«“]a\.x[»”] .{30,}\.$/);
      for (const cause of unreadableCauses) expect(unreadableText('a.x', { isReadable: false, cause }, language)).toMatch(/^[«“]a\.x[»”] .{30,}\.$/);
    }
    expect(unreadableText('a.pdf', { isReadable: true, pages: 1, sha256: '' }, 'nb')).toBeUndefined();
    expect(refusedFileText({ name: 'a.pdf', cause: 'too_large' }, 'nb')).toContain('over 15 MB');
  });
});
