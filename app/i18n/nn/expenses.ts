import type { expenses as bokmal } from '../nb/expenses.ts';

export const expenses: Record<keyof typeof bokmal, string> = {
  'expense.list.heading': 'Utgifter',
};

/** Spelt alike in bokmål and nynorsk: read, and right. */
export const alike: readonly (keyof typeof bokmal)[] = ['expense.list.heading'];
