import { PDFArray, PDFDict, PDFDocument, PDFHexString, PDFName } from 'pdf-lib';
import { describe, expect, test } from 'vitest';
import { aRow, aTable, layOut } from '#test/fixtures/documents.ts';
import type { Block } from './document.ts';
import { writeOutlines } from './outlines.ts';
import { PdfFile } from './pdf-file.ts';
import { number } from './pdf-text.ts';
import { StructureTree } from './structure-tree.ts';

const title: Block = { kind: 'title', text: 'Søknad', lead: '' };

function aHeading(text: string): Block {
  return { kind: 'heading', level: 2, text };
}

/** The outlines of a document with these blocks, as another reader finds them. */
async function outlinesOf(blocks: readonly Block[]): Promise<PDFDict> {
  const layout = layOut(blocks);
  const file = new PdfFile();
  const structure = new StructureTree(file);
  const pages = file.reserve();
  const pageRefs = layout.pages.map((_, index) => file.add(`<< /Type /Page /Parent ${pages} 0 R /Number ${index} >>`));
  file.add(`<< /Type /Pages /Kids [ ${pageRefs.map((ref) => `${ref} 0 R`).join(' ')} ] /Count ${pageRefs.length} >>`, pages);
  const outlines = writeOutlines({ file, layout, pageRefs, structure });
  structure.write(layout.root);
  const bytes = file.finish(file.add(`<< /Type /Catalog /Pages ${pages} 0 R /Outlines ${outlines} 0 R >>`), file.add('<< >>')).toBytes();
  return (await PDFDocument.load(bytes, { updateMetadata: false })).catalog.lookup(PDFName.of('Outlines'), PDFDict);
}

/** A node's kids, found along one of the two ways through them. */
function kidsOf(node: PDFDict | undefined, [start, step]: readonly [string, string] = ['First', 'Next']): PDFDict[] {
  const kids: PDFDict[] = [];
  for (let kid = node?.lookup(PDFName.of(start)); kid instanceof PDFDict; kid = kid.lookup(PDFName.of(step))) kids.push(kid);
  return kids;
}

function titleOf(entry: PDFDict): string {
  return entry.lookup(PDFName.of('Title'), PDFHexString).decodeText();
}

describe('bookmarks', () => {
  const blocks = [title, aHeading('Del én'), { kind: 'page_break' } as const, aHeading('Del to'), aHeading('Del tre')];

  test('stand below the document’s title, in order', async () => {
    const [top, ...others] = kidsOf(await outlinesOf(blocks));
    expect(others).toEqual([]);
    expect([top && titleOf(top), kidsOf(top).map(titleOf)]).toEqual(['Søknad', ['Del én', 'Del to', 'Del tre']]);
  });

  test('can be walked backwards, and each knows what it stands below', async () => {
    const outlines = await outlinesOf(blocks);
    const [top] = kidsOf(outlines);
    expect(kidsOf(top, ['Last', 'Prev']).map(titleOf)).toEqual(['Del tre', 'Del to', 'Del én']);
    for (const kid of kidsOf(top)) expect(kid.lookup(PDFName.of('Parent'))).toBe(top);
    expect(top?.lookup(PDFName.of('Parent'))).toBe(outlines);
  });

  test('count all that stands open below', async () => {
    const outlines = await outlinesOf(blocks);
    expect([outlines, ...kidsOf(outlines)].map((node) => node.get(PDFName.of('Count'))?.toString())).toEqual(['4', '3']);
  });

  test('lead to the page, and a little above the place, of what they name', async () => {
    const places = kidsOf(kidsOf(await outlinesOf(blocks))[0]).map((entry) => {
      const destination = entry.lookup(PDFName.of('Dest'), PDFArray);
      return [destination.lookup(0, PDFDict).get(PDFName.of('Number')), destination.get(3)].map(String);
    });
    const wanted = layOut(blocks).bookmarks.slice(1).map(({ place }) => [String(place.page), number(841.89 - place.y + 12)]);
    expect(places).toEqual(wanted);
    expect(places.map(([page]) => page)).toEqual(['0', '1', '1']);
  });

  test('name the element they lead to', async () => {
    const [top] = kidsOf(await outlinesOf(blocks));
    const tags = [top, ...kidsOf(top)].map((entry) => entry?.lookup(PDFName.of('SE'), PDFDict).get(PDFName.of('S'))?.toString());
    expect(tags).toEqual(['/H1', '/H2', '/H2', '/H2']);
  });

  test('of a table’s groups stand closed within its heading', async () => {
    const groups = ['Fagsamling 1', 'Fagsamling 2', 'Uten'].map((named, index) => ({ title: [{ text: named }], rows: [aRow('reise', '1')], isBookmarked: index < 2 }));
    const outlines = await outlinesOf([title, aHeading('Kostnader'), aTable([], { groups }), aHeading('Regnestykket')]);
    const [top] = kidsOf(outlines);
    const [costs, sums] = kidsOf(top);
    expect([costs, sums].map((entry) => entry && kidsOf(entry).map(titleOf))).toEqual([['Fagsamling 1', 'Fagsamling 2'], []]);
    expect(kidsOf(costs, ['Last', 'Prev']).map(titleOf)).toEqual(['Fagsamling 2', 'Fagsamling 1']);
    expect([outlines, top, costs, sums].map((node) => node?.get(PDFName.of('Count'))?.toString())).toEqual(['3', '2', '-2', undefined]);
    expect(kidsOf(costs).map((entry) => entry.lookup(PDFName.of('SE'), PDFDict).get(PDFName.of('S'))?.toString())).toEqual(['/TH', '/TH']);
  });

  test('of a title alone, and of nothing, are whole', async () => {
    const [top] = kidsOf(await outlinesOf([title]));
    expect([top && titleOf(top), top?.get(PDFName.of('First')), top?.get(PDFName.of('Count'))]).toEqual(['Søknad', undefined, undefined]);
    expect((await outlinesOf([])).get(PDFName.of('Count'))?.toString()).toBe('0');
  });
});
