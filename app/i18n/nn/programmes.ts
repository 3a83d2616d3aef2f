import type { programmes as bokmal } from '../nb/programmes.ts';

export const programmes: Record<keyof typeof bokmal, string> = {
  'programme.list.heading': 'Program',
};

/** Spelt alike in bokmål and nynorsk: read, and right. */
export const alike: readonly (keyof typeof bokmal)[] = [];
