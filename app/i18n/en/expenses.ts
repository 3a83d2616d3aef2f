import type { expenses as bokmal } from '../nb/expenses.ts';

export const expenses: Record<keyof typeof bokmal, string> = {
  'expense.list.heading': 'Expenses',
};

/** The same word in bokmål and English. */
export const alike: readonly (keyof typeof bokmal)[] = [];
