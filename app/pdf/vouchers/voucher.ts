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
  /** Writes each page as a form XObject that draws it upright from 0, 0 to its size. @returns them in order. */
  readonly writeInto: (file: PdfFile) => readonly WrittenPage[];
}

/** A page as a form; or, where its own text is marked, as the operators of a page themselves. */
export type WrittenPage = Ref | InlinePage;

export interface InlinePage {
  /** A stream of operators that are marked, all of them, and leave the state as it was. */
  readonly contents: Ref;
  /** What comes before them: from upright coordinates to the page's own, and no further than its edges. */
  readonly opening: string;
  /** By category, each a dictionary on its own. */
  readonly resources: Readonly<Record<string, Ref>>;
  /** How what it draws is blended. */
  readonly group?: Ref | undefined;
}

export function formOf(page: WrittenPage): Ref {
  if (typeof page !== 'number') throw new Error('A page that is marked is no form');
  return page;
}
