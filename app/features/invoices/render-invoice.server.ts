import type { Language } from '#app/domain/programme.ts';
import { renderDocument } from '#app/pdf/render.server.ts';
import type { Invoice, RefusedInvoice } from './invoice.ts';
import type { PagesWithin } from './invoice-annex-blocks.ts';
import { invoiceDocument } from './invoice-document.ts';
import { readUbl } from './ubl.ts';
import { xmlText } from './xml-text.ts';

/** The same as for any voucher. */
const mostBytes = 40 * 1024 * 1024;

export interface RenderOptions {
  readonly language: Language;
  /** The folder that holds `public/fonts`. */
  readonly projectFolder: string;
}

export interface RenderedInvoice {
  /** Files that lie in the XML, whole, in its order; what does not hold together is told in the document instead. */
  readonly attachments: readonly { readonly name: string; readonly bytes: Buffer }[];
  /** Sets the invoice; it tells of each file inside how many of its pages follow, or that it can't be shown when that is undefined. */
  readonly toPdf: (pagesWithin: readonly (number | undefined)[]) => Buffer;
}

/**
 * An e-invoice's bytes as a PDF that people can read, and the files inside it; or why it is refused.
 * Never throws for what a file may hold.
 */
export function renderInvoice(bytes: Uint8Array, { language, projectFolder }: RenderOptions): RenderedInvoice | RefusedInvoice {
  if (bytes.length === 0) return { refused: 'empty' };
  if (bytes.length > mostBytes) return { refused: 'too_large' };
  const text = xmlText(bytes);
  if (text === undefined) return { refused: 'encoding' };
  const invoice = readUbl(text);
  if ('refused' in invoice) return invoice;
  const attachments = invoice.documents.flatMap(({ embedded }) => (
    embedded?.bytes === undefined ? [] : [{ name: embedded.name, bytes: embedded.bytes, embedded }]
  ));
  return {
    attachments: attachments.map(({ name, bytes: content }) => ({ name, bytes: content })),
    toPdf: (pagesWithin) => {
      const pagesOf = new Map(attachments.map(({ embedded }, index) => [embedded, pagesWithin[index]]));
      return set({ invoice, language, projectFolder, pagesOf });
    },
  };
}

interface Setting extends RenderOptions {
  readonly invoice: Invoice;
  readonly pagesOf: PagesWithin;
}

/** Once more when the typeface lacks some of its characters, which the document then tells. */
function set({ invoice, language, projectFolder, pagesOf }: Setting): Buffer {
  const render = (missingCodePoints: readonly number[]) => (
    renderDocument({ description: invoiceDocument(invoice, language, { missingCodePoints, pagesOf }), vouchers: [], projectFolder })
  );
  const first = render([]);
  return (first.missingCodePoints.length === 0 ? first : render(first.missingCodePoints)).pdf.toBytes();
}
