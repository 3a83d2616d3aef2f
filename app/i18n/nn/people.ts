import type { people as bokmal } from '../nb/people.ts';

export const people: Record<keyof typeof bokmal, string> = {
  'people.signIn.heading': 'Logg inn',
};

/** Spelt alike in bokmål and nynorsk: read, and right. */
export const alike: readonly (keyof typeof bokmal)[] = ['people.signIn.heading'];
