import { daysOf, isRefundable, refundableKinds, type Expense } from '#app/domain/expense.ts';
import { explainLine } from '#app/domain/explanation.ts';
import { plus, sum, zero, type Money } from '#app/domain/money.ts';
import type { CalculatedLine } from '#app/domain/refund.ts';
import { stepText } from '#app/i18n/finding-text.ts';
import type { Cell, Column, Row, RowGroup, Table, Text } from '#app/pdf/document.ts';
import { expenseAnchor, voucherLinks } from './claim-anchors.ts';
import type { ClaimWords } from './claim-words.ts';

interface PlacedLine {
  readonly line: CalculatedLine;
  /** Position of the expense in the programme. */
  readonly index: number;
}

interface Sums {
  readonly net: Money;
  readonly basis: Money;
  readonly refund: Money;
}

const noSums: Sums = { net: zero, basis: zero, refund: zero };

/** The cost specification: a line for each refundable expense, by activity with sums, and why a line was cut. */
export function specificationTable(words: ClaimWords): Table {
  const { t } = words;
  let carried = noSums;
  const groups = groupByActivity(words).map(({ title, isOwn, lines }): RowGroup => {
    const rows = lines.map((placed) => {
      carried = add(carried, placed.line);
      return { ...lineRow(words, placed), carried: ['', '', '', '', ...sumTexts(words, carried)] };
    });
    const sums = lines.reduce((total, { line }) => add(total, line), noSums);
    const named = words.ownIn((name) => t('document.sum', { name }), title);
    return {
      title: isOwn ? words.own(title) : title, isBookmarked: true, rows,
      subtotal: sumRow(words, isOwn ? named : t('document.sum', { name: title }), sums),
    };
  });
  const total = sumRow(words, t('document.total'), carried);
  return { kind: 'table', summary: t('document.specification.summary'), columns: columns(words), hasHead: true, groups, total };
}

/** What is short takes no more than it needs, so that who and what, with the invoice, have the rest. */
function columns({ t, days, amount, calculation, voucherList }: ClaimWords): Column[] {
  const lines = calculation.lines.filter(({ expense }) => isRefundable(expense));
  const kinds = refundableKinds.filter((kind) => lines.some(({ expense }) => expense.kind === kind));
  const short = { width: 0, align: 'start' } as const;
  // No amount or sum of a column is larger than all above zero together, nor smaller than all those below.
  const amounts = (of: keyof Sums) => {
    const [above, below] = [lines.filter((line) => line[of].gt(0)), lines.filter((line) => line[of].lt(0))];
    return { width: 0, align: 'end', fits: [above, below].map((each) => amount(sum(each.map((line) => line[of])))) } as const;
  };
  // A period may be broken behind its dash, but for the bare number of a day that begins one in English («28–30 May 2026»); a day nowhere.
  const dayPieces = [...new Set(lines.flatMap(({ expense }) => days(daysOf(expense)).flatMap((text) => text.split(/(?<=\D–|\d{4}–)/))))];
  return [
    { label: t('document.column.voucher'), ...short, fits: [`${voucherList.vouchers.length},`] },
    { label: t('document.column.days'), ...short, fits: dayPieces },
    { label: t('document.column.what'), width: 1, align: 'start' },
    { label: t('document.column.kind'), ...short, fits: kinds.map((kind) => t(`kind.${kind}`)) },
    { label: t('document.column.net'), ...amounts('net') },
    { label: t('document.column.basis'), ...amounts('basis') },
    { label: t('document.column.refund'), ...amounts('refund') },
  ];
}

/** Activities in their order, then what belongs to none; those without refundable costs are left out. */
function groupByActivity(words: ClaimWords): { title: string; isOwn: boolean; lines: PlacedLine[] }[] {
  const { programme, calculation, t } = words;
  const byActivity = new Map<string | undefined, PlacedLine[]>(programme.activities.map((activity) => [activity.id, []]));
  const withoutActivity: PlacedLine[] = [];
  byActivity.set(undefined, withoutActivity);
  for (const [index, line] of calculation.lines.entries()) {
    if (isRefundable(line.expense)) (byActivity.get(line.expense.activity) ?? withoutActivity).push({ line, index });
  }
  return [...byActivity].flatMap(([id, lines]) => {
    const activity = programme.activities.find((candidate) => candidate.id === id);
    return lines.length === 0 ? [] : [{ title: activity?.title ?? t('document.noActivity'), isOwn: activity !== undefined, lines }];
  });
}

