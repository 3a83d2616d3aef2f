import type { programmes as bokmal } from '../nb/programmes.ts';

export const programmes: Record<keyof typeof bokmal, string> = {
  'programme.list.heading': 'Programmes',
};

/** The same word in bokmål and English. */
export const alike: readonly (keyof typeof bokmal)[] = [];
