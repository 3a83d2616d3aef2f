import { describe, expect, test } from 'vitest';
import { aDescription, aRow, aTable, bodyTexts, evenly, layOut, linesOfText, placedTexts } from '#test/fixtures/documents.ts';
import type { Appendix, Block, Panel } from './document.ts';
import { layoutDocument } from './layout.ts';
import { contentWidth, page as sheet } from './theme.ts';

const long = 'ord '.repeat(4_000);

const a4 = { width: 595, height: 842 };
const anAppendix: Appendix = { anchor: 'v1', name: 'Bilag 1', fileName: 'faktura.pdf', backTo: { anchor: 'top', description: 'Tilbake' }, pages: [a4] };
const top: Block = { kind: 'heading', level: 2, text: 'Øverst', anchor: 'top' };

describe('running text', () => {
  test('goes on overleaf, losing no line', () => {
    const { pages } = layOut([linesOfText(200)]);
    expect(pages.length).toBeGreaterThan(3);
    expect(pages.flatMap(bodyTexts)).toEqual(Array.from({ length: 200 }, (_, index) => `linje ${index + 1}`));
  });

  test('stays between the margins of every page', () => {
    const { pages } = layOut([{ kind: 'title', text: long.slice(0, 300), lead: long.slice(0, 600) }, { kind: 'paragraph', text: long }]);
    for (const page of pages) {
      for (const { x, text, font, size, baseline, owner } of placedTexts(page)) {
        expect(x).toBeGreaterThanOrEqual(sheet.left - 1e-6);
        expect(x + evenly(text.trimEnd(), font) * size).toBeLessThanOrEqual(sheet.left + contentWidth + 1e-6);
        if (owner !== 'pagination') expect(baseline >= sheet.top && baseline <= page.height - sheet.bottom).toBe(true);
      }
    }
  });

  test('a page break starts a page, but never an empty one', () => {
    const pageBreak: Block = { kind: 'page_break' };
    const { pages } = layOut([pageBreak, pageBreak, linesOfText(1), pageBreak, pageBreak, linesOfText(1)]);
    expect(pages.map(bodyTexts)).toEqual([['linje 1'], ['linje 1']]);
  });
});

test('a page break that may be spared is taken where the page has more than begun', () => {
  const pagesAfter = (lines: number) => layOut([linesOfText(lines), { kind: 'page_break', isSpared: true }, { kind: 'title', text: 'Del', lead: '' }]).pages.length;
  expect([1, 5, 10, 15, 30].map(pagesAfter)).toEqual([1, 1, 1, 2, 2]);
});

describe('a heading', () => {
  test.each([2, 3] as const)('of level %i is never the last thing on a page', (level) => {
    for (let before = 30; before < 55; before += 1) {
      const { pages } = layOut([linesOfText(before), { kind: 'heading', level, text: 'Kostnader' }, linesOfText(3)]);
      const texts = pages.map(bodyTexts).find((page) => page.includes('Kostnader')) ?? [];
      expect(texts.slice(texts.indexOf('Kostnader')), `${before} lines before`).toEqual(['Kostnader', 'linje 1', 'linje 2', 'linje 3']);
    }
  });

  test('stays with the table that follows, which needs its head, its first group and its first row', () => {
    const table = aTable([], { groups: [{ title: 'Fagsamling', rows: [aRow('en\nto\ntre\nfire\nfem', '1')] }] });
    for (let before = 30; before < 55; before += 1) {
      const { pages } = layOut([linesOfText(before), { kind: 'heading', level: 2, text: 'Kostnader' }, table]);
      const texts = pages.map(bodyTexts).find((page) => page.includes('Kostnader')) ?? [];
      expect(texts, `${before} lines before`).toContain('fem');
    }
  });

  test('of the second level is a bookmark of the page it came to; of the third none', () => {
    const { bookmarks } = layOut([
      { kind: 'title', text: 'Søknad', lead: 'Ingress' }, linesOfText(70),
      { kind: 'heading', level: 2, text: 'Del' }, { kind: 'heading', level: 3, text: 'Avsnitt' },
    ]);
    expect(bookmarks.map(({ title, level, place }) => [title, level, place.page])).toEqual([['Søknad', 1, 0], ['Del', 2, 1]]);
  });
});