function lineRow(words: ClaimWords, { line, index }: PlacedLine): Row {
  const { t, voucherList } = words;
  const { expense } = line;
  return {
    anchor: expenseAnchor(index),
    cells: [
      { paragraphs: [voucherLinks(voucherList.numbersOf(expense))] },
      { paragraphs: words.days(daysOf(expense)) },
      { paragraphs: describe(words, line), isHeader: true },
      { paragraphs: [t(`kind.${expense.kind}`)] },
      ...sumTexts(words, line).map((text): Cell => ({ paragraphs: [text] })),
    ],
  };
}

/** Who and what: consultant and role, description, invoice, and why the line counts for less than it cost. */
function describe(words: ClaimWords, line: CalculatedLine): Text[] {
  const { calculation, consultantOf, language, own, t } = words;
  const { expense } = line;
  const consultant = consultantOf(expense);
  const who: Text = consultant === undefined
    ? [{ text: t('document.noConsultant'), isStrong: true }]
    : [{ text: `${consultant.name}, `, isStrong: true }, { text: t(`role.${consultant.role}`) }];
  const cuts = explainLine(line, calculation.terms.dayCap).map((step): Text => stepText(step, language));
  return [
    who,
    ...(expense.description === undefined || expense.description.trim() === '' ? [] : [own(expense.description)]),
    ...invoiceText(words, expense),
    ...ratesText(words, line),
    ...cuts,
  ];
}

/** The invoice; of a credit note, also the one it lowers. */
export function invoiceText(words: ClaimWords, expense: Expense): Text[] {
  const { t, day } = words;
  const { invoice, creditOf } = expense;
  if (invoice === undefined) return creditOf === undefined ? [] : [t('document.credit', { credited: creditedText(words, expense) })];
  const values = { ...invoice, issuedOn: day(invoice.issuedOn) };
  if (creditOf === undefined) return [[{ text: t('document.invoice', values), isMuted: true }]];
  return [[{ text: t('document.creditNote', { ...values, credited: creditedText(words, expense) }), isMuted: true }]];
}

/** What a credit note lowers, as a person finds it: by its invoice, else by kind and day. Ids are the machine's own. */
function creditedText({ t, day, programme }: ClaimWords, { creditOf, creditOfInvoice = '' }: Expense): string {
  const credited = programme.expenses.find(({ id }) => id === creditOf);
  if (credited === undefined) {
    return creditOfInvoice.trim() === '' ? t('document.credited.elsewhere') : t('document.credited.invoice.elsewhere', { number: creditOfInvoice });
  }
  if (credited.invoice !== undefined) return t('document.credited.invoice', { number: credited.invoice.number });
  const [first] = daysOf(credited);
  return [t(`kind.${credited.kind}`).toLowerCase(), first === undefined ? '' : day(first)].join(' ').trim();
}

/** What each day cost, where the line alone does not show it. */
function ratesText({ t, kroner, days: daysText }: ClaimWords, { expense, days }: CalculatedLine): Text[] {
  const perDay = amountPerDay(days);
  const [first] = perDay;
  if (expense.kind !== 'fee' || first === undefined || perDay.length < 2) return [];
  if (perDay.every(({ amount }) => amount.eq(first.amount))) {
    const isSaidByCut = days.every(({ amount, basis, usedBefore }) => !basis.eq(amount) && usedBefore.isZero());
    return isSaidByCut ? [] : [t('document.rate', { days: perDay.length, amount: kroner(first.amount) })];
  }
  const byAmount = Map.groupBy(perDay, ({ amount }) => kroner(amount));
  return [[...byAmount].map(([amount, alike]) => {
    const which = daysText(alike.map(({ on }) => on)).join(', ');
    return alike.length > 1 ? t('document.rate.each', { which, amount }) : `${which}: ${amount}`;
  }).join('; ')];
}

/** A day may be entered more than once in a line: it cost what its entries come to. */
function amountPerDay(days: CalculatedLine['days']) {
  return [...Map.groupBy(days, ({ on }) => on)].map(([on, entries]) => ({ on, amount: sum(entries.map(({ amount }) => amount)) }));
}

function sumRow(words: ClaimWords, label: Text, sums: Sums): Row {
  return { cells: [{ paragraphs: [label], span: 4, isHeader: true }, ...sumTexts(words, sums).map((text) => ({ paragraphs: [text] }))] };
}

function sumTexts({ amount }: ClaimWords, { net, basis, refund }: Sums): string[] {
  return [net, basis, refund].map(amount);
}

function add(total: Sums, line: Sums): Sums {
  return { net: plus(total.net, line.net), basis: plus(total.basis, line.basis), refund: plus(total.refund, line.refund) };
}
