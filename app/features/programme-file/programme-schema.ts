import { z } from 'zod';
import { isCalendarDate } from '#app/domain/calendar-date.ts';
import { notRefundableReasons } from '#app/domain/expense.ts';
import { parseMoney, parsePercent, type Money, type Percent } from '#app/domain/money.ts';
import { activityKinds, consultantRoles, languages } from '#app/domain/programme.ts';

/**
 * The programme file, `ou-refusjon/programme@1`: the one schema of the JSON that is exported, imported and given to
 * `ou claim`. Messages are keys of the catalogues. What KS refuses (no account number, not paid …) is well-formed here and
 * refused by the domain, so that such a file can be worked on.
 */
export const programmeFormat = 'ou-refusjon/programme@1';

/** Far above any real programme; a larger file is refused in words instead of exhausting memory. */
const limits = {
  expenses: 20_000, activities: 2_000, consultants: 2_000, days: 400, attachments: 100, text: 10_000, line: 500, id: 100,
};

/** Controls, line separators, and marks that turn the direction of text: none is seen, each can mislead. */
const controlCharacters = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/;
const clean = (text: string) => !controlCharacters.test(text);

const cleanLine = (text: string) => clean(text) && !/[\n\r\t]/.test(text);
const line = z.string().max(limits.line, 'schema.too_long').refine(cleanLine, 'schema.control_character');
const requiredLine = line.refine((text) => text.trim() !== '', 'schema.blank');
const paragraph = z.string().max(limits.text, 'schema.too_long').refine(clean, 'schema.control_character');
const id = z.string().min(1, 'schema.blank').max(limits.id, 'schema.too_long').refine(clean, 'schema.control_character');
const count = z.number('schema.not_whole').int('schema.not_whole').min(0, 'schema.negative').max(100_000, 'schema.too_many');

const day = z.string().refine(isCalendarDate, { error: 'schema.not_a_day', abort: true }).meta({ format: 'date', examples: ['2026-02-10'] });
const amountText = z.string('schema.not_an_amount').meta({ pattern: '^-?(0|[1-9]\\d{0,11})(\\.\\d{1,2})?$', examples: ['20000.00'] });
const amount = amountText.transform((text, context): Money => parseMoney(text) ?? refuse(context, 'schema.not_an_amount'));
const positiveAmount = amountText.transform((text, context): Money => {
  const parsed = parseMoney(text);
  return parsed?.gt(0) === true ? parsed : refuse(context, parsed === undefined ? 'schema.not_an_amount' : 'schema.not_positive');
});
const percentage = z.string('schema.not_a_percentage').meta({ examples: ['70'] })
  .transform((text, context): Percent => parsePercent(text) ?? refuse(context, 'schema.not_a_percentage'));

function refuse(context: z.RefinementCtx, message: string): never {
  context.addIssue({ code: 'custom', message });
  return z.NEVER;
}

const organisation = z.strictObject({
  name: requiredLine,
  organisationNumber: line.optional(),
  municipalityNumber: z.string().regex(/^\d{4}$/, 'schema.not_a_municipality_number').optional(),
  bankAccount: line.optional(),
  address: z.strictObject({ street: line, postalCode: line, city: line }),
  language: z.enum(languages, 'schema.not_one_of'),
});

const contact = z.strictObject({ name: requiredLine, email: requiredLine, phone: line.optional() });

const programme = z.strictObject({
  name: requiredLine,
  purpose: paragraph,
  targetGroup: line,
  leaderCount: count,
  startsOn: day,
  endsOn: day,
  supplier: z.strictObject({ name: line, organisationNumber: line.optional() }),
}).refine((facts) => facts.startsOn <= facts.endsOn, { path: ['endsOn'], message: 'schema.ends_before_start' });

const grant = z.strictObject({
  reference: line.optional(),
  appliedOn: day.optional(),
  letterOn: day.optional(),
  amount: positiveAmount.optional(),
  percent: percentage.optional(),
  dayCap: positiveAmount.optional(),
  expiresOn: day,
  letter: requiredLine.optional(),
  partPayment: z.boolean('schema.not_yes_or_no').optional(),
});

const consultant = z.strictObject({ id, name: requiredLine, role: z.enum(consultantRoles, 'schema.not_one_of'), company: line });

const activity = z.strictObject({
  id,
  kind: z.enum(activityKinds, 'schema.not_one_of'),
  title: requiredLine,
  startsOn: day,
  endsOn: day,
  place: line,
  participants: count,
}).refine((held) => held.startsOn <= held.endsOn, { path: ['endsOn'], message: 'schema.ends_before_start' });

const anyExpense = {
  id,
  consultant: id.optional(),
  activity: id.optional(),
  invoice: z.strictObject({ number: requiredLine, issuedOn: day, supplier: line }).optional(),
  paidOn: day.optional(),
  vat: amount.optional(),
  description: paragraph.optional(),
  creditOf: id.optional(),
  creditOfInvoice: line.optional().meta({ description: 'The number of the invoice a credit note lowers, when its expense is not in this file; empty when it has none' }),
  attachments: z.array(requiredLine).max(limits.attachments, 'schema.too_many'),
};

const fee = z.strictObject({
  ...anyExpense,
  kind: z.literal('fee'),
  days: z.array(z.strictObject({ on: day, amount })).max(limits.days, 'schema.too_many'),
});
const actual = z.strictObject({ ...anyExpense, kind: z.enum(['travel', 'accommodation']), incurredOn: day, amount });
const notRefundable = z.strictObject({
  ...anyExpense, kind: z.literal('not_refundable'), reason: z.enum(notRefundableReasons, 'schema.not_one_of'), incurredOn: day, amount,
});

const expense = z.discriminatedUnion('kind', [fee, actual, notRefundable], 'schema.not_one_of');

export const programmeSchema = z.strictObject({
  $schema: z.string().optional(),
  format: z.literal(programmeFormat, 'schema.wrong_format'),
  organisation,
  contact,
  programme,
  grant,
  consultants: z.array(consultant).max(limits.consultants, 'schema.too_many'),
  activities: z.array(activity).max(limits.activities, 'schema.too_many'),
  expenses: z.array(expense).max(limits.expenses, 'schema.too_many'),
  earlier: z.strictObject({
    refunded: positiveAmount.optional(),
    days: z.array(z.strictObject({ consultant: id, on: day, amount })).max(limits.expenses, 'schema.too_many'),
  }).optional().meta({ description: 'What claims approved before used of the grant, and of consultants’ days: a claim’s own file tells it' }),
  auditHead: z.strictObject({ sequence: z.int('schema.not_whole').min(1, 'schema.negative'), hash: z.string().regex(/^[0-9a-f]{64}$/, 'schema.not_a_hash') }).optional(),
}).meta({ title: 'OU-refusjon: programme file', description: 'One leadership programme: organisation, grant, activities and costs.' });

/** A programme file as written, with amounts and days already read. */
export type ProgrammeFile = z.infer<typeof programmeSchema>;
export type ExpenseInFile = ProgrammeFile['expenses'][number];
