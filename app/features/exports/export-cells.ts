import type { CalendarDate } from '#app/domain/calendar-date.ts';
import type { Money, Percent } from '#app/domain/money.ts';
import type { Language } from '#app/domain/programme.ts';
import type { TextKey, Translate } from '#app/i18n/translate.ts';

/** What stands in one cell, before a file format has its say: what is a number stays one, what is an id stays text. */
export type ExportCell
  = | { readonly kind: 'text'; readonly text: string }
    | { readonly kind: 'amount'; readonly amount: Money }
    | { readonly kind: 'whole'; readonly value: number }
    | { readonly kind: 'share'; readonly percent: Percent }
    | { readonly kind: 'day'; readonly on: CalendarDate }
    | { readonly kind: 'empty' };

export interface ExportColumn<Row> {
  readonly heading: TextKey;
  /** In a spreadsheet, counted in characters. */
  readonly widthCharacters: number;
  readonly cell: (row: Row, words: ExportWords) => ExportCell;
}

/** The words of the file; amounts and days inside a text are written in this language too. */
export interface ExportWords {
  readonly language: Language;
  readonly t: Translate;
}

const empty = { kind: 'empty' } as const;

export const text = (value: string | undefined): ExportCell => (value === undefined || value === '' ? empty : { kind: 'text', text: value });
export const amount = (value: Money | undefined): ExportCell => (value === undefined ? empty : { kind: 'amount', amount: value });
export const whole = (value: number | undefined): ExportCell => (value === undefined ? empty : { kind: 'whole', value });
export const share = (value: Percent | undefined): ExportCell => (value === undefined ? empty : { kind: 'share', percent: value });
export const day = (value: CalendarDate | undefined): ExportCell => (value === undefined ? empty : { kind: 'day', on: value });

/** Several things in one cell; a spreadsheet never takes this for a number or a date. */
export const list = (values: readonly (string | number)[]): ExportCell => text(values.join('; '));
