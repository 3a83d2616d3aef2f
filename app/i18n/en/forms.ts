import type { forms as bokmal } from '../nb/forms.ts';

export const forms: Record<keyof typeof bokmal, string> = {
  'form.save': 'Save',
  'form.cancel': 'Cancel',
  'form.optional': '(optional)',
  'form.copy': 'Copy',
  'form.copied': 'Copied',
  'form.undo': 'Undo',
  'form.tooLarge': 'The files are too large together: {most} MB at most at a time. Go back, take fewer or smaller files, and send again.',
};

/** The same word in bokmål and English. */
export const alike: readonly (keyof typeof bokmal)[] = [];
