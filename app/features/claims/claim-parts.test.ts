import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { languages, type Language, type Programme } from '#app/domain/programme.ts';
import { translator } from '#app/i18n/translate.ts';
import type { DocumentDescription } from '#app/pdf/document.ts';
import { anAssessment, aRichProgramme, cellTexts, filesOf, plain, readable, someProgrammes } from '#test/fixtures/assessments.ts';
import { anchorsOf, linksOf, textsOf } from '#test/fixtures/document-texts.ts';
import { aFee, aProgramme } from '#test/fixtures/factories.ts';
import { claimDocument } from './claim-document.ts';
import { claimParts, divideFiles, type PartRoom } from './claim-parts.ts';

const someRoom: fc.Arbitrary<PartRoom> = fc.record({
  mostBytes: fc.integer({ min: 1, max: 1_000 }), firstOwnBytes: fc.nat({ max: 1_200 }), laterOwnBytes: fc.nat({ max: 300 }),
});
const someSizes = fc.array(fc.nat({ max: 700 }), { maxLength: 40 });

/** The positions of the files in each part, from part 1. */
function filesByPart(partOf: readonly number[]): number[][] {
  return Array.from({ length: Math.max(1, ...partOf) }, (_, index) => partOf.flatMap((part, file) => (part === index + 1 ? [file] : [])));
}

describe('files are divided over parts', () => {
  test('each in one, in order, and no later part is empty', () => {
    fc.assert(fc.property(someSizes, someRoom, (sizes, room) => {
      const parts = filesByPart(divideFiles(sizes, room));
      expect(parts.flat()).toEqual(sizes.map((_, file) => file));
      expect(parts.slice(1).filter((files) => files.length === 0)).toEqual([]);
    }));
  });

  test('a part is within the size with its own pages, unless one file or the claim’s own pages alone are not', () => {
    fc.assert(fc.property(someSizes, someRoom, (sizes, room) => {
      for (const [index, files] of filesByPart(divideFiles(sizes, room)).entries()) {
        const own = index === 0 ? room.firstOwnBytes : room.laterOwnBytes;
        const bytes = files.reduce((total, file) => total + (sizes[file] ?? 0), own);
        if (files.length > (index === 0 ? 0 : 1)) expect(bytes).toBeLessThanOrEqual(room.mostBytes);
      }
    }));
  });

  test('a new part is begun only when the next file does not fit', () => {
    fc.assert(fc.property(someSizes, someRoom, (sizes, room) => {
      const parts = filesByPart(divideFiles(sizes, room));
      for (const [index, files] of parts.slice(0, -1).entries()) {
        const own = index === 0 ? room.firstOwnBytes : room.laterOwnBytes;
        const withNext = [...files, ...(parts[index + 1] ?? []).slice(0, 1)];
        expect(withNext.reduce((total, file) => total + (sizes[file] ?? 0), own)).toBeGreaterThan(room.mostBytes);
      }
    }));
  });

  test('for example: the third does not fit in the first, and the fourth is too large for any', () => {
    expect(divideFiles([30, 20, 30, 200, 5], { mostBytes: 100, firstOwnBytes: 40, laterOwnBytes: 10 })).toEqual([1, 1, 2, 3, 4]);
  });
});

/** A programme's claim with so many files in each part. */
function partsOf(programme: Programme, most: number, language: Language = 'nb'): DocumentDescription[] {
  return claimParts(inputOf(programme, language), filesOf(programme).map((_, index) => Math.floor(index / most) + 1));
}

function inputOf(programme: Programme, language: Language = 'nb') {
  const filePages = new Map(filesOf(programme).map((file) => [file, [{ width: 595, height: 842 }, { width: 595, height: 842 }]]));
  return { assessment: anAssessment(programme), language, isDraft: false, filePages };
}

const tablesOf = ({ blocks }: DocumentDescription) => blocks.flatMap((block) => (block.kind === 'table' ? [block] : []));
const listOf = (document: DocumentDescription | undefined) => (document === undefined ? undefined : tablesOf(document).at(-1));

