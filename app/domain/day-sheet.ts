import { daysBetween, type CalendarDate } from './calendar-date.ts';
import type { ActualExpense, FeeExpense, RefundableKind } from './expense.ts';
import { plus, sum, zero, type Money } from './money.ts';
import type { Activity } from './programme.ts';

export type DaySheetStatus = 'draft' | 'handed_in' | 'returned' | 'accepted' | 'withdrawn';

/** A day of work, or a journey or a night, as a consultant hands it in; kroner excl. VAT. */
export interface SheetLine {
  readonly kind: RefundableKind;
  readonly on: CalendarDate;
  readonly amount: Money;
  readonly vat?: Money | undefined;
  readonly activity?: string | undefined;
  readonly description?: string | undefined;
  /** Ids of its receipts, or of its invoice. */
  readonly files?: readonly string[] | undefined;
}

export const sheetActs = ['save', 'hand_in', 'take_back', 'discard', 'accept', 'return'] as const;
export type SheetAct = (typeof sheetActs)[number];

/** What may be done with a sheet, and what it is then. A sheet that was accepted stays so: its costs are changed as costs. */
const steps = {
  save: { from: ['draft', 'returned'], to: 'draft' },
  hand_in: { from: ['draft', 'returned'], to: 'handed_in' },
  take_back: { from: ['handed_in'], to: 'draft' },
  discard: { from: ['draft', 'returned'], to: 'withdrawn' },
  accept: { from: ['handed_in'], to: 'accepted' },
  return: { from: ['handed_in'], to: 'returned' },
} as const satisfies Record<SheetAct, { readonly from: readonly DaySheetStatus[]; readonly to: DaySheetStatus }>;

/** What the sheet is after the act; undefined when it cannot be done now. */
export function sheetAfter(act: SheetAct, status: DaySheetStatus): DaySheetStatus | undefined {
  const { from, to } = steps[act];
  return from.some((each) => each === status) ? to : undefined;
}

type WithoutPlace<Kind> = Kind extends unknown ? Omit<Kind, 'id' | 'attachments'> : never;

/** A cost that a sheet becomes, the places in the sheet of the lines it is made of, and their files. */
export interface SheetExpense {
  readonly expense: WithoutPlace<FeeExpense | ActualExpense>;
  readonly lines: readonly number[];
  readonly files: readonly string[];
}

/**
 * The costs of a sheet, in its order: the days of one activity with one description are one fee, a day a service day; each journey
 * and night is a cost of its own. The sums are the sheet's to the øre.
 */
export function expensesOfSheet(lines: readonly SheetLine[], consultant: string): SheetExpense[] {
  const groups = Map.groupBy(lines.map((line, place) => ({ line, place })), ({ line, place }) => groupKey(line, place));
  return [...groups.values()].flatMap((group): SheetExpense[] => {
    const [first] = group;
    if (first === undefined) return [];
    const { kind, on, amount, activity, description } = first.line;
    const vat = vatOf(group.map(({ line }) => line));
    const shared = { consultant, activity, description, vat };
    const expense = kind === 'fee'
      ? { kind, ...shared, days: daysOfGroup(group.map(({ line }) => line)) }
      : { kind, ...shared, incurredOn: on, amount };
    return [{ expense, lines: group.map(({ place }) => place), files: [...new Set(group.flatMap(({ line }) => line.files ?? []))] }];
  });
}

function groupKey({ kind, activity = '', description = '' }: SheetLine, place: number): string {
  return kind === 'fee' ? JSON.stringify([activity, description]) : String(place);
}

/** A day counts once in a fee, so that two lines of it are one. */
function daysOfGroup(lines: readonly SheetLine[]): FeeExpense['days'] {
  const amounts = new Map<CalendarDate, Money>();
  for (const { on, amount } of lines) amounts.set(on, plus(amounts.get(on) ?? zero, amount));
  return [...amounts].map(([on, amount]) => ({ on, amount })).sort((a, b) => (a.on < b.on ? -1 : 1));
}

function vatOf(lines: readonly SheetLine[]): Money | undefined {
  const known = lines.flatMap(({ vat }) => vat ?? []);
  return known.length === 0 ? undefined : sum(known);
}

/** What is told of a line: a day to come stops the sheet, the rest is for people to judge. */
export type SheetConcernCode = 'day_in_future' | 'day_twice' | 'day_entered_before' | 'day_outside_programme' | 'day_outside_activity';

export interface SheetConcern {
  readonly code: SheetConcernCode;
  readonly on: CalendarDate;
}

interface SheetGround {
  readonly today: CalendarDate;
  readonly startsOn: CalendarDate;
  readonly endsOn: CalendarDate;
  readonly activities: readonly Pick<Activity, 'id' | 'startsOn' | 'endsOn'>[];
  /** Days with a fee in the consultant's other sheets and costs. */
  readonly otherDays: ReadonlySet<CalendarDate>;
}

/** People travel to a programme before its first day and home after its last, as in a claim's warnings. */
const travelDaysAround = 7;

/** Looks at the days of a sheet: each concern once for a day, in the order of the days. */
export function sheetConcerns(lines: readonly SheetLine[], ground: SheetGround): SheetConcern[] {
  const { today, startsOn, endsOn, activities, otherDays } = ground;
  const feeDays = lines.filter(({ kind }) => kind === 'fee').map(({ on }) => on);
  const of = (code: SheetConcernCode, days: readonly CalendarDate[]) => [...new Set(days)].sort().map((on) => ({ code, on }));
  const isOutside = ({ kind, on }: SheetLine) => {
    const slack = kind === 'fee' ? 0 : travelDaysAround;
    return daysBetween(on, startsOn) > slack || daysBetween(endsOn, on) > slack;
  };
  const planned = new Map(activities.map((activity) => [activity.id, activity]));
  // A claim shows the activity with its planned days, and such a fee beneath it on another.
  const isElsewhere = ({ kind, on, activity = '' }: SheetLine) => {
    const held = planned.get(activity);
    return kind === 'fee' && held !== undefined && (on < held.startsOn || on > held.endsOn);
  };
  return [
    ...of('day_in_future', lines.map(({ on }) => on).filter((on) => on > today)),
    ...of('day_twice', feeDays.filter((on, place) => feeDays.indexOf(on) !== place)),
    ...of('day_entered_before', feeDays.filter((on) => otherDays.has(on))),
    ...of('day_outside_programme', lines.filter(isOutside).map(({ on }) => on)),
    ...of('day_outside_activity', lines.filter((line) => isElsewhere(line) && !isOutside(line)).map(({ on }) => on)),
  ];
}
