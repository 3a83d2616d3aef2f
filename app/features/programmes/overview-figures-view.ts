import type { KeyFigureView } from '#app/components/key-figures.tsx';
import type { StepsListView } from '#app/components/steps-list.tsx';
import { expenseKinds } from '#app/domain/expense.ts';
import { explainClaim, type Step } from '#app/domain/explanation.ts';
import { sum } from '#app/domain/money.ts';
import { stepText } from '#app/i18n/finding-text.ts';
import { formatKroner } from '#app/i18n/format.ts';
import { sentence, translator } from '#app/i18n/translate.ts';
import type { OverviewContext } from './overview-context.ts';
import type { Sums } from './programme-overview.ts';

/** The figures the programme is about, and for each the steps that lead to it. */
export function figuresView(context: OverviewContext): { figures: KeyFigureView[]; steps: StepsListView[] } {
  const { overview: { calculation }, language } = context;
  const t = translator(language);
  const isPercentKnown = calculation.terms.percent !== undefined;
  const figure = (name: 'cost' | 'basis' | 'refund' | 'ownShare'): KeyFigureView => ({
    label: t(`overview.figure.${name}`), value: formatKroner(context.overview.total[name], language), detail: splitText(context, name),
    isMain: name === 'refund',
  });
  const refund = isPercentKnown ? figure('refund') : { ...figure('refund'), detail: t('overview.figure.percentUnknown') };
  return {
    figures: [refund, figure('cost'), figure('basis'), figure('ownShare'), grantFigure(context)],
    steps: [
      { summary: t('overview.steps.refund'), items: refundSteps(context) },
      { summary: t('overview.steps.cost'), items: costSteps(context) },
      { summary: t('overview.steps.basis'), items: basisSteps(context) },
      { summary: t('overview.steps.ownShare'), items: ownShareSteps(context) },
      { summary: t('overview.steps.grant'), items: grantSteps(context) },
    ],
  };
}

/** How much of a figure stands in attested claims; undefined while none does. */
function splitText({ overview, language }: OverviewContext, name: keyof Sums): string | undefined {
  if (!overview.claims.some(({ isAttested }) => isAttested)) return undefined;
  const [claimed, open] = [overview.claimed[name], overview.open[name]].map((amount) => formatKroner(amount, language));
  return claimed === undefined || open === undefined ? undefined : translator(language)('overview.figure.split', { claimed, open });
}

function grantFigure({ overview: { grant }, language }: OverviewContext): KeyFigureView {
  const t = translator(language);
  const detail = grant.ceiling === undefined || grant.left === undefined
    ? t('overview.figure.noCeiling')
    : t('overview.figure.ofGrant', { ceiling: formatKroner(grant.ceiling, language), left: formatKroner(grant.left, language) });
  return { label: t('overview.figure.grant'), value: formatKroner(grant.used, language), detail };
}

function refundSteps(context: OverviewContext): string[] {
  return aroundClaims(context, 'refund', explainClaim(context.overview.calculation).map((step) => stepText(step, context.language)));
}

function basisSteps(context: OverviewContext): string[] {
  return aroundClaims(context, 'basis', explainClaim(context.overview.calculation).filter(isBeforePercent).map((step) => stepText(step, context.language)));
}

const afterBasis: readonly Step['code'][] = [
  'percent', 'percent_unknown', 'ceiling_none', 'ceiling_room', 'ceiling_room_first', 'ceiling_cut', 'ceiling_cut_first', 'refund',
];

function isBeforePercent({ code }: Step): boolean {
  return !afterBasis.includes(code);
}

function costSteps(context: OverviewContext): string[] {
  const { overview: { calculation }, language } = context;
  const t = translator(language);
  const byKind = expenseKinds.flatMap((kind) => {
    const lines = calculation.lines.filter(({ expense }) => expense.kind === kind);
    const amount = formatKroner(sum(lines.map(({ net }) => net)), language);
    return lines.length === 0 ? [] : [t('overview.step.part', { name: t(`kind.${kind}`), amount })];
  });
  return aroundClaims(context, 'cost', byKind);
}

/** What attested claims have, then how the open lines come to theirs, then both together. */
function aroundClaims(context: OverviewContext, name: 'cost' | 'basis' | 'refund', openSteps: readonly string[]): string[] {
  const { overview, language } = context;
  const t = translator(language);
  const claims = claimSteps(context, name);
  const total = t('overview.step.sum', { amount: formatKroner(overview.total[name], language) });
  if (claims.length === 0) return name === 'cost' ? [...openSteps, total] : [...openSteps];
  return [...claims, t('overview.step.open', { amount: formatKroner(overview.open[name], language) }), ...openSteps, total];
}

/** Attested claims in the order they were made. */
function claimSteps({ overview, language }: OverviewContext, name: 'cost' | 'basis' | 'refund'): string[] {
  return overview.claims.toReversed().flatMap(({ number, status, figures, isAttested }) => {
    if (!isAttested || figures === undefined) return [];
    const statusText = sentence(language, `finance.export.status.${status}`, {});
    return [translator(language)('overview.step.claim', { number, status: statusText, amount: formatKroner(figures[name], language) })];
  });
}

function ownShareSteps({ overview: { total }, language }: OverviewContext): string[] {
  const [cost = '', refund = '', ownShare = ''] = [total.cost, total.refund, total.ownShare].map((amount) => formatKroner(amount, language));
  return [translator(language)('overview.step.ownShare', { cost, refund, ownShare })];
}

function grantSteps(context: OverviewContext): string[] {
  const { overview: { grant, open }, language } = context;
  const t = translator(language);
  if (grant.ceiling === undefined || grant.left === undefined) return [t('step.ceiling_none')];
  return [
    t('overview.step.ceiling', { amount: formatKroner(grant.ceiling, language) }),
    ...claimSteps(context, 'refund'),
    t('overview.step.expected', { amount: formatKroner(open.refund, language) }),
    t('overview.step.left', { amount: formatKroner(grant.left, language) }),
  ];
}
