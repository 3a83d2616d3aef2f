import type { DefinitionView } from '#app/components/definition-list.tsx';
import { explainLine } from '#app/domain/explanation.ts';
import { daysOf, isRefundable, type Expense } from '#app/domain/expense.ts';
import { absolute, minus, percentOf } from '#app/domain/money.ts';
import type { Language } from '#app/domain/programme.ts';
import { stepText } from '#app/i18n/finding-text.ts';
import { formatDay, formatKroner, formatPercent, formatPeriod } from '#app/i18n/format.ts';
import { sentence, translator } from '#app/i18n/translate.ts';
import type { ExpenseEffect } from './expense-effect.ts';

/** What an expense gives, beside its form. */
export interface ExpenseEffectView {
  readonly heading: string;
  /** Stands in the figures' place until there are any. */
  readonly empty: string | undefined;
  readonly figures: readonly DefinitionView[];
  readonly steps: readonly string[];
  readonly note: string | undefined;
}

/** Days that are named one by one; more are told by their first and last. */
const namedDays = 5;

export function expenseEffectView(effect: ExpenseEffect | undefined, language: Language): ExpenseEffectView {
  const t = translator(language);
  const heading = t('expense.effect.heading');
  if (effect === undefined) return { heading, empty: t('expense.effect.empty'), figures: [], steps: [], note: undefined };
  const { line, gives } = effect;
  return {
    heading,
    empty: undefined,
    figures: [
      daysFigure(line.expense, language),
      { label: t('expense.effect.net'), value: formatKroner(line.net, language) },
      { label: t('expense.effect.basis'), value: formatKroner(line.basis, language) },
      { label: t('expense.effect.gives'), value: formatKroner(gives, language) },
    ],
    steps: stepsOf(effect, language),
    note: t('expense.effect.note'),
  };
}

/** Where the figures could not be asked for: no network, or the session has ended. */
export function effectUnavailableView(language: Language): ExpenseEffectView {
  const t = translator(language);
  return { heading: t('expense.effect.heading'), empty: t('page.figuresUnavailable'), figures: [], steps: [], note: undefined };
}

function daysFigure(expense: Expense, language: Language): DefinitionView {
  const t = translator(language);
  const days = daysOf(expense).toSorted();
  const [first] = days;
  const last = days.at(-1);
  if (first === undefined || last === undefined) return { label: t('expense.effect.days'), value: '0' };
  const detail = days.length <= namedDays ? days.map((day) => formatDay(day, language)).join(', ') : formatPeriod(first, last, language);
  return { label: t('expense.effect.days'), value: sentence(language, 'expense.effect.dayCount', { days: days.length }), detail };
}

function stepsOf({ line, terms, gives, isCeilingReached }: ExpenseEffect, language: Language): string[] {
  const t = translator(language);
  const steps = explainLine(line, terms.dayCap).map((step) => stepText(step, language));
  if (!isRefundable(line.expense)) return steps;
  if (steps.length === 0) steps.push(t('expense.effect.full'));
  if (terms.percent === undefined) return [...steps, t('step.percent_unknown')];
  const calculated = percentOf(terms.percent, line.basis);
  steps.push(t('expense.effect.percent', {
    percent: formatPercent(terms.percent, language), basis: formatKroner(line.basis, language), amount: formatKroner(calculated, language),
  }));
  const amount = formatKroner(gives, language);
  if (isCeilingReached && terms.ceiling !== undefined) {
    return [...steps, t('expense.effect.ceiling', { amount, ceiling: formatKroner(terms.ceiling, language) })];
  }
  // An øre may differ, since a claim is rounded once, on its total.
  const takesFromOthers = absolute(minus(calculated, gives)).gt('0.01');
  return takesFromOthers ? [...steps, t('expense.effect.shared', { amount })] : steps;
}
