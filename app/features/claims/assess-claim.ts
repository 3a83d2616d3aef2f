import type { CalendarDate } from '#app/domain/calendar-date.ts';
import type { AttachmentState, Circumstances } from '#app/domain/circumstances.ts';
import { termsOf } from '#app/domain/grant.ts';
import type { Programme } from '#app/domain/programme.ts';
import { calculateRefund, type Calculation, type EarlierClaims } from '#app/domain/refund.ts';
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
  /** What claims approved earlier have used, unless the programme's own file tells; nothing for a programme's first claim. */
  readonly earlier?: EarlierClaims | undefined;
  /** What only the workplace knows: other claims, other programmes, changes since the claim was opened. */
  readonly circumstances?: Omit<Circumstances, 'today' | 'attachments' | 'registerEntry'> | undefined;
}

/** Calculates a programme's claim and judges whether it may be made. Pure. */
export function assessClaim({ programme, today, attachments, earlier, circumstances }: AssessmentInput): Assessment {
  const calculation = calculateRefund(programme.expenses, termsOf(programme.grant, programme.facts.startsOn), earlier ?? programme.earlier);
  const subject = {
    programme, calculation, circumstances: { ...circumstances, today, attachments, registerEntry: findInRegister(programme.organisation) },
  };
  const voucherList = numberVouchers(programme.expenses, attachments);
  return { programme, calculation, refusals: findRefusals(subject), warnings: findWarnings(subject), attachments, voucherList, today };
}
