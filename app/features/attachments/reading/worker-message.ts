import { z } from 'zod';
import { unreadableCauses } from '#app/domain/circumstances.ts';
import { languages } from '#app/domain/programme.ts';
import { finenesses } from '#app/pdf/vouchers/fineness.ts';

const bytesSchema = z.custom<Uint8Array>((value) => value instanceof Uint8Array);

/** What the server asks of the process that opens foreign files. */
export const taskSchema = z.discriminatedUnion('task', [
  z.object({ task: z.literal('open'), bytes: bytesSchema, fineness: z.enum(finenesses), language: z.enum(languages) }),
  z.object({ task: z.literal('unlock'), bytes: bytesSchema, password: z.string() }),
]);
export type ReadingTask = z.infer<typeof taskSchema>;

/** And what comes back: the pages, ready to be written, or the file without its password; or the cause. */
export const answerSchema = z.union([
  z.object({ made: bytesSchema }),
  z.object({ unreadable: z.enum(unreadableCauses) }),
]);
export type ReadingAnswer = z.infer<typeof answerSchema>;
