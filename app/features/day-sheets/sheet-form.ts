import type { CalendarDate } from '#app/domain/calendar-date.ts';
import type { SheetLine } from '#app/domain/day-sheet.ts';
import type { ServiceDay } from '#app/domain/expense.ts';
import { money, parseMoney, type Money } from '#app/domain/money.ts';
import type { Language } from '#app/domain/programme.ts';
import { largestAmount } from '#app/features/expenses/expense-fields.ts';
import { mostServiceDays, readServiceDays, writeServiceDays, type ServiceDayErrorCode } from '#app/features/expenses/service-days.ts';
import { formatAmount, formatDay } from '#app/i18n/format.ts';
import { parseAmount } from '#app/i18n/parse-amount.ts';
import { parseDate } from '#app/i18n/parse-date.ts';

/** Days of one piece of work, as they are typed. */
export const workFields = ['days', 'fee', 'activity', 'work'] as const;
/** A journey or a night, as it is typed. */
export const costFields = ['kind', 'on', 'what', 'amount', 'vat'] as const;
type WorkField = (typeof workFields)[number];
type CostField = (typeof costFields)[number];

/** Ids of the files of a row, in order. */
interface WithFiles { readonly files: readonly string[] }

export interface SheetTyped {
  readonly works: readonly (Readonly<Record<WorkField, string>> & WithFiles)[];
  readonly costs: readonly (Readonly<Record<CostField, string>> & WithFiles)[];
  readonly message: string;
}

/** The files of a row: what is ticked, and what is sent. */
export const fileFields = { works: { chosen: 'workFile', upload: 'workUpload' }, costs: { chosen: 'costFile', upload: 'costUpload' } } as const;
type FileField = (typeof fileFields)['works' | 'costs']['chosen' | 'upload'];

export const costKinds = ['travel', 'accommodation'] as const;
export const mostRows = 30;
export const longest = { message: 1_000, description: 200 } as const;
/** Of one row: more than anybody has for a journey. */
export const mostRowFiles = 20;

export const sheetFaultCodes = [
  'feeMissing', 'feeUnclear', 'feeDiffers', 'notPositive', 'amountTooLarge', 'kindMissing', 'dayMissing', 'dayUnclear', 'dayInFuture', 'amountMissing',
  'amountUnclear', 'vatUnclear', 'whatMissing', 'descriptionTooLong', 'messageTooLong', 'nothing', 'tooManyDays', 'activityGone', 'filesGone',
  'tooManyFiles',
] as const;
/** What is wrong with a field; days have the words of a cost's form. */
export type SheetFault = (typeof sheetFaultCodes)[number] | ServiceDayErrorCode;
/** By the field's name in the page: `days-0`. */
export type SheetFaults = Readonly<Record<string, SheetFault>>;

export type SheetReading
  = | { readonly lines: readonly SheetLine[]; readonly message: string | undefined }
    | { readonly faults: SheetFaults };

interface Context {
  readonly today: CalendarDate;
  /** What is handed in has days, and none to come; a draft may lack them. */
  readonly isHandedIn: boolean;
}

export function rowName(field: WorkField | CostField | FileField, row: number): string {
  return `${field}-${row}`;
}

/** The form as it begins: a row of each sort. */
export function emptySheet(activity = '', days = ''): SheetTyped {
  return { works: [{ ...emptyWork, activity, days }], costs: [emptyCost], message: '' };
}

export const emptyWork = { days: '', fee: '', activity: '', work: '', files: [] } as const;
export const emptyCost = { kind: '', on: '', what: '', amount: '', vat: '', files: [] } as const;

/** Reads the form: the lines of the sheet, or the first fault of each field. Rows with nothing in them are passed over. */
export function readSheetForm(typed: SheetTyped, context: Context): SheetReading {
  const faults: Record<string, SheetFault> = {};
  const works = typed.works.flatMap((row, at) => (isEmptyWork(row) ? [] : readWork(new Row(faults, at), row, context)));
  const costs = typed.costs.flatMap((row, at) => (isEmptyCost(row) ? [] : readCost(new Row(faults, at), row, context)));
  const message = tidy(typed.message);
  if (message.length > longest.message) faults['message'] ??= 'messageTooLong';
  const lines = [...works, ...costs];
  if (lines.length > mostServiceDays) faults[rowName('days', 0)] ??= 'tooManyDays';
  if (context.isHandedIn && lines.length === 0 && Object.keys(faults).length === 0) faults[rowName('days', 0)] ??= 'nothing';
  return Object.keys(faults).length > 0 ? { faults } : { lines, message: message === '' ? undefined : message };
}

/** The faults of one row, by its fields. */
class Row {
  readonly #faults: Record<string, SheetFault>;
  readonly #at: number;

  constructor(faults: Record<string, SheetFault>, at: number) {
    this.#faults = faults;
    this.#at = at;
  }

  fault(field: WorkField | CostField | FileField, code: SheetFault): undefined {
    this.#faults[rowName(field, this.#at)] ??= code;
    return undefined;
  }

  amount(field: 'fee' | 'amount' | 'vat', text: string, unclear: SheetFault): Money | undefined {
    if (text.trim() === '') return undefined;
    const amount = parseMoney(parseAmount(text) ?? '');
    if (amount === undefined) return this.fault(field, unclear);
    if (amount.lt(0) || (field !== 'vat' && amount.isZero())) return this.fault(field, 'notPositive');
    return amount.gt(largestAmount) ? this.fault(field, 'amountTooLarge') : amount;
  }

  files(field: FileField, ids: readonly string[]): readonly string[] | undefined {
    if (ids.length > mostRowFiles) return this.fault(field, 'tooManyFiles');
    return ids.length === 0 ? undefined : ids;
  }

