import type { forms as bokmal } from '../nb/forms.ts';

export const forms: Record<keyof typeof bokmal, string> = {
  'form.save': 'Lagre',
  'form.cancel': 'Avbryt',
};

/** Spelt alike in bokmål and nynorsk: read, and right. */
export const alike: readonly (keyof typeof bokmal)[] = ['form.save', 'form.cancel'];
