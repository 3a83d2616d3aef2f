import type { PageSize } from '../document.ts';
import type { PdfFile, Ref } from '../pdf-file.ts';

/** A foreign file that was opened and can be appended. */
export interface OpenedVoucher {
  /** Upright sizes of its pages in points. */
  readonly pages: readonly PageSize[];
  /** Writes each page as a form XObject that draws it upright from 0, 0 to its size. @returns their references, in order. */
  readonly writeInto: (file: PdfFile) => readonly Ref[];
}
