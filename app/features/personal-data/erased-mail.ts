import type { Language } from '#app/domain/programme.ts';
import { mailText } from '#app/features/outbox/mail-view.ts';
import type { MailText } from '#app/features/outbox/outbox-message.ts';
import { formatMoment } from '#app/i18n/format.ts';
import { translator } from '#app/i18n/translate.ts';

interface ErasedLetter {
  readonly now: Date;
  /** What its link begins with. */
  readonly origin: string;
  readonly language: Language;
}

/** The last e-mail to an address: that its account is erased, so that one who did not do it themselves finds out. */
export function erasedMail({ now, origin, language }: ErasedLetter): MailText {
  const t = translator(language);
  const subject = t('account.mail.erased');
  return mailText({
    language, subject, heading: subject,
    paragraphs: [t('account.mail.erased.text', { moment: formatMoment(now, language) }), t('account.mail.erased.notYou')],
    link: { href: `${origin}/privacy`, text: t('account.mail.erased.link') },
    closing: [t('account.mail.erased.last')],
  });
}
