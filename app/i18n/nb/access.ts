export const access = {
  'outbox.mail.bySender': 'Denne e-posten er sendt av OU-refusjon. Den kan ikke besvares.',
} as const;
