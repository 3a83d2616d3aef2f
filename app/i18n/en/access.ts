import type { access as bokmal } from '../nb/access.ts';

export const access: Record<keyof typeof bokmal, string> = {
  'outbox.mail.bySender': 'This e-mail was sent by OU-refusjon. It cannot be answered.',
};

/** Spelt as in bokmål, and right. */
export const alike: readonly (keyof typeof bokmal)[] = [];
