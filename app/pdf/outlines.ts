import type { PdfFile, Ref } from './pdf-file.ts';
import { number, textString } from './pdf-text.ts';
import type { Bookmark, LaidOutDocument } from './placed.ts';
import type { StructureTree } from './structure-tree.ts';

interface OutlineInput {
  readonly file: PdfFile;
  readonly layout: LaidOutDocument;
  readonly pageRefs: readonly Ref[];
  readonly structure: StructureTree;
}

interface Entry {
  readonly bookmark: Bookmark;
  readonly ref: Ref;
  readonly children: Entry[];
}

/** Bookmarks: the document's title, below it headings and appendices, within a heading its groups. Gives the reference of their root. */
export function writeOutlines({ file, layout, pageRefs, structure }: OutlineInput): Ref {
  const root = file.reserve();
  const [title] = asTree(layout.bookmarks, file);
  if (title === undefined) return file.add('<< /Type /Outlines /Count 0 >>', root);
  const write = ({ bookmark, ref, children }: Entry, links: string) => {
    const { page, y } = bookmark.place;
    const height = layout.pages[page]?.height ?? 0;
    const destination = `[ ${pageRefs[page] ?? 0} 0 R /XYZ null ${number(height - Math.max(0, y - 12))} null ]`;
    for (const [index, child] of children.entries()) {
      const neighbours = [['Prev', children[index - 1]], ['Next', children[index + 1]]] as const;
      const beside = neighbours.flatMap(([name, entry]) => (entry === undefined ? [] : [`/${name} ${entry.ref} 0 R`]));
      write(child, [`/Parent ${ref} 0 R`, ...beside].join(' '));
    }
    const below = children.length === 0 ? '' : ` /First ${children[0]?.ref ?? 0} 0 R /Last ${children.at(-1)?.ref ?? 0} 0 R /Count ${shown(bookmark, children)}`;
    file.add(`<< /Title ${textString(bookmark.title)} /Dest ${destination} /SE ${structure.attach(bookmark.owner)} 0 R ${links}${below} >>`, ref);
  };
  write(title, `/Parent ${root} 0 R`);
  return file.add(`<< /Type /Outlines /First ${title.ref} 0 R /Last ${title.ref} 0 R /Count ${title.children.length + 1} >>`, root);
}

/** The first, at level 1, holds all others. */
function asTree(bookmarks: readonly Bookmark[], file: PdfFile): readonly Entry[] {
  const top: Entry[] = [];
  const open: Entry[] = [];
  for (const bookmark of bookmarks) {
    const entry = { bookmark, ref: file.reserve(), children: [] };
    open.length = Math.min(open.length, bookmark.level - 1);
    (open.at(-1)?.children ?? top).push(entry);
    open.push(entry);
  }
  return top;
}

/** Entries seen below one; a heading is closed at first, which is written as a number below zero. */
function shown({ level }: Bookmark, children: readonly Entry[]): number {
  return level === 1 ? children.length : -children.length;
}
