import type { UnreadableCause } from '#app/domain/circumstances.ts';
import { fileKind } from './file-kind.ts';
import { finenessOf, type FinenessName } from './fineness.ts';
import { openPdfVoucher } from './pdf-voucher.server.ts';
import { openPicture } from './picture.server.ts';
import { UnreadableError, type UnreadableFile } from './unreadable.ts';
import { maxVoucherBytes } from './voucher-limits.ts';
import type { OpenedVoucher } from './voucher.ts';

/** Data set as pages that people can read, and the files that lay within it. */
export interface RenderedData {
  readonly pdf: Buffer;
  readonly attachments: readonly { readonly bytes: Buffer }[];
}

export interface VoucherOptions {
  /** The finest unless said. */
  readonly fineness?: FinenessName | undefined;
  /** Makes pages of XML; without it, XML is refused. */
  readonly renderXml?: ((bytes: Buffer) => RenderedData | UnreadableFile) | undefined;
}

/** Opens a foreign file of whatever content, or says why it cannot be appended. Never throws for what a file may hold. */
export async function openVoucher(bytes: Buffer, options: VoucherOptions = {}): Promise<OpenedVoucher | UnreadableFile> {
  try {
    return await open(bytes, options);
  } catch (error) {
    return { unreadable: error instanceof UnreadableError ? error.reason : 'damaged' };
  }
}

async function open(bytes: Buffer, options: VoucherOptions): Promise<OpenedVoucher> {
  if (bytes.length > maxVoucherBytes) throw new UnreadableError('too_large');
  const kind = fileKind(bytes);
  const fineness = finenessOf[options.fineness ?? 'fine'];
  switch (kind.kind) {
    case 'other': throw new UnreadableError(kind.cause);
    case 'xml': return openData(bytes, options);
    case 'pdf': return openPdfVoucher(bytes, fineness);
    default: return openPicture(bytes, kind.kind, fineness);
  }
}

/** The rendering first, then the files within that can be shown; it tells of all of them. */
async function openData(bytes: Buffer, { fineness, renderXml }: VoucherOptions): Promise<OpenedVoucher> {
  const rendered = renderXml?.(bytes) ?? { unreadable: 'type_xml' satisfies UnreadableCause };
  if ('unreadable' in rendered) throw new UnreadableError(rendered.unreadable);
  const parts = [await open(rendered.pdf, { fineness })];
  for (const attachment of rendered.attachments) {
    const opened = await openVoucher(attachment.bytes, { fineness });
    if (!('unreadable' in opened)) parts.push(opened);
  }
  return {
    pages: parts.flatMap(({ pages }) => pages),
    thumbnail: parts[0]?.thumbnail ?? Buffer.alloc(0),
    writeInto: (file) => parts.flatMap((part) => part.writeInto(file)),
  };
}
