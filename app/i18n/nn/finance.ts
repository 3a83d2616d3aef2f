import type { finance as bokmal } from '../nb/finance.ts';

export const finance: Record<keyof typeof bokmal, string> = {
  'finance.list.heading': 'Krava i organisasjonen',
};

/** Spelt alike in bokmål and nynorsk: read, and right. */
export const alike: readonly (keyof typeof bokmal)[] = [];
