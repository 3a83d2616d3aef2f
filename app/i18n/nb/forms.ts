export const forms = {
  'form.save': 'Lagre',
  'form.cancel': 'Avbryt',
  'form.tooLarge': 'Filene er for store til sammen: høyst {most} MB om gangen. Gå tilbake, ta færre eller mindre filer, og send på nytt.',
} as const;
