import { z } from 'zod';
import { isCalendarDate } from '#app/domain/calendar-date.ts';
import { notRefundableReasons } from '#app/domain/expense.ts';
import { money } from '#app/domain/money.ts';

const text = z.string();
const day = z.string().refine(isCalendarDate);
const amount = text.transform(money);

const anyExpense = {
  id: text,
  consultant: text.optional(),
  activity: text.optional(),
  invoice: z.object({ number: text, issuedOn: day, supplier: text }).optional(),
  paidOn: day.optional(),
  vat: amount.optional(),
  description: text.optional(),
  creditOf: text.optional(),
  creditOfInvoice: text.optional(),
  attachments: z.array(text),
};

/** An expense of an approved claim, read as it was frozen. */
export const frozenExpense = z.discriminatedUnion('kind', [
  z.object({ ...anyExpense, kind: z.literal('fee'), days: z.array(z.object({ on: day, amount })) }),
  z.object({ ...anyExpense, kind: z.enum(['travel', 'accommodation']), incurredOn: day, amount }),
  z.object({ ...anyExpense, kind: z.literal('not_refundable'), reason: z.enum(notRefundableReasons), incurredOn: day, amount }),
]);
