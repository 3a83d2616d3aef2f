import type { Expense } from '#app/domain/expense.ts';
import type { Programme } from '#app/domain/programme.ts';

/** As many as an expense of a programme file may have. */
export const mostAttachments = 100;

export const choiceFaultCodes = ['choiceGone', 'creditOfCredit', 'creditOtherKind', 'creditOwn', 'creditedKind', 'filesGone', 'filesTooMany'] as const;
export type ChoiceFaultCode = (typeof choiceFaultCodes)[number];
export type ChoiceFaults = Partial<Record<'consultant' | 'activity' | 'creditOf' | 'kind' | 'files', ChoiceFaultCode>>;

interface Choices {
  readonly programme: Pick<Programme, 'consultants' | 'activities' | 'expenses'>;
  readonly erasedConsultants?: ReadonlySet<string>;
  readonly attachments: readonly { readonly id: string }[];
}

/**
 * What an expense points at must be the programme's own and still there; on a consultant who was erased only what is there stays.
 * A credit note lowers an expense of its own kind that is no credit note itself, as the programme file asks.
 */
export function expenseChoiceFaults(
  { programme, erasedConsultants, attachments }: Choices, expense: Expense, attachmentIds: readonly string[],
): ChoiceFaults {
  const faults: ChoiceFaults = {};
  const isThere = (rows: readonly { id: string }[], id: string | undefined) => id === undefined || rows.some((row) => row.id === id);
  const isOnThemAlready = programme.expenses.some(({ id, consultant }) => id === expense.id && consultant === expense.consultant);
  const isErased = !isOnThemAlready && erasedConsultants?.has(expense.consultant ?? '') === true;
  if (isErased || !isThere(programme.consultants, expense.consultant)) faults.consultant = 'choiceGone';
  if (!isThere(programme.activities, expense.activity)) faults.activity = 'choiceGone';
  if (attachmentIds.some((id) => !isThere(attachments, id))) faults.files = 'filesGone';
  else if (attachmentIds.length > mostAttachments) faults.files = 'filesTooMany';
  const creditFault = faultOfCredit(programme, expense);
  if (creditFault !== undefined) faults.creditOf = creditFault;
  const creditNotes = programme.expenses.filter(({ creditOf }) => creditOf === expense.id);
  if (creditNotes.some(({ kind }) => kind !== expense.kind)) faults.kind = 'creditedKind';
  return faults;
}

function faultOfCredit({ expenses }: Choices['programme'], expense: Expense): ChoiceFaultCode | undefined {
  if (expense.creditOf === undefined) return undefined;
  if (expense.creditOf === expense.id) return 'creditOwn';
  const credited = expenses.find(({ id }) => id === expense.creditOf);
  if (credited === undefined) return 'choiceGone';
  const isCreditedItself = expenses.some(({ creditOf }) => creditOf === expense.id);
  if (credited.creditOf !== undefined || isCreditedItself) return 'creditOfCredit';
  return credited.kind === expense.kind ? undefined : 'creditOtherKind';
}
