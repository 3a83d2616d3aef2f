import { describe, expect, test } from 'vitest';
import { PDFDict, PDFDocument, PDFName } from 'pdf-lib';
import { projectFolder } from '#app/project-folder.ts';
import { aDescription, linesOfText } from '#test/fixtures/documents.ts';
import { readPdf } from '#test/fixtures/pdf-reader.ts';
import { writePage, type PageContent } from './page-content.ts';
import type { Placed, PlacedText, StructureElement } from './placed.ts';
import { renderDocument } from './render.server.ts';

const root: StructureElement = { id: 0, tag: 'Document', parent: undefined };
const paragraph: StructureElement = { id: 1, tag: 'P', parent: root };
const heading: StructureElement = { id: 2, tag: 'H2', parent: root };

function aText(text: string, owner: PlacedText['owner'], fields: Partial<PlacedText> = {}): PlacedText {
  return { kind: 'text', x: 51, baseline: 100, text, font: 'regular', size: 9.5, colour: '0.09 0.11 0.15', owner, ...fields };
}

const aRule: Placed = { kind: 'rule', x: 51, y: 120, width: 400, thickness: 0.5, colour: '0.80 0.83 0.87' };

function written(...items: Placed[]): PageContent & { attached: StructureElement[] } {
  const attached: StructureElement[] = [];
  const page = { width: 595, height: 842, items, links: [] };
  const content = writePage(page, { text: (font, text) => `${font}:${text}`, hidden: (text) => text }, (element) => { attached.push(element); });
  return { ...content, attached };
}

/** Opening and closing of marked content, in order. */
function marks({ operators }: PageContent): string[] {
  return operators.split('\n').flatMap((line) => (line === 'EMC' ? ['EMC'] : /^(\/.*) BDC$/.exec(line)?.slice(1) ?? []));
}

describe('everything on a page is marked', () => {
  test('what says something with its element, numbered in the order of drawing', () => {
    const content = written(aText('en', heading), aText('to', paragraph), aText('tre', heading));
    expect(marks(content)).toEqual(['/H2 << /MCID 0 >>', 'EMC', '/P << /MCID 1 >>', 'EMC', '/H2 << /MCID 2 >>', 'EMC']);
    expect(content.owners).toEqual([heading, paragraph, heading]);
  });

  test('the lines of one element in one piece', () => {
    expect(marks(written(aText('en', paragraph), aText('to', paragraph)))).toEqual(['/P << /MCID 0 >>', 'EMC']);
  });

  test('rules and heads as what a screen reader passes over', () => {
    const content = written(aText('en', paragraph), aRule, aText('Side 1', 'pagination'));
    expect(marks(content)).toEqual([
      '/P << /MCID 0 >>', 'EMC', '/Artifact << /Type /Layout >>', 'EMC', '/Artifact << /Type /Pagination >>', 'EMC',
    ]);
    expect(content.owners).toEqual([paragraph]);
  });

  test('what holds nothing takes its place in the reading without a mark', () => {
    const content = written(aText('en', heading), { kind: 'empty', owner: paragraph });
    expect([content.attached, content.owners]).toEqual([[heading, paragraph], [heading]]);
  });
});

describe('operators', () => {
  const operatorsOf = (...items: Placed[]) => written(...items).operators.split('\n').filter((line) => !/BDC$|^EMC$/.test(line));

  test('count from the foot of the page, though layout counts from its head', () => {
    expect(operatorsOf(aText('Hei', paragraph))).toEqual(['0.09 0.11 0.15 rg', 'BT /F1 9.5 Tf 1 0 0 1 51 742 Tm <regular:Hei> Tj ET']);
    expect(operatorsOf({ ...aRule, thickness: 1 }).at(-1)).toBe('51 721.5 400 1 re f');
    const box: Placed = { kind: 'box', x: 10, y: 20, width: 30, height: 40, stroke: '0.80 0.83 0.87' };
    expect(operatorsOf(box)).toEqual(['0.80 0.83 0.87 RG 0.5 w 10 782 30 40 re S']);
  });

  test('set a colour when it changes, not for every line', () => {
    const lines = operatorsOf(aText('a', paragraph), aText('b', paragraph), aRule, aText('c', paragraph));
    expect(lines.filter((line) => line.endsWith(' rg'))).toEqual(['0.09 0.11 0.15 rg', '0.80 0.83 0.87 rg', '0.09 0.11 0.15 rg']);
  });

  test('leave the colour as it was after a watermark and a foreign page', () => {
    const foreign: Placed = { kind: 'foreign', appendix: 0, page: 2, x: 14, y: 44, width: 100, height: 200, scale: 1 / 3, owner: heading };
    const watermark: Placed = { kind: 'watermark', text: 'UTKAST', x: 300, y: 400, size: 100 };
    const lines = operatorsOf(aText('a', paragraph), foreign, watermark, aText('b', paragraph));
    expect(lines.filter((line) => / gs | cm /.test(line) && !/^q .* Q$/.test(line))).toEqual([]);
    expect(lines.filter((line) => line.endsWith(' rg'))).toHaveLength(1);
    expect(lines).toContain('q 0 g 0 G 1 w 0.33333333 0 0 0.33333333 14 598 cm /V1 Do Q');
  });
});