  description(field: 'work' | 'what', text: string): string | undefined {
    const kept = tidy(text).replace(/\s+/g, ' ');
    if (kept.length > longest.description) return this.fault(field, 'descriptionTooLong');
    return kept === '' ? undefined : kept;
  }
}

function readWork(row: Row, typed: SheetTyped['works'][number], { today, isHandedIn }: Context): SheetLine[] {
  const fee = row.amount('fee', typed.fee, 'feeUnclear');
  const days = pricedDays(row, typed, { fee, today }) ?? [];
  const description = row.description('work', typed.work);
  const activity = typed.activity === '' ? undefined : typed.activity;
  if (isHandedIn && days.some(({ on }) => on > today)) row.fault('days', 'dayInFuture');
  if (days.some(({ amount }) => amount.lte(0))) row.fault('days', 'notPositive');
  const files = row.files(fileFields.works.chosen, typed.files);
  return days.map(({ on, amount }) => ({ kind: 'fee', on, amount, activity, description, files }));
}

/** «3 dager à 20 000 fra 10.2.26» says it all; where the days have no amount of their own, the fee is for each of them. */
function pricedDays(
  row: Row, { days: text, fee: feeText }: SheetTyped['works'][number], { fee, today }: { fee: Money | undefined; today: CalendarDate },
): readonly ServiceDay[] | undefined {
  const reading = readServiceDays(tidy(text), { today });
  if ('days' in reading) {
    const agrees = fee === undefined || reading.days.every(({ amount }) => amount.eq(fee));
    return agrees ? reading.days : row.fault('fee', 'feeDiffers');
  }
  if (reading.error !== 'amountMissing') return row.fault('days', reading.error);
  if (fee === undefined) return feeText.trim() === '' ? row.fault('fee', 'feeMissing') : undefined;
  // The sum is only there to have the days read; each gets the fee.
  const named = readServiceDays(tidy(text), { today, amount: money('1') });
  return 'days' in named ? named.days.map(({ on }) => ({ on, amount: fee })) : row.fault('days', named.error);
}

function readCost(row: Row, typed: SheetTyped['costs'][number], { today, isHandedIn }: Context): SheetLine[] {
  const kind = costKinds.find((name) => name === typed.kind) ?? row.fault('kind', 'kindMissing');
  const on = typed.on.trim() === '' ? row.fault('on', 'dayMissing') : parseDate(tidy(typed.on), { today }) ?? row.fault('on', 'dayUnclear');
  if (isHandedIn && on !== undefined && on > today) row.fault('on', 'dayInFuture');
  const description = row.description('what', typed.what);
  if (description === undefined) row.fault('what', 'whatMissing');
  const amount = row.amount('amount', typed.amount, 'amountUnclear');
  if (amount === undefined) row.fault('amount', 'amountMissing');
  const vat = row.amount('vat', typed.vat, 'vatUnclear');
  const files = row.files(fileFields.costs.chosen, typed.files);
  return kind === undefined || on === undefined || amount === undefined ? [] : [{ kind, on, amount, vat, description, files }];
}

/** The form as it shows stored lines, so that they read back the same: the days of one activity, work and files in one row. */
export function typedFromSheet(lines: readonly SheetLine[], message: string | undefined, language: Language): SheetTyped {
  const works = Map.groupBy(lines.filter(({ kind }) => kind === 'fee'), ({ activity, description, files = [] }) => (
    JSON.stringify([activity, description, files])
  ));
  const costs = lines.filter(({ kind }) => kind !== 'fee').map(({ kind, on, amount, vat, description, files = [] }) => ({
    kind, on: formatDay(on, language), what: description ?? '', amount: formatAmount(amount, language),
    vat: vat === undefined ? '' : formatAmount(vat, language), files,
  }));
  const begun = emptySheet();
  return {
    works: works.size === 0 ? begun.works : [...works.values()].flatMap((days) => workRows(days, language)),
    costs: costs.length === 0 ? begun.costs : costs,
    message: message ?? '',
  };
}

/** A day that stands twice needs a row of its own, since a row names a day once. */
function workRows(lines: readonly SheetLine[], language: Language): SheetTyped['works'] {
  const [first] = lines;
  if (first === undefined) return [];
  const kept = lines.filter(({ on }, at) => lines.findIndex((line) => line.on === on) === at);
  const rest = lines.filter((line) => !kept.includes(line));
  const isEven = kept.every(({ amount }) => amount.eq(first.amount));
  const row = {
    days: isEven ? kept.map(({ on }) => formatDay(on, language)).join(', ') : writeServiceDays(kept, language),
    fee: isEven ? formatAmount(first.amount, language) : '',
    activity: first.activity ?? '', work: first.description ?? '', files: first.files ?? [],
  };
  return [row, ...workRows(rest, language)];
}

function isEmptyWork({ days, fee, work, files }: SheetTyped['works'][number]): boolean {
  return files.length === 0 && [days, fee, work].every((text) => text.trim() === '');
}

function isEmptyCost({ on, what, amount, vat, files }: SheetTyped['costs'][number]): boolean {
  return files.length === 0 && [on, what, amount, vat].every((text) => text.trim() === '');
}

/** Controls, lone halves of signs, marks that turn the direction of text: never seen, often pasted along, never kept. */
const unseen = /[\p{Cs}\p{Zl}\p{Zp}\u00ad\u200b\u200e\u200f\u2060\ufeff\u202a-\u202e\u2066-\u2069]|(?![\n\t])\p{Cc}/gu;

function tidy(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(unseen, '').trim();
}
