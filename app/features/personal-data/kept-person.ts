import type { CalendarDate } from '#app/domain/calendar-date.ts';
import type { Role } from '#app/domain/permissions.ts';

/**
 * What keeps a person on record: access they have, an invitation they may answer, a claim that is not settled, vouchers the
 * accounting rules keep.
 */
export type KeptBy
  = | { readonly reason: 'access' }
    | { readonly reason: 'invitation' }
    | { readonly reason: 'open_claim' }
    | { readonly reason: 'vouchers'; readonly until: CalendarDate };

export interface KeptPerson {
  readonly kind: 'member' | 'consultant' | 'invited';
  readonly id: string;
  readonly name: string;
  readonly email: string | undefined;
  readonly role: Role | undefined;
  /** The consultant they are, if one. */
  readonly consultantId: string | undefined;
  /** Undefined when nothing does. */
  readonly keptBy: KeptBy | undefined;
}

export interface KeptProgrammeRow {
  readonly id: string;
  readonly name: string;
  readonly endsOn: CalendarDate;
  /** Undefined while it is not done with. */
  readonly keptUntil: CalendarDate | undefined;
}

export interface PersonalData {
  readonly years: number;
  readonly programmes: readonly KeptProgrammeRow[];
  readonly people: readonly KeptPerson[];
}

/** True when the name may be taken away on this day. */
export function isErasable({ keptBy }: Pick<KeptPerson, 'keptBy'>, today: CalendarDate): boolean {
  return keptBy === undefined || (keptBy.reason === 'vouchers' && keptBy.until < today);
}
