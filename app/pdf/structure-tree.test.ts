import { PDFArray, PDFDict, PDFDocument, PDFName, PDFNumber, type PDFObject } from 'pdf-lib';
import { describe, expect, test } from 'vitest';
import { projectFolder } from '#app/project-folder.ts';
import { aDescription, aRow, aTable, linesOfText } from '#test/fixtures/documents.ts';
import { PdfFile } from './pdf-file.ts';
import type { StructureTag } from './document.ts';
import type { StructureElement } from './placed.ts';
import { renderDocument } from './render.server.ts';
import { StructureTree } from './structure-tree.ts';

const root: StructureElement = { id: 0, tag: 'Document', parent: undefined };

function anElement(id: number, tag: StructureTag, fields: Partial<StructureElement> = {}): StructureElement {
  return { id, tag, parent: root, ...fields };
}

/** The tree of a file that has the elements drawn by `draw`. */
async function treeOf(draw: (tree: StructureTree, file: PdfFile) => void): Promise<PDFDict> {
  const file = new PdfFile();
  const tree = new StructureTree(file);
  draw(tree, file);
  const treeRoot = tree.write(root);
  const pages = file.add('<< /Type /Pages /Kids [] /Count 0 >>');
  const bytes = file.finish(file.add(`<< /Type /Catalog /Pages ${pages} 0 R /StructTreeRoot ${treeRoot} 0 R >>`), file.add('<< >>')).toBytes();
  return (await PDFDocument.load(bytes, { updateMetadata: false })).catalog.lookup(PDFName.of('StructTreeRoot'), PDFDict);
}

function entries(dictionary: PDFDict, key: string): (PDFObject | undefined)[] {
  const array = dictionary.lookup(PDFName.of(key), PDFArray);
  return array.asArray().map((_, index) => array.lookup(index));
}

/** An element as text: its tag, its marked content and its kids, in order. */
function outline(element: PDFObject | undefined): string {
  if (element instanceof PDFNumber) return element.toString();
  if (!(element instanceof PDFDict)) throw new Error('no element');
  const tag = element.get(PDFName.of('S'))?.toString().slice(1);
  if (tag === undefined) return `${element.get(PDFName.of('Type'))?.toString()}`;
  return `${tag}(${entries(element, 'K').map(outline).join(' ')})`;
}

const described = async (draw: (tree: StructureTree, file: PdfFile) => void) => outline(entries(await treeOf(draw), 'K')[0]);

describe('the tree', () => {
  test('stands in the order of drawing, not of making', async () => {
    const [first, second, third] = [anElement(1, 'P'), anElement(2, 'H1'), anElement(3, 'Figure')];
    expect(await described((tree) => {
      for (const [mcid, element] of [second, third, first].entries()) tree.addContent(element, 90, mcid);
    })).toBe('Document(H1(0) Figure(1) P(2))');
  });

  test('takes in the parents of what is drawn, each once', async () => {
    const table = anElement(1, 'Table');
    const rows = [2, 3].map((id) => anElement(id, 'TR', { parent: table }));
    expect(await described((tree) => {
      for (const [index, row] of rows.entries()) tree.addContent(anElement(10 + index, 'TD', { parent: row }), 90, index);
    })).toBe('Document(Table(TR(TD(0)) TR(TD(1))))');
  });

  test('keeps words and links within a sentence where they stand', async () => {
    const sentence = anElement(1, 'P');
    const link = anElement(2, 'Link', { parent: sentence });
    expect(await described((tree) => {
      tree.addContent(sentence, 90, 0);
      tree.addContent(link, 90, 1);
      tree.addObject(link, 90, 91);
      tree.addContent(sentence, 90, 2);
    })).toBe('Document(P(0 Link(1 /OBJR) 2))');
  });

  test('names the page of content that goes on overleaf', async () => {
    const paragraph = anElement(1, 'P');
    expect(await described((tree) => {
      for (const [mcid, page] of [90, 91].entries()) tree.addContent(paragraph, page, mcid);
    })).toBe('Document(P(0 /MCR))');
  });

  test('holds an element that was only attached', async () => {
    expect(await described((tree) => { tree.attach(anElement(1, 'TD')); })).toBe('Document(TD())');
    expect(await described(() => undefined)).toBe('Document()');
  });

  test('says of each element what it was given to say', async () => {
    const fields = { alternative: 'Bilde', language: 'se', summary: 'Sum', columnSpan: 3, scope: 'Row' } as const;
    const tree = await treeOf((made) => { made.attach(anElement(1, 'TH', fields)); made.attach(anElement(2, 'TD', { columnSpan: 1 })); });
    const [top] = entries(tree, 'K');
    const [head, cell] = top instanceof PDFDict ? entries(top, 'K') : [];
    const text = head?.toString() ?? '';
    expect(text).toContain('/Lang (se)');
    expect(text.replace(/\s+/g, ' ')).toContain('/O /Table /Scope /Row /ColSpan 3 /Summary <FEFF00530075006D>');
    expect(text).toContain('/Alt <FEFF00420069006C00640065>');
    expect(cell?.toString()).not.toMatch(/\/A |ColSpan|Alt|Lang/);
  });
});

