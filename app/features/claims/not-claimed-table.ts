import { dayCapCuts, type DayCuts } from '#app/domain/day-cap-cuts.ts';
import { isRefundable } from '#app/domain/expense.ts';
import { minus, sum, zero, type Money } from '#app/domain/money.ts';
import type { Row, Run, Table } from '#app/pdf/document.ts';
import { expenseAnchor, partAnchors, voucherLinks } from './claim-anchors.ts';
import type { ClaimWords } from './claim-words.ts';
import { invoiceText } from './specification-table.ts';

/**
 * What the municipality carries itself and why: costs the fund does not cover, fees above the day cap (less what credit notes give back
 * of such fees in earlier claims), the own share of the basis, and what the grant has no room for. Its sum is cost − refund. Undefined
 * when there is nothing.
 */
export function notClaimedTable(words: ClaimWords): Table | undefined {
  const { t, calculation, amount } = words;
  const rows = [...notRefundableRows(words), ...cutRows(words)];
  if (rows.length === 0) return undefined;
  return {
    kind: 'table',
    summary: t('document.notClaimed.summary'),
    hasHead: true,
    columns: [
      { label: t('document.column.voucher'), width: 31, align: 'start' },
      { label: t('document.notClaimed.what'), width: 172, align: 'start' },
      { label: t('document.notClaimed.why'), width: 206, align: 'start' },
      { label: t('document.notClaimed.amount'), width: 66, align: 'end', fits: [amount(calculation.totals.ownShare)] },
    ],
    groups: [{ rows }],
    total: { cells: [{ paragraphs: [t('document.total')], span: 3, isHeader: true }, { paragraphs: [amount(calculation.totals.ownShare)] }] },
  };
}

function notRefundableRows(words: ClaimWords): Row[] {
  const { calculation, t, amount, voucherList, day, ownIn } = words;
  return calculation.lines.flatMap(({ expense, net }, index) => {
    if (isRefundable(expense)) return [];
    const description = expense.description?.trim() ?? '';
    const dated = (text: string) => `${text}, ${day(expense.incurredOn)}`;
    const what = description === '' ? dated(t(`kind.${expense.kind}`)) : ownIn(dated, description);
    return [{
      anchor: expenseAnchor(index),
      cells: [
        { paragraphs: [voucherLinks(voucherList.numbersOf(expense))] },
        { paragraphs: [what, ...invoiceText(words, expense)], isHeader: true },
        { paragraphs: [t('step.line_not_refundable', { reason: t(`reason.${expense.reason}`) })] },
        { paragraphs: [amount(net)] },
      ],
    }];
  });
}

function cutRows(words: ClaimWords): Row[] {
  const { calculation, t, amount, kroner, percent } = words;
  const { totals, terms } = calculation;
  const { above, credited } = dayCapCuts(calculation.lines);
  const ceilingWhy = totals.grantRemaining === undefined
    ? ''
    : t(calculation.grantUsed.isZero() ? 'document.notClaimed.ceiling.first' : 'document.notClaimed.ceiling.why', {
        calculated: kroner(totals.calculated), remaining: kroner(totals.grantRemaining),
      });
  const share = terms.percent === undefined
    ? t('document.amountClaimed.noPercent')
    : t('document.notClaimed.ownShare.why', { percent: percent(terms.percent) });
  const cuts: Cut[] = [
    {
      what: t('document.notClaimed.dayCap'), why: t('document.notClaimed.dayCap.why', { cap: kroner(terms.dayCap) }),
      cut: above.amount, lines: cutLinks(words, above),
    },
    {
      what: t('document.notClaimed.credited'), why: t('document.notClaimed.credited.why', { cap: kroner(terms.dayCap) }),
      cut: minus(zero, credited.amount), lines: cutLinks(words, credited),
    },
    { what: t('document.notClaimed.ownShare'), why: share, cut: minus(totals.basis, totals.calculated) },
    { what: t('document.notClaimed.ceiling'), why: ceilingWhy, cut: minus(totals.calculated, totals.refund) },
  ];
  return cuts.filter(({ cut }) => !cut.isZero()).map(({ what, why, cut, lines = [] }) => ({
    cells: [
      { paragraphs: lines.length === 0 ? [] : [lines] }, { paragraphs: [what], isHeader: true }, { paragraphs: [why] },
      { paragraphs: [amount(cut)] },
    ],
  }));
}

interface Cut {
  readonly what: string;
  readonly why: string;
  readonly cut: Money;
  /** Links to the lines it is of. */
  readonly lines?: readonly Run[];
}

/** So many lines that were cut are led to; more would fill pages. */
const mostCutLinks = 12;

/** The vouchers of lines the day cap was used on, each leading to the first of its lines; of more than a few, on to all lines. */
function cutLinks({ calculation, voucherList }: ClaimWords, { concerns }: DayCuts): Run[] {
  const lineOf = new Map<number, string>();
  for (const [index, line] of calculation.lines.entries()) {
    if (!concerns(line)) continue;
    for (const number of voucherList.numbersOf(line.expense)) lineOf.set(number, lineOf.get(number) ?? expenseAnchor(index));
  }
  const found = [...lineOf].sort(([a], [b]) => a - b);
  const links = found.slice(0, mostCutLinks).map(([number, linkTo]) => ({ text: String(number), linkTo }));
  const all = found.length > mostCutLinks ? [...links, { text: '…', linkTo: partAnchors.specification }] : links;
  return all.map((run, index) => (index < all.length - 1 ? { ...run, text: `${run.text}, ` } : run));
}

/** VAT of all expenses: recorded and shown, never claimed. */
export function totalVat({ programme }: ClaimWords): Money {
  return sum(programme.expenses.flatMap((expense) => expense.vat ?? []));
}
