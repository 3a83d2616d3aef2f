import { daysOf, netOf, type Expense } from './expense.ts';
import { minus, sum, type Money } from './money.ts';
import type { CalendarDate } from './calendar-date.ts';

/** An invoice as far as it is known before its lines are chosen; kroner excl. VAT. */
export interface MatchInvoice {
  readonly net?: Money | undefined;
  readonly issuedOn?: CalendarDate | undefined;
  readonly supplier?: string | undefined;
}

/** A cost that waits for its invoice, with the names its consultant and their company go by. */
export interface MatchCandidate {
  readonly expense: Expense;
  readonly names: readonly string[];
}

export interface Match {
  readonly expenseIds: readonly string[];
  readonly sum: Money;
  /** What the invoice has more than its lines; undefined while its amount is not known. */
  readonly difference: Money | undefined;
}

/** Few enough to try each choice of them. */
const mostTried = 12;

/**
 * The costs an invoice seems to be for: of its supplier, held by its day. All of them where they add up to its amount or nothing is
 * known of it; else the fewest that do, the earliest first; else all, with the difference told.
 */
export function proposeMatch(candidates: readonly MatchCandidate[], invoice: MatchInvoice): Match {
  const fitting = candidates.filter((each) => isOfSupplier(each, invoice) && isHeldBy(each, invoice)).map(({ expense }) => expense);
  const { net } = invoice;
  if (net === undefined || sumOf(fitting).eq(net) || fitting.length > mostTried) return matchOf(fitting, invoice);
  return matchOf(choiceOf(fitting, net) ?? fitting, invoice);
}

/** The chosen costs beside the invoice. */
export function matchOf(chosen: readonly Expense[], { net }: MatchInvoice): Match {
  const total = sumOf(chosen);
  return { expenseIds: chosen.map(({ id }) => id), sum: total, difference: net && minus(net, total) };
}

function sumOf(expenses: readonly Expense[]): Money {
  return sum(expenses.map(netOf));
}

/** Names are compared by their words: «IMTEC AS» and «Imtec» are one. */
function isOfSupplier({ names }: MatchCandidate, { supplier }: MatchInvoice): boolean {
  if (supplier === undefined || supplier.trim() === '') return true;
  const wanted = wordsOf(supplier);
  return names.map(wordsOf).some((words) => words.length > 0 && (contains(words, wanted) || contains(wanted, words)));
}

const legalForms = new Set(['as', 'asa', 'ans', 'da', 'enk', 'sa', 'nuf']);

function wordsOf(name: string): string[] {
  return name.normalize('NFC').toLowerCase().split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '' && !legalForms.has(word));
}

function contains(words: readonly string[], part: readonly string[]): boolean {
  return part.length > 0 && part.every((word) => words.includes(word));
}

function isHeldBy({ expense }: MatchCandidate, { issuedOn }: MatchInvoice): boolean {
  return issuedOn === undefined || daysOf(expense).every((on) => on <= issuedOn);
}

/** The fewest costs that add up to the amount; of as many, those that come first. */
function choiceOf(expenses: readonly Expense[], net: Money): readonly Expense[] | undefined {
  let best: readonly Expense[] | undefined;
  for (let mask = 1; mask < 2 ** expenses.length; mask += 1) {
    const chosen = expenses.filter((_, place) => (mask & (1 << place)) !== 0);
    if ((best === undefined || chosen.length < best.length) && sumOf(chosen).eq(net)) best = chosen;
  }
  return best;
}
