import { z } from 'zod';
import { claimStatuses } from '#app/domain/claim-status.ts';
import { expenseKinds, notRefundableReasons } from '#app/domain/expense.ts';
import { activityKinds, consultantRoles } from '#app/domain/programme.ts';

/**
 * What machines read, `/api/v1`: one schema a resource, from which the OpenAPI document is made. Amounts are decimal strings in
 * kroner excl. VAT, as in a programme file; days `YYYY-MM-DD`, instants ISO UTC. What is not known is null, never left out.
 */
const id = z.uuid();
const day = z.iso.date();
const instant = z.iso.datetime();
const amount = z.string().regex(/^-?(0|[1-9]\d*)\.\d{2}$/).meta({ description: 'Kroner, excl. VAT', examples: ['18000.00'] });
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

const grant = z.strictObject({
  reference: z.string().nullable(),
  appliedOn: day.nullable(), letterOn: day.nullable(), expiresOn: day.nullable(),
  amount: amount.nullable(), percent: z.string().nullable(), dayCap: amount.nullable(),
  partPayment: z.boolean(),
});

export const programmeResource = z.strictObject({
  id, name: z.string(), purpose: z.string(), targetGroup: z.string(), leaderCount: z.int(), startsOn: day, endsOn: day,
  supplier: z.strictObject({ name: z.string(), organisationNumber: z.string().nullable() }).nullable(),
  grant,
  version: z.int().meta({ description: 'Grows with every change of the programme or a part of it' }),
});

export const programmeDetail = programmeResource.extend({
  consultants: z.array(z.strictObject({ id, name: z.string(), role: z.enum(consultantRoles), company: z.string().nullable() })),
  activities: z.array(z.strictObject({
    id, kind: z.enum(activityKinds), title: z.string(), startsOn: day, endsOn: day,
    place: z.string().nullable(), participants: z.int().nullable(),
  })),
});

export const expenseResource = z.strictObject({
  id, programmeId: id, kind: z.enum(expenseKinds), reason: z.enum(notRefundableReasons).nullable(),
  consultantId: id.nullable(), activityId: id.nullable(),
  days: z.array(z.strictObject({ on: day, amount })).meta({ description: 'The service days of a fee' }),
  incurredOn: day.nullable(), net: amount, vat: amount.nullable(),
  invoice: z.strictObject({ number: z.string(), issuedOn: day, supplier: z.string() }).nullable(),
  paidOn: day.nullable(), description: z.string().nullable(), creditOf: id.nullable(),
  attachments: z.array(z.string()).meta({ description: 'File names, as in the programme file' }),
  ledgerAccount: z.string().nullable(), parkedReason: z.string().nullable(), version: z.int(),
});

export const claimResource = z.strictObject({
  id, programmeId: id, programmeName: z.string(), number: z.int(), status: z.enum(claimStatuses),
  preparedAt: instant, approvedAt: instant.nullable(), submittedOn: day.nullable(), receivedOn: day.nullable(),
  refund: amount.nullable().meta({ description: 'From approval on' }), received: amount.nullable(),
});

export const claimDetail = claimResource.extend({
  pdf: z.strictObject({ sha256, bytes: z.int() }).nullable(),
  claim: z.record(z.string(), z.unknown()).nullable().meta({ description: 'The frozen `claim.json`, `ou-refusjon/claim@1`; null before approval' }),
});

export const importedResource = z.strictObject({ id });

export const problemResource = z.object({
  type: z.literal('about:blank'), status: z.int(), title: z.string(), detail: z.string().optional(), requestId: z.string(),
  errors: z.array(z.strictObject({ path: z.string(), message: z.string() })).optional(),
}).meta({ description: 'RFC 9457' });

export type ProgrammeResource = z.infer<typeof programmeResource>;
export type ProgrammeDetail = z.infer<typeof programmeDetail>;
export type ExpenseResource = z.infer<typeof expenseResource>;
export type ClaimResource = z.infer<typeof claimResource>;
export type ClaimDetail = z.infer<typeof claimDetail>;
