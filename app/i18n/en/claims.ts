import type { claims as bokmal } from '../nb/claims.ts';

export const claims: Record<keyof typeof bokmal, string> = {
  'claim.list.heading': 'Refund claims',
};

/** The same word in bokmål and English. */
export const alike: readonly (keyof typeof bokmal)[] = [];
