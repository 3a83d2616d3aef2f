export const claims = {
  'claim.list.heading': 'Refusjonskrav',
} as const;
