import type { claims as bokmal } from '../nb/claims.ts';

export const claims: Record<keyof typeof bokmal, string> = {
  'claim.list.heading': 'Refusjonskrav',
};

/** Spelt alike in bokmål and nynorsk: read, and right. */
export const alike: readonly (keyof typeof bokmal)[] = ['claim.list.heading'];
