import type { CalendarDate } from '#app/domain/calendar-date.ts';
import type { AttachmentState } from '#app/domain/circumstances.ts';
import { termsOf } from '#app/domain/grant.ts';
import type { Programme } from '#app/domain/programme.ts';
import { calculateRefund, type Calculation } from '#app/domain/refund.ts';
import { findRefusals, type Refusal } from '#app/domain/refusals.ts';
import { findWarnings, type Warning } from '#app/domain/warnings.ts';
import { findInRegister } from '#app/features/organisations/register.ts';
import { numberVouchers, type VoucherList } from './vouchers.ts';

/** Everything the rules say of a programme as a claim on a day. */
export interface Assessment {
  readonly programme: Programme;
  readonly calculation: Calculation;
  readonly refusals: readonly Refusal[];
  readonly warnings: readonly Warning[];
  readonly attachments: ReadonlyMap<string, AttachmentState>;
  readonly voucherList: VoucherList;
  readonly today: CalendarDate;
}

export interface AssessmentInput {
  readonly programme: Programme;
  readonly today: CalendarDate;
  readonly attachments: ReadonlyMap<string, AttachmentState>;
}

/** Calculates a programme's claim and judges whether it may be made. Pure. */
export function assessClaim({ programme, today, attachments }: AssessmentInput): Assessment {
  const calculation = calculateRefund(programme.expenses, termsOf(programme.grant, programme.facts.startsOn));
  const circumstances = { today, attachments, registerEntry: findInRegister(programme.organisation) };
  const subject = { programme, calculation, circumstances };
  const voucherList = numberVouchers(programme.expenses, attachments);
  return { programme, calculation, refusals: findRefusals(subject), warnings: findWarnings(subject), attachments, voucherList, today };
}
