export const forms = {
  'form.save': 'Lagre',
  'form.cancel': 'Avbryt',
  'form.optional': '(valgfritt)',
  'form.copy': 'Kopier',
  'form.copied': 'Kopiert',
  'form.undo': 'Angre',
  'form.tooLarge': 'Filene er for store til sammen: høyst {most} MB om gangen. Gå tilbake, ta færre eller mindre filer, og send på nytt.',
} as const;
