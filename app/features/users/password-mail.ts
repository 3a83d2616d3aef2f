import type { Language } from '#app/domain/programme.ts';
import { mailText } from '#app/features/outbox/mail-view.ts';
import type { MailText } from '#app/features/outbox/outbox-message.ts';
import { translator } from '#app/i18n/translate.ts';
import { resetMinutes } from './reset-limits.ts';

/** Where one who has forgotten the password begins. */
export const forgottenAddress = '/password/forgotten';

interface MailPlace {
  /** What its link begins with. */
  readonly origin: string;
  readonly language: Language;
}

/** The link that lets a person choose a new password, to the address of their account only. */
export function resetMail({ origin, secret, language }: MailPlace & { readonly secret: string }): MailText {
  const t = translator(language);
  return mailText({
    language, subject: t('account.mail.reset.subject'), heading: t('account.mail.reset.subject'),
    paragraphs: [t('account.mail.reset.text')],
    link: { href: `${origin}/password/new?code=${secret}`, text: t('account.mail.reset.link') },
    closing: [t('account.mail.reset.ends', { minutes: resetMinutes }), t('account.mail.reset.notYou')],
  });
}

/** Tells that the password was changed, so that one who did not do it themselves finds out. */
export function changedMail({ origin, language }: MailPlace): MailText {
  const t = translator(language);
  return mailText({
    language, subject: t('account.mail.changed.subject'), heading: t('account.mail.changed.subject'),
    paragraphs: [t('account.mail.changed.text')],
    link: { href: `${origin}${forgottenAddress}`, text: t('account.mail.changed.link') },
    closing: [t('account.mail.changed.factor')],
  });
}
