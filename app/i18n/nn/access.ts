import type { access as bokmal } from '../nb/access.ts';

export const access: Record<keyof typeof bokmal, string> = {
  'outbox.mail.bySender': 'Denne e-posten er send av OU-refusjon. Du kan ikkje svare på han.',
};

/** Spelt as in bokmål, and right. */
export const alike: readonly (keyof typeof bokmal)[] = [];
