export const finance = {
  'finance.list.heading': 'Kravene i organisasjonen',
} as const;
