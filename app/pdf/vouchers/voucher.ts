import type { AppendixPage } from '../document.ts';
import type { PdfFile, Ref } from '../pdf-file.ts';

/** A foreign file that was opened and can be appended. */
export interface OpenedVoucher {
  /** Upright, in points. */
  readonly pages: readonly AppendixPage[];
  /** A small picture of its first page, as WebP. */
  readonly thumbnail: Buffer;
  /** What it adds to a file, about; counted once it is packed. */
  readonly bytes?: number;
  /** Writes each page as a form XObject that draws it upright from 0, 0 to its size. @returns their references, in order. */
  readonly writeInto: (file: PdfFile) => readonly Ref[];
}
