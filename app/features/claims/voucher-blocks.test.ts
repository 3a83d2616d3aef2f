import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { unreadableCauses } from '#app/domain/circumstances.ts';
import type { Language } from '#app/domain/programme.ts';
import type { ClaimWords } from '#app/features/claims/claim-words.ts';
import type { Block, Row } from '#app/pdf/document.ts';
import { aRichProgramme, cellTexts, filesOf, plain, readable, someProgrammes, wordsFor } from '#test/fixtures/assessments.ts';
import { aFee, anActual, aNotRefundable, aProgramme } from '#test/fixtures/factories.ts';
import { appendices, voucherListBlocks } from './voucher-blocks.ts';

const seal = '5e'.repeat(32);
const a4 = { width: 595, height: 842 };

function rowsOf(blocks: readonly Block[]): Row[] {
  return blocks.flatMap((block) => (block.kind === 'table' ? block.groups.flatMap((group) => group.rows) : []));
}

/** Where each row's number leads, and which page it asks for. */
function placesOf(words: ClaimWords) {
  return rowsOf(voucherListBlocks(words, { seal })).map(({ cells }) => {
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
  const rows = rowsOf(voucherListBlocks(wordsFor(aProgramme()), { seal })).map(cellTexts);
  const sha256 = (file: string) => file.padEnd(64, '0');
  expect(rows).toEqual([
    ['Tilsagnsbrev', `tilsagnsbrev.pdf / ${sha256('tilsagnsbrev.pdf')}`, '2', ''],
    ['1', `faktura-1001.pdf / ${sha256('faktura-1001.pdf')}`, '2', ''],
  ]);
});

test('a file leads back to the first line that uses it, the letter to the list', () => {
  const back = appendices(wordsFor(aRichProgramme()), new Map()).map(({ name, backTo }) => `${name} → ${backTo.anchor}`);
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
    const row = rowsOf(voucherListBlocks(words, { seal }))[1] ?? expect.fail();
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
  const blocks = voucherListBlocks(wordsFor(aProgramme({ expenses: [], grant: { letter: undefined } })), { seal });
  expect(blocks.map(({ kind }) => kind)).toEqual(['heading', 'paragraph', 'paragraph']);
  expect(blocks[1]).toMatchObject({ text: 'Ingen bilag er lagt ved.' });
  expect(blocks[0]).toMatchObject({ anchor: 'voucher-list' });
});

test.each([
  ['nb', 'Tilbake til bilagslisten', 'Tilbake til spesifikasjonen', 'Tilbake til det som ikke er krevd'],
  ['nn', 'Tilbake til bilagslista', 'Tilbake til spesifikasjonen', 'Tilbake til det som ikkje er kravt'],
  ['en', 'Back to the list of vouchers', 'Back to the specification', 'Back to what is not claimed'],
] as const)('who does not see where a file’s stamp leads is told truly, in %s', (language, list, specification, notClaimed) => {
  const programme = aProgramme({ expenses: [
    aFee({ attachments: ['egen.pdf', 'felles.pdf'] }), aNotRefundable('8000', { attachments: ['lokale.pdf', 'felles.pdf'] }),
  ] });
  const files = appendices(wordsFor(programme, language), new Map());
  expect(files.map(({ fileName, backTo }) => `${fileName}: ${backTo.description}`))
    .toEqual([`tilsagnsbrev.pdf: ${list}`, `egen.pdf: ${specification}`, `felles.pdf: ${specification}`, `lokale.pdf: ${notClaimed}`]);
  expect(files[2]?.usedIn?.places.map(({ text, description }) => description.replace(`: ${text}`, ''))).toEqual([specification, notClaimed]);
});

describe('a file that serves several lines', () => {
  const programme = aProgramme({ expenses: [
    aFee({ attachments: ['felles.pdf', 'egen.pdf'] }), anActual('travel', '100', { attachments: ['felles.pdf'] }),
    aNotRefundable('8000', { attachments: ['felles.pdf', 'felles.pdf'] }),
  ] });
  const usedIn = (language: Language) => appendices(wordsFor(programme, language), new Map()).map((each) => each.usedIn);

  test('leads back to each of them, told by kind and first day', () => {
    expect(usedIn('nb')).toEqual([undefined, {
      lead: 'Brukt i', more: 'og {count} til',
      places: [
        { anchor: 'expense-0', text: 'Honorar 10.02.2026', description: 'Tilbake til spesifikasjonen: Honorar 10.02.2026' },
        { anchor: 'expense-1', text: 'Reise 10.02.2026', description: 'Tilbake til spesifikasjonen: Reise 10.02.2026' },
        {
          anchor: 'expense-2', text: 'Ikke refusjonsberettiget 10.02.2026',
          description: 'Tilbake til det som ikke er krevd: Ikke refusjonsberettiget 10.02.2026',
        },
      ],
    }, undefined]);
  });

  test('by their amount too where kind and day are alike', () => {
    const alike = aProgramme({ expenses: ['100', '250.50'].map((amount) => anActual('travel', amount, { attachments: ['felles.pdf'] })) });
    const [, shared] = appendices(wordsFor(alike), new Map());
    expect(shared?.usedIn?.places.map(({ text }) => text.replaceAll('\u00a0', ' '))).toEqual(['Reise 10.02.2026, 100,00 kr', 'Reise 10.02.2026, 250,50 kr']);
  });

  test('and by the consultant where these are alike as well', () => {
    const consultants = ['Ola Veileder', 'Áile Njárga'].map((name, index) => ({ id: `k${index + 1}`, name, role: 'lecturer' as const }));
    const shared = { attachments: ['felles.pdf'] };
    const journey = (consultant: string | undefined, amount = '100') => anActual('travel', amount, { ...shared, consultant });
    const expenses = [journey('k1'), journey('k2'), journey(undefined), journey('k1', '250.50'), aFee(shared)];
    const [, file] = appendices(wordsFor(aProgramme({ consultants, expenses })), new Map());
    expect(file?.usedIn?.places.map(({ text }) => text.replaceAll('\u00a0', ' '))).toEqual([
      'Reise 10.02.2026, 100,00 kr, Ola Veileder', 'Reise 10.02.2026, 100,00 kr, Áile Njárga', 'Reise 10.02.2026, 100,00 kr, Uten konsulent',
      'Reise 10.02.2026, 250,50 kr', 'Honorar 10.02.2026',
    ]);
    const told = file?.usedIn?.places.map(({ description }) => description) ?? [];
    expect(new Set(told).size).toBe(expenses.length);
  });

  test('in the document’s language', () => {
    expect(usedIn('en')[1]).toMatchObject({ lead: 'Used in', more: 'and {count} more', places: [{ text: 'Fee 10\u00a0Feb\u00a02026' }, {}, {}] });
  });
});

describe('the seals', () => {
  const smallTexts = (words: ClaimWords) => voucherListBlocks(words, { seal })
    .flatMap((block) => (block.kind === 'paragraph' && block.isSmall === true ? [plain(block.text)] : []));

  test('of the claim’s figures stands below the list, and beside it where the audit trail had come', () => {
    const auditHead = { sequence: 41, hash: 'ab'.repeat(32) };
    expect(smallTexts(wordsFor(aProgramme())).map((text) => text.includes(seal))).toEqual([true]);
    expect(smallTexts(wordsFor({ ...aProgramme(), auditHead })).map((text) => [text.includes(seal), text.includes(auditHead.hash)]))
      .toEqual([[true, false], [false, true]]);
  });

  test('stand there also when no file does', () => {
    expect(smallTexts(wordsFor(aProgramme({ expenses: [], grant: { letter: undefined } })))).toHaveLength(1);
  });
});

test('what files say is of the organisation’s language, as far as they do not tell', () => {
  expect(appendices(wordsFor(aProgramme(), 'en'), new Map()).map(({ language }) => language)).toEqual(['nb', 'nb']);
});
