import type { forms as bokmal } from '../nb/forms.ts';

export const forms: Record<keyof typeof bokmal, string> = {
  'form.save': 'Lagre',
  'form.cancel': 'Avbryt',
  'form.optional': '(valfritt)',
  'form.copy': 'Kopier',
  'form.copied': 'Kopiert',
  'form.undo': 'Angre',
  'form.tooLarge': 'Filene er for store til saman: høgst {most} MB om gongen. Gå tilbake, ta færre eller mindre filer, og send på nytt.',
};

/** Spelt alike in bokmål and nynorsk: read, and right. */
export const alike: readonly (keyof typeof bokmal)[] = ['form.save', 'form.cancel', 'form.copy', 'form.copied', 'form.undo'];