describe('whatever the programme, and however few files a part has', () => {
  const someParts = fc.tuple(someProgrammes, fc.integer({ min: 1, max: 4 }));

  test('every file is behind exactly one of them, whole, in order', () => {
    fc.assert(fc.property(someParts, ([programme, most]) => {
      const whole = claimDocument(inputOf(programme));
      const placed = partsOf(programme, most).flatMap(({ appendices }) => appendices);
      expect(placed.map(({ anchor, fileName, pages }) => [anchor, fileName, pages])).toEqual(whole.appendices.map(({ anchor, fileName, pages }) => [anchor, fileName, pages]));
    }));
  });

  test('no link leads out of its own document, and every file leads back', () => {
    fc.assert(fc.property(someParts, ([programme, most]) => {
      for (const document of partsOf(programme, most)) {
        const anchors = anchorsOf(document);
        const backs = document.appendices.flatMap(({ backTo, usedIn }) => [backTo.anchor, ...usedIn?.places.map(({ anchor }) => anchor) ?? []]);
        const targets = [...linksOf(document), ...backs];
        expect(targets.filter((target) => !anchors.includes(target))).toEqual([]);
      }
    }));
  });

  test.each(languages)('no value is left unfilled, in %s', (language) => {
    fc.assert(fc.property(someParts, ([programme, most]) => {
      const said = partsOf(programme, most, language).flatMap((document) => [document.title, document.runningHead.end, ...textsOf(document).map(plain)]);
      expect(said.filter((text) => /[{}]|undefined|NaN|\[object/.test(text))).toEqual([]);
    }), { numRuns: 20 });
  });
});

describe('a claim in parts', () => {
  const rich = aRichProgramme();
  const parts = partsOf(rich, 3);

  test.each(languages)('says which part of how many in title, heading and running head, in %s', (language) => {
    const t = translator(language);
    for (const [index, { title, runningHead, blocks }] of partsOf(rich, 3, language).entries()) {
      const at = { part: index + 1, parts: 3 };
      expect(title).toBe(t('document.part.title', { title: t('document.title'), ...at }));
      expect(blocks[0]).toMatchObject({ kind: 'title', text: title });
      expect(runningHead.end).toBe(`25/12345 · ${t('document.part.of', at)}`);
    }
  });

  test('tells of a voucher elsewhere in which part it is, where a link would be', () => {
    const vouchers = parts.slice(0, 1).flatMap(tablesOf).find(({ columns }) => columns.length === 7)?.groups.flatMap(({ rows }) => rows) ?? [];
    const texts = vouchers.map((row) => plain(row.cells[0]?.paragraphs[0] ?? '').replaceAll('\u00a0', ' '));
    expect(texts.slice(0, 4)).toEqual(['1', '1', '2', '3 (del 2), 1']);
  });

  test('lists in the first every file, by its part', () => {
    const groups = listOf(parts[0])?.groups.map(({ title = '', rows }) => [plain(title), rows.map((row) => cellTexts(row)[0])]);
    expect(groups).toEqual([
      ['Del 1 av 3', ['Tilsagnsbrev', '1', '2']], ['Del 2 av 3', ['3', '4', '5']], ['Del 3 av 3', ['6', '7']],
    ]);
  });

  test('begins each later part with the claim it belongs to, and the list of its own files with pages, place and SHA-256', () => {
    const second = parts[1] ?? expect.fail();
    expect(textsOf(second).map(plain)).toEqual(expect.arrayContaining(['LED skole 2026 · Gjøvik kommune · 23.11.2026', '25/12345']));
    const rows = listOf(second)?.groups.flatMap((group) => group.rows) ?? [];
    const [third] = rows.map(cellTexts);
    const file = second.appendices[0]?.fileName ?? '';
    const state = readable(file);
    expect(third).toEqual(['3', `${file} / ${state.isReadable ? state.sha256 : ''}`, '2', '']);
    expect(rows.map(({ cells }) => cells[3]?.paragraphs[0])).toEqual(['voucher-3', 'voucher-4', 'voucher-5'].map((pageOf) => [{ text: '', pageOf }]));
  });

  test('leads from a voucher back to the specification in the first, and to the list of its part in the others, and says so', () => {
    const backs = parts.map(({ appendices }) => [...new Set(appendices.map(({ backTo }) => `${backTo.anchor.replace(/-\d+$/, '')}: ${backTo.description}`))]);
    const list = ['voucher-list: Til bilagslisten i denne delen'];
    expect(backs).toEqual([['voucher-list: Tilbake til bilagslisten', 'expense: Tilbake til spesifikasjonen'], list, list]);
  });

  test('promises in its contents what the first holds: the vouchers behind the letter, the letter alone, or neither', () => {
    const lastEntry = (programme: Programme, ...partOf: number[]) => {
      const contents = claimParts(inputOf(programme), partOf)[0]?.blocks.find(({ kind }) => kind === 'contents');
      return contents?.kind === 'contents' ? contents.entries.at(-1) : undefined;
    };
    const { grant, ...rest } = aProgramme({ expenses: [aFee({ attachments: ['a.pdf', 'b.pdf'] })] });
    expect(lastEntry({ grant, ...rest }, 1, 1, 2)).toEqual({ text: 'Tilsagnsbrev og bilag', anchor: 'letter' });
    expect(lastEntry({ grant, ...rest }, 1, 2, 3)).toEqual({ text: 'Tilsagnsbrev', anchor: 'letter' });
    const withoutLetter = { grant: { ...grant, letter: undefined }, ...rest };
    expect(lastEntry(withoutLetter, 1, 2)).toEqual({ text: 'Bilagene', anchor: 'voucher-1' });
    expect(lastEntry(withoutLetter, 2, 3)?.text).toBe('Bilagsliste');
  });

  test('with all its files in the first is the claim as it always is', () => {
    expect(partsOf(rich, 99)).toEqual([claimDocument(inputOf(rich))]);
  });
});
