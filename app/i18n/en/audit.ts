import type { audit as bokmal } from '../nb/audit.ts';

export const audit: Record<keyof typeof bokmal, string> = {
  'audit.heading': 'What has happened',
};

/** The same word in bokmål and English. */
export const alike: readonly (keyof typeof bokmal)[] = [];
