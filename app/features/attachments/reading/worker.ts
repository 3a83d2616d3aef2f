/** The process that opens foreign files, one at a time: whatever they do to it, the server goes on. Started by VoucherReader. */
import sharp from 'sharp';
import { openVoucher } from '#app/pdf/vouchers/open-voucher.server.ts';
import { packVoucher } from '#app/pdf/vouchers/voucher-bundle.ts';
import { taskSchema, type ReadingAnswer, type ReadingTask } from './worker-message.ts';

sharp.concurrency(1);
sharp.cache(false);

process.on('message', (message) => {
  void answer(taskSchema.parse(message)).then((said) => process.send?.(said));
});
process.on('disconnect', () => { process.exit(0); });

async function answer({ bytes, ...options }: ReadingTask): Promise<ReadingAnswer> {
  const opened = await openVoucher(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), options);
  return 'unreadable' in opened ? opened : { bundle: packVoucher(opened) };
}
