import { describe, expect, test } from 'vitest';
import { languages, type Programme } from '#app/domain/programme.ts';
import { aFile } from '#test/fixtures/expense-matter.ts';
import { aFee, aProgramme } from '#test/fixtures/factories.ts';
import { claimSize, claimSizeText, type ClaimSize } from './claim-size.ts';

const ofFiles = (attachments: readonly string[], letter?: string): Programme => aProgramme({ expenses: [aFee({ id: 'e1', attachments: [...attachments] })], grant: { letter } });
const readable = (pages: number) => ({ isReadable: true, pages, sha256: '' }) as const;

describe('how large a claim’s PDF becomes', () => {
  test('is what the pages of its files take, each once, and the letter’s, and its own pages', () => {
    const programme = aProgramme({
      expenses: [aFee({ id: 'e1', attachments: ['a.pdf', 'b.pdf'] }), aFee({ id: 'e2', attachments: ['a.pdf'] })], grant: { letter: 'letter.pdf' },
    });
    const files = [
      aFile('a', { preparedBytes: 1_000, state: readable(3) }), aFile('b', { preparedBytes: 200, state: readable(1) }),
      aFile('letter', { preparedBytes: 30, state: readable(2) }), aFile('other', { preparedBytes: 99_999, state: readable(99) }),
    ];
    expect(claimSize(programme, files)).toMatchObject({ fileBytes: 1_230, filePages: 6 });
  });

  test('grows with the lines, also where they have no files', () => {
    const lines = (count: number) => claimSize(aProgramme({ expenses: Array.from({ length: count }, (_, index) => aFee({ id: `e${index}`, attachments: [] })) }), []);
    expect(lines(10_000).ownBytes).toBeGreaterThan(4_000_000);
    expect(lines(1).ownBytes).toBeLessThan(100_000);
  });

  test('counts nothing of a file that can’t be part of it, and a file’s own size where its pages were not counted', () => {
    const files = [aFile('a', { bytes: 7_000, preparedBytes: undefined, state: readable(2) }), aFile('b', { bytes: 9_000, state: { isReadable: false, cause: 'password' } })];
    expect(claimSize(ofFiles(['a.pdf', 'b.pdf', 'gone.pdf']), files)).toMatchObject({ fileBytes: 7_000, filePages: 2 });
  });
});

describe('in words', () => {
  const size = (fields: Partial<ClaimSize>): ClaimSize => ({ ownBytes: 30_000, fileBytes: 0, filePages: 0, ...fields });

  test.each<[Partial<ClaimSize>, string]>([
    [{ fileBytes: 12_400_000, filePages: 34 }, 'PDF-en blir om lag 12 MB, med 34 sider bilag.'],
    [{ fileBytes: 2_320_000, filePages: 1 }, 'PDF-en blir om lag 2,4 MB, med 1 side bilag.'],
    [{ fileBytes: 81_000, filePages: 2 }, 'PDF-en blir om lag 120 kB, med 2 sider bilag.'],
    [{}, 'PDF-en blir om lag 30 kB, uten bilag.'],
    [{ fileBytes: 30_000_000, filePages: 60 }, 'PDF-en blir om lag 30 MB, med 60 sider bilag.'],
    [{ fileBytes: 41_200_000, filePages: 1_200 }, 'Bilagene er om lag 41 MB til sammen, 1\u00a0200 sider. Bildene i dem gjøres grovere i PDF-en, så den holder seg rundt 30 MB. Originalene beholdes som de er.'],
  ])('%o', (fields, text) => {
    expect(claimSizeText(size(fields), 'nb')).toBe(text);
  });

  test.each(languages)('names the limit only where it is passed, in %s', (language) => {
    expect(claimSizeText(size({ fileBytes: 30_000_001, filePages: 2 }), language)).toContain('30 MB');
    expect(claimSizeText(size({ fileBytes: 20_000_000, filePages: 2 }), language)).not.toContain('30');
  });
});
