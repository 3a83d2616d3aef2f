import { explainClaim } from '#app/domain/explanation.ts';
import type { Language } from '#app/domain/programme.ts';
import type { Calculation, Totals } from '#app/domain/refund.ts';
import { stepText } from '#app/i18n/finding-text.ts';
import { formatKroner } from '#app/i18n/format.ts';
import { translator } from '#app/i18n/translate.ts';

/** What comes back, in figures and in the steps that lead there. */
export interface WhatIfAnswerView {
  readonly heading: string;
  readonly refund: string;
  readonly figures: readonly { readonly label: string; readonly amount: string }[];
  /** The refund's part of the cost for the bar, `63%`; the figures say the same in words. */
  readonly refundWidth: string;
  readonly stepsHeading: string;
  readonly steps: readonly string[];
  /** That the rules in force are not confirmed by any source; undefined when they are. */
  readonly reservation: string | undefined;
}

const figures = ['cost', 'basis', 'refund', 'ownShare'] as const;

export function answerView(calculation: Calculation, language: Language): WhatIfAnswerView {
  const t = translator(language);
  const { totals, terms } = calculation;
  return {
    heading: t('whatIf.answer.heading'),
    refund: formatKroner(totals.refund, language),
    figures: figures.map((name) => ({ label: t(`whatIf.answer.${name}`), amount: formatKroner(totals[name], language) })),
    refundWidth: widthOf(totals),
    stepsHeading: t('whatIf.answer.steps'),
    steps: explainClaim(calculation).map((step) => stepText(step, language)),
    reservation: terms.ruleSet.isVerified ? undefined : t('whatIf.answer.reservation'),
  };
}

function widthOf({ refund, cost }: Totals): string {
  return cost.isZero() ? '0%' : `${refund.dividedBy(cost).times(100).toFixed(1)}%`;
}
