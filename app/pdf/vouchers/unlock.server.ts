import { PDFArray, PDFDict, PDFHexString, PDFInvalidObject, PDFName, PDFRef, PDFStream, PDFString, type PDFContext, type PDFObject } from 'pdf-lib';
import { ForeignPdf } from './foreign-pdf.server.ts';
import { withHeader } from './pdf-header.ts';
import { UnreadableError, type UnreadableFile } from './unreadable.ts';

/**
 * A PDF that asks for a password as one that does not, with the same pages. `password` when that is not the one; other causes when the
 * file can't be part of a claim anyway. Never throws for what a file may hold.
 */
export async function unlockPdf(bytes: Buffer, password: string): Promise<Buffer | UnreadableFile> {
  try {
    const { document, pages } = await ForeignPdf.read(withHeader(bytes), password);
    prepareToSave(document.context);
    const unlocked = Buffer.from(await document.save({ updateFieldAppearances: false }));
    const { pages: again } = await ForeignPdf.read(unlocked);
    return again.length === pages.length ? unlocked : { unreadable: 'damaged' };
  } catch (error) {
    return { unreadable: error instanceof UnreadableError ? error.reason : 'damaged' };
  }
}

/** The locked file's tables say that it is locked, and are not readable once it is not; decrypted strings stand without their escapes. */
function prepareToSave(context: PDFContext): void {
  for (const [ref, object] of context.enumerateIndirectObjects()) {
    if (object instanceof PDFInvalidObject || (object instanceof PDFStream && isTable(object))) context.delete(ref);
    else if (object instanceof PDFString) context.assign(ref, inHexadecimal(object));
    else rewriteStrings(object);
  }
}

function isTable({ dict }: PDFStream): boolean {
  const type = dict.get(PDFName.of('Type'));
  return type === PDFName.of('XRef') || type === PDFName.of('ObjStm');
}

function rewriteStrings(object: PDFObject): void {
  if (object instanceof PDFArray) {
    object.asArray().forEach((entry, index) => {
      if (entry instanceof PDFString) object.set(index, inHexadecimal(entry));
      else if (!(entry instanceof PDFRef)) rewriteStrings(entry);
    });
    return;
  }
  const dictionary = object instanceof PDFStream ? object.dict : object;
  if (!(dictionary instanceof PDFDict)) return;
  for (const [key, value] of dictionary.entries()) {
    if (value instanceof PDFString) dictionary.set(key, inHexadecimal(value));
    else if (!(value instanceof PDFRef)) rewriteStrings(value);
  }
}

function inHexadecimal(text: PDFString): PDFHexString {
  return PDFHexString.of(Buffer.from(text.asString(), 'latin1').toString('hex'));
}
