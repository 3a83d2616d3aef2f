import type { UnreadableCause } from '#app/domain/circumstances.ts';
import { fileKind } from './file-kind.ts';
import { finenessOf, type FinenessName } from './fineness.ts';
import { withHeader } from './pdf-header.ts';
import { UnreadableError, type UnreadableFile } from './unreadable.ts';
import { maxVoucherBytes } from './voucher-limits.ts';
import type { OpenedVoucher } from './voucher.ts';

/** Data that can be set as pages, and the files that lie within it. */
export interface ReadData {
  readonly attachments: readonly { readonly bytes: Buffer }[];
  /** The data as pages that people can read; they tell how many pages of each file follow, undefined for one that can't be shown. */
  readonly toPdf: (pagesWithin: readonly (number | undefined)[]) => Buffer;
}

export interface VoucherOptions {
  /** The finest unless said. */
  readonly fineness?: FinenessName | undefined;
  /** Reads XML; without it, XML is refused. */
  readonly readXml?: ((bytes: Buffer) => Promise<ReadData | UnreadableFile>) | undefined;
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
    // What opens the other kind is not brought into memory: a photograph needs all there is.
    case 'pdf': return (await import('./pdf-voucher.server.ts')).openPdfVoucher(withHeader(bytes), fineness);
    default: return (await import('./picture.server.ts')).openPicture(bytes, kind.kind, fineness);
  }
}

/** The data as pages first, then the files within that can be shown. Which can is known before, so that the pages tell of all of them. */
async function openData(bytes: Buffer, { fineness, readXml }: VoucherOptions): Promise<OpenedVoucher> {
  const data = await readXml?.(bytes) ?? { unreadable: 'type_xml' satisfies UnreadableCause };
  if ('unreadable' in data) throw new UnreadableError(data.unreadable);
  const within: (OpenedVoucher | undefined)[] = [];
  for (const attachment of data.attachments) {
    const opened = await openVoucher(attachment.bytes, { fineness });
    within.push('unreadable' in opened ? undefined : opened);
  }
  const pdf = data.toPdf(within.map((each) => each?.pages.length));
  const own = await (await import('./pdf-voucher.server.ts')).openPdfVoucher(pdf, finenessOf[fineness ?? 'fine'], true);
  const parts = [own, ...within.filter((each) => each !== undefined)];
  return {
    pages: parts.flatMap(({ pages }) => pages),
    thumbnail: own.thumbnail,
    writeInto: (file) => parts.flatMap((part) => part.writeInto(file)),
  };
}
