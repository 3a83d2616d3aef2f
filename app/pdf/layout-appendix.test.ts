import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bodyTexts, evenly, layOut, placedTexts } from '#test/fixtures/documents.ts';
import type { Appendix, AppendixPage, Block, MarkedText, PageSize } from './document.ts';
import type { LaidOutPage, PlacedForeignPage } from './placed.ts';

const top: Block = { kind: 'heading', level: 2, text: 'Øverst', anchor: 'top' };
const a4 = { width: 595, height: 842 };

function anAppendix(number: number, pages: readonly AppendixPage[] = [a4], fields: Partial<Appendix> = {}): Appendix {
  return { anchor: `v${number}`, name: `Bilag ${number}`, fileName: `fil${number}.pdf`, backTo: { anchor: 'top', description: 'Tilbake' }, pages, ...fields };
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

describe('a file that is used in several places', () => {
  const places = (count: number) => Array.from({ length: count }, (_, index) => ({
    anchor: 'top', text: `Honorar ${index + 1}`, description: `Tilbake: Honorar ${index + 1}`,
  }));
  const stampedWith = (count: number) => appended(anAppendix(1, [a4], { usedIn: { lead: 'Brukt i', more: 'og {count} til', places: places(count) } }))[0];

  test('has a link to each below its stamp, which is none itself', () => {
    const page = stampedWith(2);
    expect(bodyTexts(page).map((text) => text.replaceAll('\u00a0', ' '))).toEqual(['Bilag 1 · side 1 av 1 · 2 av 2', 'Brukt i', 'Honorar 1', ';', 'Honorar 2']);
    expect(page?.links.map(({ description, owner }) => [description, owner.tag])).toEqual([['Tilbake: Honorar 1', 'Link'], ['Tilbake: Honorar 2', 'Link']]);
    for (const { baseline, x } of placedTexts(page)) expect(baseline < foreignOf(page).y && x >= 51).toBe(true);
  });

  test('tells how many more there are when there is no room, and leads to the next of them', () => {
    const page = stampedWith(5_000);
    const texts = bodyTexts(page).map((text) => text.replaceAll('\u00a0', ' '));
    const shown = texts.filter((text) => text.startsWith('Honorar')).length;
    expect(shown).toBeGreaterThan(3);
    expect(texts.slice(-2)).toEqual([';', `og ${5_000 - shown} til`]);
    expect(page?.links.at(-1)?.description).toBe(`Tilbake: Honorar ${shown + 1}`);
    expect(new Set(placedTexts(page).map(({ baseline }) => baseline)).size).toBe(2);
  });
});

describe('a page whose own text is marked', () => {
  const text: MarkedText = {
    marks: 3,
    elements: [{ number: 0, tag: 'Table' }, { number: 1, tag: 'TD', parent: 0, columnSpan: 2 }, { number: 2, tag: 'P', language: 'nn' }, { number: 3, tag: 'Figure' }],
    contents: [{ element: 1, mark: 1 }, { element: 2, mark: 0 }, { element: 3, mark: 2 }],
  };
  const ownersOf = (page: LaidOutPage | undefined) => {
    const { owner } = foreignOf(page);
    if ('tag' in owner) throw new Error('told of as a whole');
    return owner.contents.map((each) => each.owner);
  };

  test('has its elements in the file’s section, each with what it tells', () => {
    const owners = ownersOf(appended(anAppendix(1, [{ ...a4, text }]))[0]);
    expect(owners).toMatchObject([{ tag: 'TD', columnSpan: 2, parent: { tag: 'Table', parent: { tag: 'Sect' } } }, { tag: 'P', parent: { tag: 'Sect' } }, { tag: 'Figure' }]);
  });

  test('calls its pictures what the whole page would be called', () => {
    expect(ownersOf(appended(anAppendix(1, [{ ...a4, text }]))[0])[2]).toMatchObject({ alternative: 'fil1.pdf, Bilag 1 · side 1 av 1 · 2 av 2', language: undefined });
  });

  test('is of its file’s language where it does not tell its own, and says nothing of the document’s', () => {
    const languages = (language: string | undefined) => ownersOf(appended(anAppendix(1, [{ ...a4, text }], { language }))[0])
      .map(({ parent, ...own }) => (parent?.tag === 'Table' ? parent.language : own.language));
    expect([languages('en'), languages('nb'), languages(undefined)]).toEqual([['en', 'nn', undefined], [undefined, 'nn', undefined], [undefined, 'nn', undefined]]);
  });

  test('goes on with an element of the page before, until its number is used anew', () => {
    const next: MarkedText = { marks: 1, elements: [], contents: [{ element: 1, mark: 0 }] };
    const anew: MarkedText = { marks: 1, elements: [{ number: 1, tag: 'P' }], contents: [{ element: 1, mark: 0 }] };
    const [first, second, third] = appended(anAppendix(1, [text, next, anew].map((each) => ({ ...a4, text: each })))).map((page) => ownersOf(page)[0]);
    expect([second === first, third?.tag]).toEqual([true, 'P']);
  });

  test('or is drawn as a picture: its words are of the file’s language', () => {
    const words = [{ text: 'Faktura', x: 10, y: 10, length: 40, height: 10, angle: 0 }] as const;
    const [page] = appended(anAppendix(1, [{ ...a4, words }], { language: 'en' }));
    expect(page?.items.flatMap((item) => (item.kind === 'hidden' ? [item.owner] : []))).toMatchObject([{ tag: 'P', language: 'en' }]);
  });
});
