import type { ExpenseEffectView } from './expense-effect-view.ts';

/** What the form is told while it is filled in. */
export interface ExpensePreview {
  readonly effect: ExpenseEffectView;
}

/** The preview that an answer of ours holds; undefined for any other answer. */
export function readExpensePreview(body: unknown): ExpensePreview | undefined {
  return isExpensePreview(body) ? body : undefined;
}

function isExpensePreview(body: unknown): body is ExpensePreview {
  return typeof body === 'object' && body !== null && 'effect' in body;
}
