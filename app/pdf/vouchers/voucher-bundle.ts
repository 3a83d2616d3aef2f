import { PdfFile, type FilePart, type Ref } from '../pdf-file.ts';
import type { AppendixPage } from '../document.ts';
import type { OpenedVoucher, WrittenPage } from './voucher.ts';

/**
 * An opened voucher as bytes: its pages ready to be written into any PDF, to be handed from one process to another and kept.
 * Layout: length of the head, the head as JSON, the thumbnail, then the data of each stream.
 */
export function packVoucher(voucher: OpenedVoucher): Buffer {
  const file = new PdfFile();
  const refs = voucher.writeInto(file);
  const parts = file.parts();
  const head: BundleHead = {
    pages: voucher.pages, refs, thumbnail: voucher.thumbnail.length,
    parts: parts.map(({ ref, body, data }) => [ref, body, data === undefined ? -1 : data.length]),
  };
  const text = Buffer.from(JSON.stringify(head));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(text.length);
  return Buffer.concat([length, text, voucher.thumbnail, ...parts.flatMap(({ data }) => data ?? [])]);
}

/** The voucher of a bundle that `packVoucher` of this release made. */
export function unpackVoucher(bundle: Buffer): OpenedVoucher {
  const headEnd = 4 + bundle.readUInt32BE(0);
  const { pages, refs, thumbnail, parts } = readHead(bundle.toString('utf8', 4, headEnd));
  let at = headEnd + thumbnail;
  const placed = parts.map(([ref, body, length]): FilePart => {
    if (length < 0) return { ref, body };
    at += length;
    return { ref, body, data: bundle.subarray(at - length, at) };
  });
  return {
    pages,
    thumbnail: bundle.subarray(headEnd, headEnd + thumbnail),
    bytes: bundle.length - headEnd - thumbnail,
    writeInto: (file) => writeParts(file, placed, refs),
  };
}

interface BundleHead {
  readonly pages: readonly AppendixPage[];
  /** Of the pages' forms. */
  readonly refs: readonly WrittenPage[];
  readonly thumbnail: number;
  /** Number, body, and length of the data; -1 for what is no stream. */
  readonly parts: readonly (readonly [ref: Ref, body: string, length: number])[];
}

/** The same numbers in the same order, from the next free one on. Strings stand in hexadecimal, so a reference is nothing else. */
function writeParts(file: PdfFile, parts: readonly FilePart[], pages: readonly WrittenPage[]): WrittenPage[] {
  const numbers = new Map(parts.map(({ ref }) => [ref, file.reserve()]));
  const renumbered = (ref: Ref): Ref => {
    const known = numbers.get(ref);
    if (known === undefined) throw new Error(`A voucher's pages refer to object ${ref}, which they do not have`);
    return known;
  };
  for (const { ref, body, data } of parts) {
    const text = body.replace(/\b(\d+) 0 R\b/g, (_, number: string) => `${renumbered(Number(number))} 0 R`);
    if (data === undefined) file.add(text, renumbered(ref));
    else file.addStream(text, data, renumbered(ref));
  }
  return pages.map((page) => {
    if (typeof page === 'number') return renumbered(page);
    const resources = Object.fromEntries(Object.entries(page.resources).map(([category, ref]) => [category, renumbered(ref)]));
    const group = page.group === undefined ? undefined : renumbered(page.group);
    return { ...page, contents: renumbered(page.contents), resources, group };
  });
}

function readHead(text: string): BundleHead {
  const head: unknown = JSON.parse(text);
  if (!isHead(head)) throw new Error('Not a bundle of this release');
  return head;
}

function isHead(head: unknown): head is BundleHead {
  if (typeof head !== 'object' || head === null) return false;
  return 'pages' in head && Array.isArray(head.pages) && 'refs' in head && Array.isArray(head.refs)
    && 'parts' in head && Array.isArray(head.parts) && 'thumbnail' in head && typeof head.thumbnail === 'number';
}
