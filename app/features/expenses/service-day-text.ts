import { parseMoney, type Money } from '#app/domain/money.ts';
import { writtenDayAt, type WrittenDay } from '#app/i18n/parse-date.ts';
import { parseAmount } from '#app/i18n/parse-amount.ts';

/** `10.2.2026`, `10.2`, or only the `10.` of `10. og 11.2.2026`. */
export type LooseDay = WrittenDay | { readonly day: number; readonly month: undefined; readonly year: undefined };

/** One day, or each day from the first to the last. */
export interface DaySpan {
  readonly from: LooseDay;
  readonly to: LooseDay | undefined;
}

/** Days written together, and the amount behind them. */
export interface DayGroup {
  readonly spans: readonly DaySpan[];
  /** The 3 of `3 dager`. */
  readonly count: number | undefined;
  /** True for `3 dager fra …`: the days follow each other from the one named. */
  readonly isCountedFrom: boolean;
  readonly amount: Money | undefined;
  /** True for `à 20 000`: the amount is for each day of the group; else for its last day alone. */
  readonly isForEach: boolean;
}

export type DayTextFault = 'daysUnclear' | 'daysUnnamed' | 'dayAmountUnclear';

type Amount = Pick<DayGroup, 'amount' | 'isForEach'>;

const counted = /(\d{1,3}) ?(?:dager|dagar|dag|days|day)(?![a-zæøå])[,:]? ?/y;
const countedFrom = /(?:fra|frå|from|fom)(?: og med)? /y;
const afterCount = /[:,;] ?/y;
const dayOfMonth = /(\d{1,2})\.?(?!\d)(?! ?(?:dag|day))/y;
const upTo = / ?(?:(?:-|–|—)(?= ?(?:\d{1,2}|\d{4}-\d+|\d{6}|\d{8})(?!\d))|til og med|til|t\.o\.m\.|tom|to|until) ?/y;
const between = /(?:[ ,;&+]|og |and |\.(?!\d))+(?! ?\d{1,3} ?(?:dag|day))/y;
const betweenGroups = /(?:[ \n,;&+]|og |and |\.(?!\d))+/y;

const eachDay = / ?(?:à|á|@|×|x|a) ?(?=(?:kr\.?|nok)? ?[-−]?\d)/y;
const oneDay = / ?[:=] ?/y;
/** An amount right behind a day, as when columns of a spreadsheet are pasted: long enough not to be a day. */
const pastedAmount = / (?=(?:kr\.?|nok) ?[-−]?\d|[-−]?\d{1,3}(?:[ .',]\d{3})+(?!\d)|[-−]?\d{3})/y;
const amountText = new RegExp([
  /(?:kr\.? ?|nok ?)?[-−]? ?/, /(?:\d{1,3}(?:,\d{3})+|\d{1,3}([ .'])\d{3}(?:\1\d{3})*|\d+)/, /(?:[.,]\d{1,2})?(?!\d|[./]\d)/,
  /(?:[,.:][-–—])?(?: ?(?:kroner|kr\.?|nok)(?![a-z]))?/,
].map(({ source }) => source).join(''), 'y');
const perDay = / ?(?:(?:per|pr\.?|\/|a|om|for) ?(?:dag|dagen|day)|kvar|hver|each)(?![a-zæøå])/y;

/** Reads a place of the text and moves on, or gives nothing and stays. */
interface Scanner {
  take(pattern: RegExp): RegExpExecArray | undefined;
  takeDay(): WrittenDay | undefined;
  isAtEnd(): boolean;
  /** True where a day with its month stands right behind the next space. */
  isDayNext(): boolean;
}

/** Reads service days as they were written, without asking yet which days they are. */
export function readDayText(text: string): readonly DayGroup[] | DayTextFault {
  const scanner = scan(tidy(text));
  const groups: DayGroup[] = [];
  scanner.take(betweenGroups);
  while (!scanner.isAtEnd()) {
    const group = readGroup(scanner);
    if (typeof group === 'string') return group;
    groups.push(group);
    if (scanner.take(betweenGroups) === undefined && !scanner.isAtEnd()) return 'daysUnclear';
  }
  return groups;
}

function readGroup(scanner: Scanner): DayGroup | DayTextFault {
  const count = scanner.take(counted)?.[1];
  const first = count === undefined ? noAmount : readAmount(scanner);
  if (typeof first === 'string') return first;
  if (count !== undefined) { scanner.take(afterCount); scanner.take(between); }
  const isCountedFrom = scanner.take(countedFrom) !== undefined && count !== undefined;
  const spans: DaySpan[] = [];
  let last: Amount = noAmount;
  do {
    const span = readSpan(scanner);
    if (typeof span === 'string') return span;
    if (span === undefined) break;
    spans.push(span);
    const read = readAmount(scanner);
    if (typeof read === 'string') return read;
    last = read;
  } while (last.amount === undefined && scanner.take(between) !== undefined);
  if (spans.length === 0 && count !== undefined && scanner.isAtEnd()) return 'daysUnnamed';
  if (spans.length === 0 || (first.amount !== undefined && last.amount !== undefined)) return 'daysUnclear';
  const { amount, isForEach } = first.amount === undefined ? last : { ...first, isForEach: true };
  return { spans, count: count === undefined ? undefined : Number(count), isCountedFrom, amount, isForEach };
}

function readSpan(scanner: Scanner): DaySpan | 'daysUnclear' | undefined {
  const from = readLooseDay(scanner);
  if (from === undefined) return undefined;
  if (scanner.take(upTo) === undefined) return { from, to: undefined };
  const to = readLooseDay(scanner);
  return to === undefined ? 'daysUnclear' : { from, to };
}

function readLooseDay(scanner: Scanner): LooseDay | undefined {
  const written = scanner.takeDay();
  if (written !== undefined) return written;
  const day = scanner.take(dayOfMonth)?.[1];
  return day === undefined ? undefined : { day: Number(day), month: undefined, year: undefined };
}

const noAmount: Amount = { amount: undefined, isForEach: false };

function readAmount(scanner: Scanner): Amount | 'dayAmountUnclear' {
  const isEach = scanner.take(eachDay) !== undefined;
  const isNamed = isEach || scanner.take(oneDay) !== undefined;
  if (!isNamed && (scanner.isDayNext() || scanner.take(pastedAmount) === undefined)) return noAmount;
  const text = scanner.take(amountText)?.[0];
  const amount = parseMoney(parseAmount(text ?? '') ?? '');
  if (amount === undefined) return 'dayAmountUnclear';
  const isForEach = scanner.take(perDay) !== undefined || isEach;
  return { amount, isForEach };
}

function scan(text: string): Scanner {
  let at = 0;
  return {
    take(pattern) {
      pattern.lastIndex = at;
      const match = pattern.exec(text) ?? undefined;
      if (match !== undefined) at = pattern.lastIndex;
      return match;
    },
    takeDay() {
      const found = writtenDayAt(text, at);
      if (found !== undefined) at = found.end;
      return found?.written;
    },
    isAtEnd: () => at >= text.length,
    isDayNext: () => writtenDayAt(text, at + 1) !== undefined,
  };
}

function tidy(text: string): string {
  return text.normalize('NFC').replace(/\r\n?/g, '\n').replace(/[^\S\n]+/g, ' ').replace(/ ?\n ?/g, '\n').trim().toLowerCase();
}
