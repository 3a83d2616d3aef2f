import { calendarDate, type CalendarDate } from './calendar-date.ts';

/** The fewest and most years an organisation may keep what is done with; accounting rules ask for five, some archives for ten. */
export const retentionLimits = { least: 5, most: 30 } as const;

/** The last day something is kept whose last day of use this was: the end of the year, and the years after it. */
export function keptUntil(lastUsedOn: CalendarDate, years: number): CalendarDate {
  return calendarDate(`${Number(lastUsedOn.slice(0, 4)) + years}-12-31`);
}

export interface KeptProgramme {
  readonly endsOn: CalendarDate;
  /** The latest day something happened to one of its claims; undefined when it has none. */
  readonly lastClaimOn: CalendarDate | undefined;
  /** The latest day of its vouchers: a service day, an invoice's own day or its payment; undefined when it has none. */
  readonly lastVoucherOn: CalendarDate | undefined;
  /** True while a claim waits for attestation, for KS or for money. */
  readonly hasOpenClaim: boolean;
}

/** Until when a programme is kept; undefined while it is not done with. An invoice often comes, and is paid, in the year after. */
export function programmeKeptUntil(
  { endsOn, lastClaimOn = endsOn, lastVoucherOn = endsOn, hasOpenClaim }: KeptProgramme, years: number,
): CalendarDate | undefined {
  if (hasOpenClaim) return undefined;
  const [last = endsOn] = [endsOn, lastClaimOn, lastVoucherOn].sort().reverse();
  return keptUntil(last, years);
}
