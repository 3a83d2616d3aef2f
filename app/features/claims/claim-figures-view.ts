import type { KeyFigureView } from '#app/components/key-figures.tsx';
import type { StepsListView } from '#app/components/steps-list.tsx';
import { explainClaim } from '#app/domain/explanation.ts';
import type { Language } from '#app/domain/programme.ts';
import type { Calculation } from '#app/domain/refund.ts';
import { stepText } from '#app/i18n/finding-text.ts';
import { formatKroner, formatPercent } from '#app/i18n/format.ts';
import { translator } from '#app/i18n/translate.ts';

/** What a claim comes to: the amount claimed first, then what it is made of. */
export function claimFigures({ totals, terms }: Pick<Calculation, 'totals' | 'terms'>, language: Language): KeyFigureView[] {
  const t = translator(language);
  const kroner = (amount: typeof totals.cost) => formatKroner(amount, language);
  const { percent } = terms;
  const refund = percent === undefined
    ? { value: t('document.unknown'), detail: t('document.amountClaimed.noPercent') }
    : {
        value: kroner(totals.refund),
        detail: t(noteKey({ totals }), { percent: formatPercent(percent, language), basis: kroner(totals.basis) }),
      };
  return [
    { label: t('document.amountClaimed'), isMain: true, ...refund },
    { label: t('claim.figure.basis'), value: kroner(totals.basis) },
    { label: t('claim.figure.cost'), value: kroner(totals.cost) },
    { label: t('claim.figure.ownShare'), value: kroner(totals.ownShare) },
  ];
}

function noteKey({ totals }: Pick<Calculation, 'totals'>) {
  return totals.refund.lt(totals.calculated) ? 'document.amountClaimed.ceiling' : 'document.amountClaimed.note';
}

/** The steps of the calculation, as they are worked out now. */
export function claimSteps(calculation: Calculation, language: Language): StepsListView {
  return stepsView(explainClaim(calculation).map((step) => stepText(step, language)), language);
}

/** Steps that were worded before. */
export function stepsView(items: readonly string[], language: Language): StepsListView {
  const t = translator(language);
  return { summary: t('document.explanation.heading'), items: [...items], note: t('document.explanation.rounding') };
}
