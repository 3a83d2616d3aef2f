import type { FieldPath } from '#app/domain/finding.ts';
import type { Money } from '#app/domain/money.ts';
import { problem, type Problem } from './problem.ts';
import type { ExpenseInFile, ProgrammeFile } from './programme-schema.ts';

/** What one field alone cannot show: ids used twice or nowhere defined, credit notes that credit nothing. */
export function referenceProblems(file: ProgrammeFile): Problem[] {
  const known = {
    consultants: new Set(file.consultants.map((consultant) => consultant.id)),
    activities: new Set(file.activities.map((activity) => activity.id)),
    expenses: new Map(file.expenses.map((expense) => [expense.id, expense])),
  };
  return [
    ...duplicateIds(file.consultants, 'consultants'),
    ...duplicateIds(file.activities, 'activities'),
    ...duplicateIds(file.expenses, 'expenses'),
    ...file.expenses.flatMap((expense, index) => {
      const path = ['expenses', index];
      return [...danglingIds(expense, known, path), ...creditedElsewhere(expense, path), ...creditProblems(expense, known.expenses, path)];
    }),
    ...(file.earlier?.days ?? []).flatMap(({ consultant }, index) => (
      known.consultants.has(consultant) ? [] : [problem('unknown_id', ['earlier', 'days', index, 'consultant'], { id: consultant })]
    )),
  ];
}

interface KnownIds {
  readonly consultants: ReadonlySet<string>;
  readonly activities: ReadonlySet<string>;
  readonly expenses: ReadonlyMap<string, ExpenseInFile>;
}

function duplicateIds(items: readonly { id: string }[], list: string): Problem[] {
  const seen = new Set<string>();
  return items.flatMap(({ id }, index) => {
    if (seen.has(id)) return [problem('duplicate_id', [list, index, 'id'], { id })];
    seen.add(id);
    return [];
  });
}

function danglingIds(expense: ExpenseInFile, known: KnownIds, path: FieldPath): Problem[] {
  const references = [['consultant', known.consultants], ['activity', known.activities], ['creditOf', known.expenses]] as const;
  return references.flatMap(([key, ids]) => {
    const id = expense[key];
    if (key === 'creditOf' && expense.creditOfInvoice !== undefined) return [];
    return id === undefined || ids.has(id) ? [] : [problem('unknown_id', [...path, key], { id })];
  });
}

/** Which invoice is lowered says nothing of a line that lowers none. */
function creditedElsewhere({ creditOf, creditOfInvoice }: ExpenseInFile, path: FieldPath): Problem[] {
  return creditOfInvoice !== undefined && creditOf === undefined ? [problem('missing', [...path, 'creditOf'])] : [];
}

/** What keeps a claim's own file from being a programme: it rests on claims, and credits lines, that it does not hold. */
export function lacksOfProgramme({ expenses, earlier }: ProgrammeFile): Problem[] {
  const ids = new Set(expenses.map(({ id }) => id));
  const isPart: Problem[] = earlier === undefined ? [] : [problem('part_of_programme', ['earlier'])];
  return [...isPart, ...expenses.flatMap(({ creditOf, creditOfInvoice }, index) => (
    creditOf === undefined || creditOfInvoice === undefined || ids.has(creditOf) ? [] : [problem('unknown_id', ['expenses', index, 'creditOf'], { id: creditOf })]
  ))];
}

/** A credit note is a negative line tied to an ordinary line of its own kind. */
function creditProblems(expense: ExpenseInFile, expenses: KnownIds['expenses'], path: FieldPath): Problem[] {
  const isCredit = expense.creditOf !== undefined;
  const wrongSigns = amountsOf(expense, path).flatMap((entry) => {
    if (!isCredit && entry.amount.lt(0)) return [problem('negative_without_credit', entry.path)];
    if (isCredit && entry.amount.gt(0)) return [problem('credit_not_negative', entry.path)];
    return [];
  });
  const credited = expense.creditOf === undefined ? undefined : expenses.get(expense.creditOf);
  if (credited === undefined) return wrongSigns;
  const at = [...path, 'creditOf'];
  if (credited.id === expense.id) return [...wrongSigns, problem('credit_of_itself', at)];
  if (credited.creditOf !== undefined) return [...wrongSigns, problem('credit_of_credit', at, { id: credited.id })];
  if (credited.kind !== expense.kind) return [...wrongSigns, problem('credit_of_other_kind', at, { id: credited.id })];
  return wrongSigns;
}

function amountsOf(expense: ExpenseInFile, path: FieldPath): { amount: Money; path: FieldPath }[] {
  if (expense.kind !== 'fee') return [{ amount: expense.amount, path: [...path, 'amount'] }];
  return expense.days.map((day, index) => ({ amount: day.amount, path: [...path, 'days', index, 'amount'] }));
}