describe('numbered steps', () => {
  const steps = (texts: string[]): Block => ({ kind: 'steps', items: texts });

  test('keep each number beside the first line of its sentence', () => {
    for (let before = 40; before < 55; before += 1) {
      const { pages } = layOut([linesOfText(before), steps(['første', 'andre', 'tredje'])]);
      for (const [number, word] of [['1.', 'første'], ['2.', 'andre'], ['3.', 'tredje']]) {
        const page = pages.find((candidate) => placedTexts(candidate).some(({ text }) => text === word));
        const [label, sentence] = [number, word].map((wanted) => placedTexts(page).find(({ text }) => text === wanted));
        expect(label?.baseline, `${number} after ${before} lines`).toBe(sentence?.baseline);
      }
    }
  });

  test('are a list of items with label and body for a screen reader', () => {
    const [page] = layOut([steps(['en'])]).pages;
    const paths = placedTexts(page).filter(({ owner }) => owner !== 'pagination').map(({ text, owner }) => {
      if (typeof owner === 'string') return owner;
      return `${text} ${owner.tag} < ${owner.parent?.tag} < ${owner.parent?.parent?.tag}`;
    });
    expect(paths).toEqual(['1. Lbl < LI < L', 'en LBody < LI < L']);
  });
});

describe('a panel', () => {
  test('says who before all else, over its whole width', () => {
    const who = { label: 'Søker', value: 'Interkommunalt samarbeid for kompetanseutvikling i Nord-Østerdalen og Sør-Gudbrandsdalen' };
    const [page] = layOut([{ ...panel, who }]).pages;
    const texts = placedTexts(page).filter(({ size }) => size !== 7.5);
    expect(texts.map(({ text }) => text.trimEnd()).slice(0, 4)).toEqual(['Søker', 'Interkommunalt samarbeid for kompetanseutvikling i Nord-Østerdalen og Sør-', 'Gudbrandsdalen', 'Beløp']);
    const [field] = page?.items.filter((item) => item.kind === 'box') ?? [];
    const lowest = Math.max(...texts.map(({ baseline }) => baseline));
    expect(lowest).toBeLessThan(field?.kind === 'box' ? field.y + field.height - 10 : 0);
  });

  const facts = Array.from({ length: 5 }, (_, index) => ({ label: `Felt ${index}`, value: 'verdi '.repeat(1 + index * 5).trim() }));
  const panel: Panel = { kind: 'panel', main: { label: 'Beløp', value: '315 000,00', note: 'Etter 70 % av grunnlaget.' }, facts };

  test('holds all its figures on its field, and none on another', () => {
    const [page] = layOut([panel]).pages;
    const [field] = page?.items.flatMap((item) => (item.kind === 'box' ? [item] : [])) ?? [];
    const texts = placedTexts(page).filter(({ owner }) => owner !== 'pagination');
    expect(texts.map(({ text }) => text.trim())).toContain('Felt 4');
    for (const { baseline, text, x, size, font } of texts) {
      expect(baseline > (field?.y ?? 0) && baseline < (field?.y ?? 0) + (field?.height ?? 0), text).toBe(true);
      const same = texts.filter((other) => other.baseline === baseline && other.x > x);
      for (const other of same) expect(x + evenly(text.trimEnd(), font) * size).toBeLessThanOrEqual(other.x);
    }
  });

  test('is never divided between pages', () => {
    for (let before = 30; before < 55; before += 3) {
      const pages = layOut([linesOfText(before), panel]).pages.map(bodyTexts);
      expect(pages.find((texts) => texts.includes('Beløp'))).toContain('Felt 4');
    }
  });

  test('gives a large figure the room it needs, so that it is not broken', () => {
    const value = '12 345 678,00'.replaceAll(' ', '\u00a0');
    expect(bodyTexts(layOut([{ ...panel, main: { ...panel.main, value } }]).pages[0])).toContain(value);
  });
});

