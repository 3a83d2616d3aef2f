import { z } from 'zod';
import { isCalendarDate } from '#app/domain/calendar-date.ts';
import { money, percent } from '#app/domain/money.ts';
import { activityKinds, consultantRoles, languages, type Programme } from '#app/domain/programme.ts';
import { frozenExpense } from './frozen-expense.ts';

const text = z.string();
const day = z.string().refine(isCalendarDate);
const amount = text.transform(money);

/**
 * The programme of an approved claim. It was checked before it was frozen and may be older than today's rules for what can be
 * typed, so it is read as it stands and nothing in it is judged anew.
 */
export const frozenProgramme = z.object({
  organisation: z.object({
    name: text, organisationNumber: text.optional(), municipalityNumber: text.optional(), bankAccount: text.optional(),
    address: z.object({ street: text, postalCode: text, city: text }), language: z.enum(languages),
  }),
  contact: z.object({ name: text, email: text, phone: text.optional() }),
  programme: z.object({
    name: text, purpose: text, targetGroup: text, leaderCount: z.number(), startsOn: day, endsOn: day,
    supplier: z.object({ name: text, organisationNumber: text.optional() }),
  }),
  grant: z.object({
    reference: text.optional(), appliedOn: day.optional(), letterOn: day.optional(), expiresOn: day.optional(), letter: text.optional(),
    amount: amount.optional(), percent: text.transform(percent).optional(), dayCap: amount.optional(), partPayment: z.boolean().optional(),
  }),
  consultants: z.array(z.object({ id: text, name: text, role: z.enum(consultantRoles), company: text })),
  activities: z.array(z.object({
    id: text, kind: z.enum(activityKinds), title: text, startsOn: day, endsOn: day, place: text, participants: z.number(),
  })),
  expenses: z.array(frozenExpense),
  auditHead: z.object({ sequence: z.number(), hash: text }).optional(),
}).transform(({ programme: facts, ...rest }): Programme => ({ ...rest, facts }));
