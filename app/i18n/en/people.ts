import type { people as bokmal } from '../nb/people.ts';

export const people: Record<keyof typeof bokmal, string> = {
  'people.signIn.heading': 'Sign in',
};

/** The same word in bokmål and English. */
export const alike: readonly (keyof typeof bokmal)[] = [];
