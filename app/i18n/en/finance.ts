import type { finance as bokmal } from '../nb/finance.ts';

export const finance: Record<keyof typeof bokmal, string> = {
  'finance.list.heading': 'The organisation’s claims',
};

/** The same word in bokmål and English. */
export const alike: readonly (keyof typeof bokmal)[] = [];