describe('the parent tree of a whole document', async () => {
  const rows = Array.from({ length: 60 }, (_, index) => aRow(`rad ${index}`, '1', { carried: ['', '1'] }));
  const link = { kind: 'paragraph', text: [{ text: 'Se ' }, { text: 'toppen', linkTo: 'top' }] } as const;
  const heading = { kind: 'heading', level: 2, text: 'Topp', anchor: 'top' } as const;
  const description = aDescription({ blocks: [heading, link, aTable(rows), linesOfText(60), link] });
  const document = await PDFDocument.load(renderDocument({ description, vouchers: [], projectFolder }).pdf.toBytes(), { updateMetadata: false });
  const tree = document.catalog.lookup(PDFName.of('StructTreeRoot'), PDFDict);
  const numbers = entries(tree.lookup(PDFName.of('ParentTree'), PDFDict), 'Nums');
  const byKey = new Map(Array.from({ length: numbers.length / 2 }, (_, index) => [numbers[index * 2]?.toString(), numbers[index * 2 + 1]]));

  /** Whether an element claims marked content `mcid` of a page. */
  function claims(element: PDFObject | undefined, page: PDFObject | undefined, mcid: number): boolean {
    if (!(element instanceof PDFDict)) return false;
    const isOwnPage = element.get(PDFName.of('Pg')) === page;
    return entries(element, 'K').some((kid) => (kid instanceof PDFNumber ? isOwnPage && kid.asNumber() === mcid
      : kid instanceof PDFDict && kid.get(PDFName.of('Pg')) === page && kid.get(PDFName.of('MCID'))?.toString() === String(mcid)));
  }

  test('leads from each piece of marked content to the element that claims it', () => {
    expect(document.getPageCount()).toBeGreaterThan(2);
    for (const page of document.getPages()) {
      const owners = byKey.get(page.node.get(PDFName.of('StructParents'))?.toString());
      if (!(owners instanceof PDFArray)) throw new Error('the page has no owners');
      expect(owners.size()).toBeGreaterThan(0);
      for (let mcid = 0; mcid < owners.size(); mcid += 1) expect(claims(owners.lookup(mcid), page.ref, mcid), `${mcid}`).toBe(true);
    }
  });

  test('leads from each link to its element, which claims it', () => {
    const links = document.getPages().flatMap((page) => page.node.Annots()?.asArray() ?? []);
    expect(links).toHaveLength(2);
    for (const ref of links) {
      const annotation = document.context.lookup(ref, PDFDict);
      const element = byKey.get(annotation.get(PDFName.of('StructParent'))?.toString());
      if (!(element instanceof PDFDict)) throw new Error('the link has no element');
      const objects = entries(element, 'K').flatMap((kid) => (kid instanceof PDFDict ? [kid.get(PDFName.of('Obj'))] : []));
      expect([element.get(PDFName.of('S'))?.toString(), objects]).toEqual(['/Link', [ref]]);
    }
  });

  test('knows the next free key', () => {
    expect(tree.get(PDFName.of('ParentTreeNextKey'))?.toString()).toBe(String(byKey.size));
  });
});
