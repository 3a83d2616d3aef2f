import type { Consultant, Language } from '#app/domain/programme.ts';
import type { Expense } from '#app/domain/expense.ts';
import { formatAmount, formatDay, formatDays, formatKroner, formatPercent, formatPeriod } from '#app/i18n/format.ts';
import { translator, type Translate } from '#app/i18n/translate.ts';
import type { CalendarDate } from '#app/domain/calendar-date.ts';
import type { Money, Percent } from '#app/domain/money.ts';
import type { Run, Text } from '#app/pdf/document.ts';
import type { Assessment } from './assess-claim.ts';

/** An assessment with what its document needs at hand: the language's words and forms, and things by their ids. */
export interface ClaimWords extends Assessment {
  readonly language: Language;
  readonly t: Translate;
  readonly amount: (amount: Money) => string;
  readonly kroner: (amount: Money) => string;
  readonly percent: (share: Percent) => string;
  readonly day: (day: CalendarDate) => string;
  /** In their order; those that follow on each other together. */
  readonly days: (days: readonly CalendarDate[]) => string[];
  readonly period: (from: CalendarDate, to: CalendarDate) => string;
  /** The amount claimed; while the percentage is unknown, that it can't be calculated. */
  readonly claimed: string;
  readonly consultantOf: (expense: Expense) => Consultant | undefined;
  /** What people of the organisation wrote, marked as of its language where the document is in another. */
  readonly own: (text: string) => Text;
  /** A sentence around such words. */
  readonly ownIn: (sentence: (words: string) => string, words: string) => Text;
  /** What a person left blank reads «missing», so that no label stands without a value. */
  readonly orMissing: (text: string | undefined) => string;
}

export function claimWords(assessment: Assessment, language: Language): ClaimWords {
  const { programme, programme: { organisation }, calculation: { terms, totals } } = assessment;
  const consultants = new Map(programme.consultants.map((consultant) => [consultant.id, consultant]));
  const t = translator(language);
  return {
    ...assessment,
    language,
    t,
    amount: (amount) => formatAmount(amount, language),
    kroner: (amount) => formatKroner(amount, language),
    percent: (share) => formatPercent(share, language),
    day: (day) => formatDay(day, language),
    days: (days) => formatDays(days, language),
    period: (from, to) => formatPeriod(from, to, language),
    claimed: terms.percent === undefined ? t('document.unknown') : formatKroner(totals.refund, language),
    consultantOf: (expense) => consultants.get(expense.consultant ?? ''),
    own: (text) => (language === organisation.language ? text : [{ text, language: organisation.language }]),
    ownIn: (sentence, words) => (
      language === organisation.language ? sentence(words) : markedWithin(sentence, words, organisation.language)
    ),
    orMissing: (text) => text?.trim() || t('document.missing'),
  };
}

/** Stands for the words while the sentence is made; nothing that people write has it. */
const standIn = '\u0001';

/** The words of another language where they stand in a sentence. */
function markedWithin(sentence: (words: string) => string, words: string, language: string): Run[] {
  const pieces = sentence(standIn).split(standIn);
  return pieces.flatMap((text, index): Run[] => [
    ...(index === 0 ? [] : [{ text: words, language }]), ...(text === '' ? [] : [{ text }]),
  ]);
}
