import { z } from 'zod';
import { unreadableCauses } from '#app/domain/circumstances.ts';
import { languages } from '#app/domain/programme.ts';
import { finenesses } from '#app/pdf/vouchers/fineness.ts';

/** What the server asks of the process that opens foreign files. */
export const taskSchema = z.object({
  bytes: z.instanceof(Uint8Array),
  fineness: z.enum(finenesses),
  language: z.enum(languages),
});
export type ReadingTask = z.infer<typeof taskSchema>;

/** And what comes back: the pages, ready to be written, or the cause. */
export const answerSchema = z.union([
  z.object({ bundle: z.instanceof(Uint8Array) }),
  z.object({ unreadable: z.enum(unreadableCauses) }),
]);
export type ReadingAnswer = z.infer<typeof answerSchema>;
