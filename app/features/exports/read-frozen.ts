import { z } from 'zod';
import { isCalendarDate } from '#app/domain/calendar-date.ts';
import { notRefundableReasons } from '#app/domain/expense.ts';
import { money, percent } from '#app/domain/money.ts';
import { consultantRoles, languages } from '#app/domain/programme.ts';

/**
 * What finance takes out of the papers an approval froze. They were checked before they were frozen and may be older than
 * today's rules for what a person can type, so only what an export needs is read, and nothing is judged anew.
 */
export function readFrozen({ snapshotJson, claimJson }: { snapshotJson: string; claimJson: string }) {
  return { snapshot: snapshotSchema.parse(JSON.parse(snapshotJson)), claim: claimSchema.parse(JSON.parse(claimJson)) };
}

export type FrozenContent = ReturnType<typeof readFrozen>;
export type FrozenLedger = FrozenContent['snapshot']['ledger'];

const day = z.string().refine(isCalendarDate);
const amount = z.string().transform(money);
const text = z.string();

const anyExpense = {
  id: text,
  consultant: text.optional(),
  activity: text.optional(),
  invoice: z.object({ number: text, issuedOn: day, supplier: text }).optional(),
  paidOn: day.optional(),
  vat: amount.optional(),
  description: text.optional(),
  creditOf: text.optional(),
  attachments: z.array(text),
};

export const frozenExpense = z.discriminatedUnion('kind', [
  z.object({ ...anyExpense, kind: z.literal('fee'), days: z.array(z.object({ on: day, amount })) }),
  z.object({ ...anyExpense, kind: z.enum(['travel', 'accommodation']), incurredOn: day, amount }),
  z.object({ ...anyExpense, kind: z.literal('not_refundable'), reason: z.enum(notRefundableReasons), incurredOn: day, amount }),
]);

const snapshotSchema = z.object({
  language: z.enum(languages),
  programme: z.object({
    organisation: z.object({ name: text, organisationNumber: text.optional() }),
    programme: z.object({ name: text }),
    grant: z.object({ reference: text.optional() }),
    consultants: z.array(z.object({ id: text, name: text, role: z.enum(consultantRoles) })),
    activities: z.array(z.object({ id: text, title: text })),
    expenses: z.array(frozenExpense),
  }),
  files: z.array(z.object({ name: text, sha256: text, bytes: z.number() })),
  ledger: z.object({
    responsibility: text.optional(), function: text.optional(), project: text.optional(), accounts: z.record(text, text),
  }),
});

const claimSchema = z.object({
  totals: z.object({
    cost: amount, eligible: amount, basis: amount, percent: text.transform(percent).nullable(), refund: amount, ownShare: amount,
  }),
  lines: z.array(z.object({ expense: text, vouchers: z.array(z.number()), net: amount, basis: amount, refund: amount })),
  attachments: z.array(z.object({ voucher: z.number(), file: text })),
  pdf: z.object({ pages: z.number() }),
});
