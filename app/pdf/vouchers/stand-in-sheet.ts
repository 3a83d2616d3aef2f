import { PDFArray, PDFBool, PDFDict, PDFName, PDFNull, type PDFObject } from 'pdf-lib';
import type { UnreadableCause } from '#app/domain/circumstances.ts';
import type { ForeignPage } from './foreign-pages.server.ts';

/**
 * Why a file's pages are not what it is about but a sheet that asks for another program; undefined when they are. A folder of files has
 * its own in it, a form of Adobe's XFA that makes its pages when it is opened says «Please wait», a wrapper holds a locked file. Files
 * that are attached to pages of their own are no such thing. Source: ISO 32000-2 7.6.7, 12.3.5, 12.7.3, annex K.
 */
export function standInSheet(catalog: PDFDict, pages: readonly ForeignPage[]): UnreadableCause | undefined {
  if (isWrapper(catalog)) return 'certificate';
  if (isFolder(catalog)) return 'portfolio';
  return isDynamicForm(catalog, pages) ? 'dynamic_form' : undefined;
}

function isWrapper(catalog: PDFDict): boolean {
  const files = catalog.lookup(PDFName.of('AF'));
  if (!(files instanceof PDFArray)) return false;
  return files.asArray().some((_, index) => entry(files.lookup(index), 'AFRelationship') === PDFName.of('EncryptedPayload'));
}

/** A folder that a reader opens at its pages, and not at its files, is a document with files attached. */
function isFolder(catalog: PDFDict): boolean {
  const folder = catalog.lookup(PDFName.of('Collection'));
  const files = entry(catalog.lookup(PDFName.of('Names')), 'EmbeddedFiles');
  return folder instanceof PDFDict && folder.lookup(PDFName.of('View')) !== PDFName.of('H') && holdsFiles(files);
}

function holdsFiles(tree: PDFObject | undefined): boolean {
  return ['Names', 'Kids'].some((key) => {
    const list = entry(tree, key);
    return list instanceof PDFArray && list.size() > 0;
  });
}

/** Where the pages hold fields, they are the form itself as it was last seen. */
function isDynamicForm(catalog: PDFDict, pages: readonly ForeignPage[]): boolean {
  const xfa = entry(catalog.lookup(PDFName.of('AcroForm')), 'XFA');
  if (xfa === undefined || xfa === PDFNull) return false;
  return catalog.lookup(PDFName.of('NeedsRendering')) === PDFBool.True || !pages.some(hasFields);
}

function hasFields(page: ForeignPage): boolean {
  const annotations = page.value('Annots');
  if (!(annotations instanceof PDFArray)) return false;
  return annotations.asArray().some((each) => entry(page.context.lookup(each), 'Subtype') === PDFName.of('Widget'));
}

function entry(dictionary: PDFObject | undefined, key: string): PDFObject | undefined {
  return dictionary instanceof PDFDict ? dictionary.lookup(PDFName.of(key)) : undefined;
}
