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

/** Bookmarks: the document's title, and below it its headings and appendices. @returns the reference of their root. */
export function writeOutlines({ file, layout, pageRefs, structure }: OutlineInput): Ref {
  const root = file.reserve();
  const [title, ...entries] = layout.bookmarks;
  if (title === undefined) return file.add('<< /Type /Outlines /Count 0 >>', root);
  const top = file.reserve();
  const refs = entries.map(() => file.reserve());
  const describe = (bookmark: Bookmark, links: string) => {
    const { page, y } = bookmark.place;
    const height = layout.pages[page]?.height ?? 0;
    const destination = `[ ${pageRefs[page] ?? 0} 0 R /XYZ null ${number(height - Math.max(0, y - 12))} null ]`;
    return `<< /Title ${textString(bookmark.title)} /Dest ${destination} /SE ${structure.attach(bookmark.owner)} 0 R ${links} >>`;
  };
  for (const [index, entry] of entries.entries()) {
    const neighbours = [['Prev', refs[index - 1]], ['Next', refs[index + 1]]] as const;
    const links = neighbours.flatMap(([name, ref]) => (ref === undefined ? [] : [`/${name} ${ref} 0 R`])).join(' ');
    file.add(describe(entry, `/Parent ${top} 0 R ${links}`), refs[index] ?? 0);
  }
  const children = refs.length === 0 ? '' : `/First ${refs[0] ?? 0} 0 R /Last ${refs.at(-1) ?? 0} 0 R /Count ${refs.length}`;
  file.add(describe(title, `/Parent ${root} 0 R ${children}`), top);
  return file.add(`<< /Type /Outlines /First ${top} 0 R /Last ${top} 0 R /Count ${refs.length + 1} >>`, root);
}
