import { describe, expect, test } from 'vitest';
import type { FinenessName } from '#app/pdf/vouchers/fineness.ts';
import type { UnreadableFile } from '#app/pdf/vouchers/unreadable.ts';
import type { OpenedVoucher } from '#app/pdf/vouchers/voucher.ts';
import { openWithinSize } from './open-within-size.server.ts';
import type { OpenFile } from './reading/open-file.ts';

const sizes: Record<FinenessName, number> = { fine: 100, medium: 60, coarse: 30 };

function aVoucher(bytes: number): OpenedVoucher {
  return { pages: [{ width: 595, height: 842 }], thumbnail: Buffer.alloc(0), bytes, writeInto: () => [] };
}

/** Opens files of these sizes; what it is told not to open at a fineness fails there. */
function opener(fails: (fineness: FinenessName) => boolean = () => false): OpenFile {
  return (_, { fineness = 'fine' } = {}) => Promise.resolve<OpenedVoucher | UnreadableFile>(
    fails(fineness) ? { unreadable: 'too_heavy' } : aVoucher(sizes[fineness]),
  );
}

const files = ['a.jpg', 'b.jpg'].map((name) => ({ name, read: () => Promise.resolve(Buffer.from(name)) }));

async function opened(openFile: OpenFile, mostBytes: number) {
  const found = await openWithinSize(files, { openFile, language: 'nb', mostBytes });
  return files.map(({ name }) => [found.get(name)?.state.isReadable, found.get(name)?.voucher?.bytes]);
}

describe('a claim’s files within a size', () => {
  test('stand as fine as they are when there is room', async () => {
    expect(await opened(opener(), 200)).toEqual([[true, 100], [true, 100]]);
  });

  test('are made coarser one by one, and no more of them than it takes', async () => {
    expect(await opened(opener(), 160)).toEqual([[true, 60], [true, 100]]);
    expect(await opened(opener(), 100)).toEqual([[true, 30], [true, 60]]);
  });

  test('are still there when they could not be made coarser', async () => {
    expect(await opened(opener((fineness) => fineness !== 'fine'), 100)).toEqual([[true, 100], [true, 100]]);
    expect(await opened(opener((fineness) => fineness === 'medium'), 100)).toEqual([[true, 30], [true, 30]]);
  });
});
