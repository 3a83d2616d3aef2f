import { addDays, type CalendarDate } from '#app/domain/calendar-date.ts';
import { isRefundable, netOf, type Expense } from '#app/domain/expense.ts';
import { sum, type Money } from '#app/domain/money.ts';
import type { Activity } from '#app/domain/programme.ts';
import { feesInSheets } from '#app/features/day-sheets/fees-in-sheets.ts';
import type { StoredDaySheet } from '#app/features/day-sheets/stored-day-sheet.ts';
import { heldWithoutInvoice, type HeldActivity } from '#app/features/programmes/held-without-invoice.ts';

/** Days of work, and kroner excl. VAT of them and of journeys and nights. */
export interface OwnWorkSum {
  readonly days: number;
  readonly amount: Money;
}

/** How it stands with a consultant's own work in a programme. */
export interface OwnStanding {
  /** Handed in, and not answered yet. */
  readonly handedIn: OwnWorkSum;
  /** Accepted, and not invoiced yet. */
  readonly waiting: OwnWorkSum;
  readonly returned: readonly StoredDaySheet[];
  readonly drafts: readonly StoredDaySheet[];
  /** Activities held lately with days that are neither in a sheet nor a cost of theirs. */
  readonly held: readonly HeldActivity[];
  readonly lackingInvoice: number;
  readonly lackingFile: number;
}

interface OwnWork {
  readonly activities: readonly Activity[];
  /** The consultant's own. */
  readonly expenses: readonly Expense[];
  readonly sheets: readonly StoredDaySheet[];
  readonly today: CalendarDate;
}

/** So long after an activity a consultant is asked about its days; who has not entered them by then was not there. */
const remindedDays = 90;

/** Worked out from what is the consultant's own and nothing else. */
export function ownStanding({ activities, expenses, sheets, today }: OwnWork): OwnStanding {
  const fromSheets = new Set(sheets.flatMap(({ lines }) => lines.flatMap(({ expenseId }) => expenseId ?? [])));
  const waiting = expenses.filter(({ id, invoice }) => fromSheets.has(id) && invoice === undefined);
  const days = waiting.flatMap((expense) => (expense.kind === 'fee' ? expense.days : []));
  const handedIn = sheets.filter(({ status }) => status === 'handed_in').map(sumOfSheet);
  return {
    handedIn: { days: handedIn.reduce((all, sheet) => all + sheet.days, 0), amount: sum(handedIn.map(({ amount }) => amount)) },
    waiting: { days: days.length, amount: sum(waiting.map(netOf)) },
    returned: sheets.filter(({ status }) => status === 'returned'),
    drafts: sheets.filter(({ status }) => status === 'draft'),
    held: heldWithoutInvoice(activities, [...expenses, ...feesInSheets(sheets)], today)
      .filter(({ activity }) => addDays(activity.endsOn, remindedDays) >= today && !isEnteredElsewhere(activity, { expenses, sheets })),
    lackingInvoice: waiting.length,
    lackingFile: expenses.filter(isRefundable)
      .filter(({ invoice, attachments }) => invoice !== undefined && attachments.length === 0).length,
  };
}

/** They worked on it on other days than it was planned for, and have said so. */
function isEnteredElsewhere({ id, startsOn, endsOn }: Activity, { expenses, sheets }: Pick<OwnWork, 'expenses' | 'sheets'>): boolean {
  const ofCosts = expenses.flatMap((expense) => (expense.kind === 'fee' && expense.activity === id ? expense.days : []));
  const ofSheets = sheets.flatMap(({ lines }) => lines.filter(({ kind, activity }) => kind === 'fee' && activity === id));
  return [...ofCosts, ...ofSheets].some(({ on }) => on < startsOn || on > endsOn);
}

/** A day that stands twice is one, as it will be in the cost it becomes. */
function sumOfSheet({ lines }: Pick<StoredDaySheet, 'lines'>): OwnWorkSum {
  const days = new Set(lines.filter(({ kind }) => kind === 'fee').map(({ on }) => on));
  return { days: days.size, amount: sum(lines.map(({ amount }) => amount)) };
}
