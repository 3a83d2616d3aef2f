import { PDFDict, PDFName, PDFStream, type PDFObject } from 'pdf-lib';

/** The resources that are used, by their dictionary: the names in each category. */
export type UsedResources = ReadonlyMap<PDFDict, ReadonlyMap<string, ReadonlySet<string>>>;

/** What a proof has found out about the parts of a file, for when they are carried over. */
export interface ProvenParts {
  /** What is not used stays behind. */
  readonly used: UsedResources;
  /** Maps from codes to letters that are written anew, without what PDF/A does not let them say of codes that nobody shows. */
  readonly maps: ReadonlyMap<PDFStream, Buffer>;
}

/**
 * Keys that lead out of what a page shows: actions, scripts, files, marks of another structure tree, editors' private data.
 * Dropped from streams and typed dictionaries only: in a resource dictionary the same word may be the name of a font.
 */
const droppedKeys = new Set([
  '/AA', '/A', '/OpenAction', '/JS', '/JavaScript', '/Launch', '/EmbeddedFile', '/EmbeddedFiles', '/EF', '/AF', '/RichMedia',
  '/StructParent', '/StructParents', '/PieceInfo', '/Metadata', '/LastModified', '/Parent', '/Annots', '/OPI',
  // A picture drawn softer than it is, which PDF/A does not allow.
  '/Interpolate',
  // Lists of a font's glyphs: PDF/A asks for complete ones or none.
  '/CIDSet', '/CharSet',
]);
const droppedFromStreams = new Set([...droppedKeys, '/Length']);
const droppedFromDrawings = new Set([...droppedFromStreams, '/Filter', '/DecodeParms', '/OC']);
/** Objects that are never part of a drawing; reached only by stray references. */
const foreignTypes = new Set(['/Page', '/Pages', '/Catalog', '/StructTreeRoot', '/StructElem', '/Annot', '/Filespec', '/Action']);

/** The entries of a dictionary or stream that go into a claim; of resources whose use is known, only those used. */
export function travellingEntries(object: PDFDict | PDFStream, used: UsedResources): [key: PDFName, value: PDFObject][] {
  if (object instanceof PDFStream) {
    const dropped = isDrawing(object) ? droppedFromDrawings : droppedFromStreams;
    return object.dict.entries().filter(([key]) => !dropped.has(key.toString()));
  }
  if (used.has(object)) return usedOf(object, used).entries();
  if (!object.has(PDFName.of('Type'))) return object.entries();
  return object.entries().filter(([key]) => !droppedKeys.has(key.toString()));
}

/** A form or a pattern: its drawing operators are written anew. */
export function isDrawing({ dict }: PDFStream): boolean {
  return dict.lookup(PDFName.of('Subtype')) === PDFName.of('Form') || dict.lookup(PDFName.of('PatternType')) !== undefined;
}

export function isForeignToDrawing(object: PDFObject): boolean {
  return object instanceof PDFDict && foreignTypes.has(object.get(PDFName.of('Type'))?.toString() ?? '');
}

/** Those resources that are used, in a dictionary of their own. */
export function usedOf(resources: PDFDict, used: UsedResources): PDFDict {
  const result = PDFDict.withContext(resources.context);
  for (const [category, wanted] of used.get(resources) ?? []) result.set(PDFName.of(category), chosen(resources, category, wanted));
  return result;
}

function chosen(resources: PDFDict, category: string, wanted: ReadonlySet<string>): PDFDict {
  const result = PDFDict.withContext(resources.context);
  const named = resources.lookup(PDFName.of(category));
  if (named instanceof PDFDict) for (const [key, value] of named.entries()) if (wanted.has(key.toString())) result.set(key, value);
  return result;
}
