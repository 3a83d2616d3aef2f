import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bodyTexts, evenly, layOut, placedTexts } from '#test/fixtures/documents.ts';
import type { Appendix, Block, PageSize } from './document.ts';
import type { LaidOutPage, PlacedForeignPage } from './placed.ts';

const top: Block = { kind: 'heading', level: 2, text: 'Øverst', anchor: 'top' };
const a4 = { width: 595, height: 842 };

function anAppendix(number: number, pages: readonly PageSize[] = [a4], fields: Partial<Appendix> = {}): Appendix {
  return { anchor: `v${number}`, name: `Bilag ${number}`, fileName: `fil${number}.pdf`, backTo: 'top', pages, ...fields };
}

function appended(...appendices: Appendix[]): LaidOutPage[] {
  return layOut([top], { appendices }).pages.slice(1);
}

function foreignOf(page: LaidOutPage | undefined): PlacedForeignPage {
  const [found] = page?.items.flatMap((item) => (item.kind === 'foreign' ? [item] : [])) ?? [];
  if (found === undefined) throw new Error('no foreign page');
  return found;
}

const anyLength = fc.double({ min: 1, max: 20_000, noNaN: true });
const anySize = fc.record({ width: anyLength, height: anyLength });

describe('each page of a foreign file', () => {
  test('has a sheet of its own, in order', () => {
    const pages = appended(anAppendix(1, [a4, a4]), anAppendix(2), anAppendix(3, [a4, a4, a4])).map(foreignOf);
    expect(pages.map(({ appendix, page }) => [appendix, page])).toEqual([[0, 0], [0, 1], [1, 0], [2, 0], [2, 1], [2, 2]]);
  });

  test('of whatever size lies within the sheet, below the stamp, in its own proportions, never larger than it was', () => {
    fc.assert(fc.property(anySize, (size) => {
      const [page] = appended(anAppendix(1, [size]));
      const { x, y, width, height, scale } = foreignOf(page);
      const [sheetWidth, sheetHeight] = [page?.width ?? 0, page?.height ?? 0];
      expect(scale).toBeLessThanOrEqual(1);
      expect(width).toBeCloseTo(size.width * scale, 6);
      expect(height).toBeCloseTo(size.height * scale, 6);
      expect(x).toBeGreaterThanOrEqual(14 - 1e-6);
      expect(x + width).toBeLessThanOrEqual(sheetWidth - 14 + 1e-6);
      expect(y + height).toBeLessThanOrEqual(sheetHeight - 14 + 1e-6);
      for (const { baseline } of placedTexts(page)) expect(baseline).toBeLessThan(y);
    }));
  });

  test('fills its sheet in one direction when it is too large', () => {
    const { width, height } = foreignOf(appended(anAppendix(1, [{ width: 2384, height: 3370 }]))[0]);
    expect(Math.max(width / (595.28 - 28), height / (841.89 - 58))).toBeCloseTo(1, 6);
  });

  test('lies on a wide sheet when it is wide, on an upright one otherwise', () => {
    const shape = (size: PageSize) => appended(anAppendix(1, [size])).map(({ width, height }) => (width > height ? 'wide' : 'upright'));
    expect(shape({ width: 842, height: 595 })).toEqual(['wide']);
    expect(shape({ width: 600, height: 599 })).toEqual(['upright']);
    expect(shape(a4)).toEqual(['upright']);
  });

  test('lies on an upright sheet, however wide, when it is no smaller there', () => {
    const [page] = appended(anAppendix(1, [{ width: 540, height: 300 }]));
    expect([page?.width, foreignOf(page).scale]).toEqual([595.28, 1]);
    expect(appended(anAppendix(1, [{ width: 568, height: 300 }])).map(({ width }) => width)).toEqual([841.89]);
  });

  test('gets a frame when it leaves much of the sheet empty, so that a nearly blank one is seen', () => {
    const frames = (size: PageSize) => appended(anAppendix(1, [size]))[0]?.items.filter(({ kind }) => kind === 'box').length;
    expect([frames({ width: 283, height: 425 }), frames(a4)]).toEqual([1, 0]);
  });

  test('is a figure that says what it is to who cannot see it', () => {
    expect(foreignOf(appended(anAppendix(1, [a4, a4]))[1]).owner).toMatchObject({
      tag: 'Figure', alternative: 'fil1.pdf, Bilag 1 · side 2 av 2 · 3 av 3', parent: { tag: 'Sect', parent: { tag: 'Document' } },
    });
  });
});

describe('the stamp', () => {
  test('counts the file’s pages and the document’s', () => {
    expect(appended(anAppendix(1, [a4, a4]), anAppendix(2)).flatMap(bodyTexts)).toEqual([
      'Bilag 1 · side 1 av 2 · 2 av 4', 'Bilag 1 · side 2 av 2 · 3 av 4', 'Bilag 2 · side 1 av 1 · 4 av 4',
    ]);
  });

  test('stands between the margins and is all of it a link back to where the file is used', () => {
    for (const page of appended(anAppendix(1, [a4]), anAppendix(2, [{ width: 842, height: 595 }]))) {
      const [stamp] = placedTexts(page);
      const [link] = page.links;
      const width = evenly(stamp?.text ?? '', 'strong') * 8;
      expect((stamp?.x ?? 0) + width).toBeCloseTo(page.width - 51, 6);
      expect(link).toMatchObject({ target: 'top', description: 'Tilbake', owner: { tag: 'Link' } });
      expect([link?.x, link?.width]).toEqual([stamp?.x, width]);
      expect((stamp?.baseline ?? 0) > (link?.y ?? 0) && (stamp?.baseline ?? 0) < (link?.y ?? 0) + (link?.height ?? 0)).toBe(true);
    }
  });
});

describe('a file', () => {
  test('is found at its first page, by anchor and bookmark', () => {
    const layout = layOut([top], { appendices: [anAppendix(1, [a4, a4]), anAppendix(2)] });
    expect([layout.anchors.get('v1'), layout.anchors.get('v2')]).toEqual([{ page: 1, y: 0 }, { page: 3, y: 0 }]);
    const bookmarks = layout.bookmarks.slice(1).map(({ title, level, place }) => [title, level, place.page]);
    expect(bookmarks).toEqual([['Bilag 1: fil1.pdf', 2, 1], ['Bilag 2: fil2.pdf', 2, 3]]);
  });

  test('that cannot be included has one page that says so, in its place and counted', () => {
    const layout = layOut([top], { appendices: [anAppendix(1, [], { unavailable: 'mangler' }), anAppendix(2)] });
    expect(layout.pages.slice(1).map(bodyTexts)).toEqual([['Bilag 1: mangler'], ['Bilag 2 · side 1 av 1 · 3 av 3']]);
    expect(layout.anchors.get('v1')?.page).toBe(1);
  });
});
