import type { forms as bokmal } from '../nb/forms.ts';

export const forms: Record<keyof typeof bokmal, string> = {
  'form.save': 'Save',
  'form.cancel': 'Cancel',
};

/** The same word in bokmål and English. */
export const alike: readonly (keyof typeof bokmal)[] = [];
