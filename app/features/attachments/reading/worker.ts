/** The process that opens foreign files, one at a time: whatever they do to it, the server goes on. Started by VoucherReader. */
import { Worker } from 'node:worker_threads';
import { decodeThriftily } from '#app/pdf/vouchers/page-picture.server.ts';
import { packVoucher } from '#app/pdf/vouchers/voucher-bundle.ts';
import { openAnyFile } from './open-any-file.server.ts';
import { taskSchema, type ReadingAnswer, type ReadingTask } from './worker-message.ts';

decodeThriftily();
endWithTheServer();

process.on('message', (message) => {
  void answer(taskSchema.parse(message)).then((said) => process.send?.(said));
});
process.on('disconnect', () => { process.exit(0); });

async function answer(task: ReadingTask): Promise<ReadingAnswer> {
  const bytes = Buffer.from(task.bytes.buffer, task.bytes.byteOffset, task.bytes.byteLength);
  if (task.task === 'unlock') {
    const { unlockPdf } = await import('#app/pdf/vouchers/unlock.server.ts');
    const unlocked = await unlockPdf(bytes, task.password);
    return 'unreadable' in unlocked ? unlocked : { made: unlocked };
  }
  const opened = await openAnyFile(bytes, task);
  return 'unreadable' in opened ? opened : { made: packVoucher(opened) };
}

/** A server that is killed says nothing, and a file can keep this process from hearing: a thread of its own looks for the server. */
function endWithTheServer(): void {
  const watch = 'const { ppid } = process; setInterval(() => { if (process.ppid !== ppid) process.kill(process.pid, \'SIGKILL\'); }, 1000);';
  new Worker(watch, { eval: true }).unref();
}
