import type { PdfFile, Ref } from './pdf-file.ts';
import { textString } from './pdf-text.ts';
import type { StructureElement } from './placed.ts';

interface Node {
  readonly element: StructureElement;
  readonly ref: Ref;
  readonly kids: string[];
  page: Ref | undefined;
}

/**
 * The logical structure a screen reader follows. Elements join their parent's kids when their first content is drawn, so the
 * order of drawing is the order of reading.
 */
export class StructureTree {
  private readonly file: PdfFile;
  private readonly nodes = new Map<number, Node>();
  private readonly rootRef: Ref;
  private readonly parentTree: string[] = [];

  constructor(file: PdfFile) {
    this.file = file;
    this.rootRef = file.reserve();
  }

  /** The reference of an element, which from now on stands in the tree. */
  attach(element: StructureElement): Ref {
    return this.node(element).ref;
  }

  /** Marked content number `mcid` of a page belongs to the element. */
  addContent(element: StructureElement, page: Ref, mcid: number): void {
    const node = this.node(element);
    node.page ??= page;
    node.kids.push(node.page === page ? String(mcid) : `<< /Type /MCR /Pg ${page} 0 R /MCID ${mcid} >>`);
  }

  /** An annotation belongs to the element. */
  addObject(element: StructureElement, page: Ref, object: Ref): void {
    this.node(element).kids.push(`<< /Type /OBJR /Pg ${page} 0 R /Obj ${object} 0 R >>`);
  }

  /** The elements of a page's marked content by number. @returns the page's key in the parent tree. */
  addPageParents(owners: readonly StructureElement[]): number {
    return this.parentTree.push(`[ ${owners.map((owner) => `${this.attach(owner)} 0 R`).join(' ')} ]`) - 1;
  }

  /** @returns an annotation's key in the parent tree. */
  addObjectParent(owner: StructureElement): number {
    return this.parentTree.push(`${this.attach(owner)} 0 R`) - 1;
  }

  /** Writes the tree. @returns the reference of its root. */
  write(document: StructureElement): Ref {
    const top = this.attach(document);
    for (const node of this.nodes.values()) this.file.add(this.describe(node), node.ref);
    const entries = this.parentTree.map((value, key) => `${key} ${value}`).join('\n');
    const parents = this.file.add(`<< /Nums [ ${entries} ] >>`);
    this.file.add(
      `<< /Type /StructTreeRoot /K [ ${top} 0 R ] /ParentTree ${parents} 0 R /ParentTreeNextKey ${this.parentTree.length} >>`,
      this.rootRef,
    );
    return this.rootRef;
  }

  private node(element: StructureElement): Node {
    const known = this.nodes.get(element.id);
    if (known !== undefined) return known;
    const node: Node = { element, ref: this.file.reserve(), kids: [], page: undefined };
    this.nodes.set(element.id, node);
    if (element.parent !== undefined) this.node(element.parent).kids.push(`${node.ref} 0 R`);
    return node;
  }

  private describe({ element, kids, page }: Node): string {
    const parent = element.parent === undefined ? this.rootRef : this.attach(element.parent);
    let body = `<< /Type /StructElem /S /${element.tag} /P ${parent} 0 R`;
    if (page !== undefined) body += ` /Pg ${page} 0 R`;
    if (element.alternative !== undefined) body += ` /Alt ${textString(element.alternative)}`;
    if (element.actualText !== undefined) body += ` /ActualText ${textString(element.actualText)}`;
    if (element.language !== undefined) body += ` /Lang (${element.language})`;
    return `${body}${tableAttributes(element)} /K [ ${kids.join(' ')} ] >>`;
  }
}

function tableAttributes({ scope, columnSpan, summary }: StructureElement): string {
  let attributes = scope === undefined ? '' : ` /Scope /${scope}`;
  if (columnSpan !== undefined && columnSpan !== 1) attributes += ` /ColSpan ${columnSpan}`;
  if (summary !== undefined) attributes += ` /Summary ${textString(summary)}`;
  return attributes === '' ? '' : ` /A << /O /Table${attributes} >>`;
}
