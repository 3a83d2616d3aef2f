import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { unreadableCauses } from '#app/domain/circumstances.ts';
import type { ClaimWords } from '#app/features/claims/claim-words.ts';
import type { Block, Row } from '#app/pdf/document.ts';
import { aRichProgramme, cellTexts, filesOf, plain, readable, someProgrammes, wordsFor } from '#test/fixtures/assessments.ts';
import { aFee, aProgramme } from '#test/fixtures/factories.ts';
import { appendices, voucherListBlocks } from './voucher-blocks.ts';

const a4 = { width: 595, height: 842 };

function rowsOf(blocks: readonly Block[]): Row[] {
  return blocks.flatMap((block) => (block.kind === 'table' ? block.groups.flatMap((group) => group.rows) : []));
}

/** Where each row's number leads, and which page it asks for. */
function placesOf(words: ClaimWords) {
  return rowsOf(voucherListBlocks(words)).map(({ cells }) => {
    const [label, page] = [cells[0], cells[3]].map((cell) => cell?.paragraphs[0]);
    return [label, page].map((text) => (typeof text === 'object' ? text[0]?.linkTo ?? text[0]?.pageOf : undefined));
  });
}

describe('whatever the programme', () => {
  test('every file is appended exactly once as what it is: the letter first, then the vouchers by number', () => {
    fc.assert(fc.property(someProgrammes, (programme) => {
      const listed = appendices(wordsFor(programme), new Map());
      const letters = listed.filter(({ anchor }) => anchor === 'letter').length;
      expect(letters).toBe(programme.grant.letter === undefined ? 0 : 1);
      expect(listed.map(({ fileName }) => fileName)).toEqual(filesOf(programme));
      expect(listed.map(({ anchor }) => anchor).slice(letters)).toEqual(listed.slice(letters).map((_, index) => `voucher-${index + 1}`));
    }));
  });

  test('the list has a line for each of them, leading to it and telling its page', () => {
    fc.assert(fc.property(someProgrammes, (programme) => {
      const words = wordsFor(programme);
      expect(placesOf(words)).toEqual(appendices(words, new Map()).map(({ anchor }) => [anchor, anchor]));
    }));
  });
});

test('the list says number, file, fingerprint and pages', () => {
  const rows = rowsOf(voucherListBlocks(wordsFor(aProgramme()))).map(cellTexts);
  const sha256 = (file: string) => file.padEnd(64, '0');
  expect(rows).toEqual([
    ['Tilsagnsbrev', `tilsagnsbrev.pdf / ${sha256('tilsagnsbrev.pdf')}`, '2', ''],
    ['1', `faktura-1001.pdf / ${sha256('faktura-1001.pdf')}`, '2', ''],
  ]);
});

test('a file leads back to the first line that uses it, the letter to the list', () => {
  const back = appendices(wordsFor(aRichProgramme()), new Map()).map(({ name, backTo }) => `${name} → ${backTo}`);
  expect(back).toEqual([
    'Tilsagnsbrev → voucher-list', 'Bilag 1 → expense-0', 'Bilag 2 → expense-2', 'Bilag 3 → expense-3', 'Bilag 4 → expense-4',
    'Bilag 5 → expense-5', 'Bilag 6 → expense-6', 'Bilag 7 → expense-7',
  ]);
});

test('an appendix has the pages of its own file', () => {
  const sizes = new Map([['faktura-1001.pdf', [a4, a4]], ['tilsagnsbrev.pdf', [a4]]]);
  const listed = appendices(wordsFor(aProgramme()), sizes);
  expect(listed.map(({ pages, unavailable }) => [pages.length, unavailable])).toEqual([[1, undefined], [2, undefined]]);
});

describe('a file that cannot be included', () => {
  test.each(unreadableCauses)('%s: list and appendix name it and say why', (cause) => {
    const words = wordsFor(aProgramme(), 'nb', { 'faktura-1001.pdf': { isReadable: false, cause } });
    const row = rowsOf(voucherListBlocks(words))[1] ?? expect.fail();
    const [first = '', ...rest] = words.t(`unreadable.${cause}`);
    const why = `«faktura-1001.pdf» kan ikke tas med. ${first.toUpperCase()}${rest.join('')}.`;
    expect(why).not.toContain(':');
    expect(row.cells[1]?.paragraphs.map(plain)).toEqual([why]);
    expect(cellTexts(row)[2]).toBe('–');
    expect(appendices(words, new Map())[1]).toMatchObject({ fileName: 'faktura-1001.pdf', unavailable: why, pages: [] });
  });

  test('keeps its number, so that the others keep theirs', () => {
    const programme = aProgramme({ expenses: [aFee({ attachments: ['a.pdf', 'b.pdf'] })] });
    const words = wordsFor(programme, 'nb', { 'a.pdf': { isReadable: false, cause: 'damaged' }, 'b.pdf': readable('b.pdf') });
    expect(appendices(words, new Map()).map(({ name }) => name)).toEqual(['Tilsagnsbrev', 'Bilag 1', 'Bilag 2']);
  });
});

test('without any file the list says so', () => {
  const blocks = voucherListBlocks(wordsFor(aProgramme({ expenses: [], grant: { letter: undefined } })));
  expect(blocks.map(({ kind }) => kind)).toEqual(['heading', 'paragraph']);
  expect(blocks[0]).toMatchObject({ anchor: 'voucher-list' });
});