describe('page numbers', () => {
  test('each own page has head and foot with its number and the total, appendices counted', () => {
    const { pages, ownPages } = layOut([top, linesOfText(80)], { appendices: [anAppendix] });
    expect([ownPages, pages.length]).toEqual([2, 3]);
    const running = pages.map((page) => placedTexts(page).filter(({ size }) => size === 7.5).map(({ text }) => text));
    expect(running).toEqual([['Start', 'Slutt', 'Tittel', 'Side 1 av 3'], ['Start', 'Slutt', 'Tittel', 'Side 2 av 3'], []]);
  });

  test('a reference to a page says its number, at the end of where there was room for it', () => {
    const appendices = [{ ...anAppendix, pages: Array.from({ length: 9 }, () => a4) }, { ...anAppendix, anchor: 'v2' }];
    const table = aTable([{ cells: [{ paragraphs: ['Bilag 2'] }, { paragraphs: [[{ text: '', pageOf: 'v2' }]] }] }]);
    const texts = placedTexts(layOut([top, table], { appendices }).pages[0]);
    const number = texts.find(({ text }) => text === '11');
    expect((number?.x ?? 0) + 8.5).toBeCloseTo(sheet.left + contentWidth - 4, 6);
  });

  test('a reference or link to what the document does not have is a mistake in the program', () => {
    expect(() => layOut([{ kind: 'paragraph', text: [{ text: '', pageOf: 'nowhere' }] }])).toThrow('nowhere');
  });
});

describe('links', () => {
  const words = 'lenke '.repeat(60).trim();
  const text = [{ text: 'Se ' }, { text: words, linkTo: 'top' }, { text: '.' }];
  const { pages } = layOut([top, linesOfText(45), { kind: 'paragraph', text }]);
  const links = pages.flatMap((page) => page.links.map((link) => ({ page, link })));

  test('over several lines have an area for each, under the words and within the page', () => {
    expect(links.length).toBeGreaterThan(3);
    expect(links.map(({ link }) => link.description).join(' ')).toBe(words);
    for (const { page, link } of links) {
      const under = placedTexts(page).find(({ owner }) => owner === link.owner);
      expect(under?.x).toBe(link.x);
      expect(link.width).toBeCloseTo(evenly(under?.text.trimEnd() ?? '', 'regular') * 9.5, 6);
      expect((under?.baseline ?? 0) > link.y && (under?.baseline ?? 0) < link.y + link.height).toBe(true);
      expect(link.x >= 0 && link.x + link.width <= page.width && link.y >= 0 && link.y + link.height <= page.height).toBe(true);
    }
  });

  test('are elements of their own below the paragraph', () => {
    expect(links.map(({ link }) => [link.owner.tag, link.owner.parent?.tag])).toEqual(links.map(() => ['Link', 'P']));
    expect(new Set(links.map(({ link }) => link.owner.id)).size).toBe(links.length);
  });
});

test('the running head has neither tabs nor soft hyphens', () => {
  const [page] = layOut([linesOfText(1)], { runningHead: { start: 'Gjøvik\tkom\u00admune', end: '25\t1' } }).pages;
  expect(placedTexts(page).map(({ text }) => text)).toEqual(expect.arrayContaining(['Gjøvik kommune', '25 1']));
});

test('words of another language are an element that says so', () => {
  const [page] = layOut([{ kind: 'paragraph', text: [{ text: 'Kommunen ' }, { text: 'Gáivuotna', language: 'se' }] }]).pages;
  const owner = placedTexts(page).find(({ text }) => text === 'Gáivuotna')?.owner;
  expect(owner).toMatchObject({ tag: 'Span', language: 'se', parent: { tag: 'P' } });
});

test('a watermark stands in the middle of every page, appendices too, and none without', () => {
  const marks = (watermark: string | undefined) => layOut([top, linesOfText(80)], { appendices: [anAppendix], watermark }).pages
    .map(({ items, width, height }) => items.flatMap((item) => (
      item.kind === 'watermark' ? [[item.text, item.x / width, item.y / height]] : []
    )));
  expect(marks('UTKAST')).toEqual([[['UTKAST', 0.5, 0.5]], [['UTKAST', 0.5, 0.5]], [['UTKAST', 0.5, 0.5]]]);
  expect(marks(undefined)).toEqual([[], [], []]);
});

test('the same description gives the same layout', () => {
  const description = aDescription({ blocks: [top, aTable([aRow('en', '1')]), linesOfText(80)], appendices: [anAppendix] });
  expect(layoutDocument(description, evenly)).toEqual(layoutDocument(description, evenly));
});
