import type { audit as bokmal } from '../nb/audit.ts';

export const audit: Record<keyof typeof bokmal, string> = {
  'audit.heading': 'Dette har hendt',
};

/** Spelt alike in bokmål and nynorsk: read, and right. */
export const alike: readonly (keyof typeof bokmal)[] = [];
