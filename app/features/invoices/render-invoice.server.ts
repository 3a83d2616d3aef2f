import type { Language } from '#app/domain/programme.ts';
import { renderDocument } from '#app/pdf/render.server.ts';
import type { RefusedInvoice } from './invoice.ts';
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
  readonly pdf: Buffer;
  /** Files that lie in the XML, whole, in its order; what does not hold together is told in the document instead. */
  readonly attachments: readonly { readonly name: string; readonly bytes: Buffer }[];
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
  const render = (missing: readonly number[]) => (
    renderDocument({ description: invoiceDocument(invoice, language, missing), vouchers: [], projectFolder })
  );
  const first = render([]);
  return {
    pdf: first.missingCodePoints.length === 0 ? first.bytes : render(first.missingCodePoints).bytes,
    attachments: invoice.documents.flatMap(({ embedded }) => (
      embedded?.bytes === undefined ? [] : [{ name: embedded.name, bytes: embedded.bytes }]
    )),
  };
}
