export const forms = {
  'form.save': 'Lagre',
  'form.cancel': 'Avbryt',
} as const;