describe('a watermark', async () => {
  const blocks = [{ kind: 'heading', level: 2, text: 'Del', anchor: 'top' } as const, linesOfText(60)];
  const rendered = (watermark?: string) => {
    const description = aDescription({ blocks, watermark });
    return renderDocument({ description, vouchers: [], projectFolder }).pdf.toBytes();
  };
  const [plain, draft] = await Promise.all([rendered(), rendered('UTKAST')].map((bytes) => readPdf(bytes)));
  const inkOf = (pages: typeof plain, index: number) => pages?.[index]?.pixels.filter((pixel) => pixel < 250).length ?? 0;

  test('is seen on every page, across much of it, and hides none of its text', () => {
    expect(plain?.length).toBe(2);
    for (const index of [0, 1]) {
      expect(inkOf(draft, index) - inkOf(plain, index)).toBeGreaterThan(10_000);
      const isDarkAndKept = [...plain?.[index]?.pixels.entries() ?? []].filter(([, value]) => value < 100)
        .every(([at, value]) => (draft?.[index]?.pixels[at] ?? 255) <= value + 60);
      expect(isDarkAndKept).toBe(true);
    }
  });

  test('lies within the page, from its lower left towards its upper right', () => {
    const page = draft?.[1];
    const changed = [...page?.pixels.keys() ?? []].filter((index) => page?.pixels[index] !== plain?.[1]?.pixels[index]);
    const width = page?.pixelWidth ?? 1;
    const xs = changed.map((index) => index % width);
    const lowerLeft = changed.filter((index) => index % width < 200).map((index) => Math.floor(index / width));
    const upperRight = changed.filter((index) => index % width > 400).map((index) => Math.floor(index / width));
    expect(xs.reduce((least, x) => Math.min(least, x))).toBeGreaterThan(5);
    expect(xs.reduce((most, x) => Math.max(most, x))).toBeLessThan(590);
    expect(Math.min(...lowerLeft)).toBeGreaterThan(Math.max(...upperRight));
  });

  test('is in the page’s resources only where there is one', async () => {
    const stateOf = async (bytes: Buffer) => {
      const [page] = (await PDFDocument.load(bytes, { updateMetadata: false })).getPages();
      return page?.node.Resources()?.lookup(PDFName.of('ExtGState')) instanceof PDFDict;
    };
    expect([await stateOf(rendered()), await stateOf(rendered('UTKAST'))]).toEqual([false, true]);
  });
});

describe('a foreign page with marks of its own', () => {
  const marked: Placed = {
    kind: 'foreign', appendix: 0, page: 0, x: 10, y: 50, width: 300, height: 400, scale: 0.5,
    owner: { marks: 2, contents: [{ owner: heading, mark: 1 }, { owner: root }, { owner: paragraph, mark: 0 }] },
  };

  test('goes on between what stands before and after it, which is numbered after its marks', () => {
    const { inline, operators, owners, attached, foreign } = written(aText('Bilag 1', paragraph), marked, aText('UTKAST', heading));
    expect(inline?.before.split('\n')).toEqual([
      '/P << /MCID 2 >> BDC', '0.09 0.11 0.15 rg', 'BT /OwnFont1 9.5 Tf 1 0 0 1 51 742 Tm <regular:Bilag 1> Tj ET', 'EMC',
      'q 0 g 0 G 1 w 0.5 0 0 0.5 10 392 cm',
    ]);
    expect(operators.split('\n').slice(0, 2)).toEqual(['Q', '/H2 << /MCID 3 >> BDC']);
    expect(operators).toContain('0.09 0.11 0.15 rg');
    expect([owners, attached, foreign]).toEqual([[paragraph, heading, paragraph, heading], [paragraph, heading, root, paragraph, heading], []]);
  });
});

test('words within a sentence are told of where they stand in it', () => {
  const link: StructureElement = { id: 3, tag: 'Link', parent: paragraph };
  const told: [number, number | undefined][] = [];
  const page = { width: 595, height: 842, links: [], items: [aText('se ', paragraph), aText('bilag 1', link), aText(', side 2', paragraph)] };
  writePage(page, { text: (_, text) => text, hidden: (text) => text }, ({ id }, mark) => { told.push([id, mark]); });
  expect(told).toEqual([[1, 0], [3, 1], [1, 2]]);
});
