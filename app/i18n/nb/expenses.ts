export const expenses = {
  'expense.list.heading': 'Utgifter',
} as const;
