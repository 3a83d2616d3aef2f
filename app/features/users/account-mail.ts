import type { Language } from '#app/domain/programme.ts';
import { mailText } from '#app/features/outbox/mail-view.ts';
import type { MailText } from '#app/features/outbox/outbox-message.ts';
import { accountAddress } from '#app/features/shell/addresses.ts';
import { formatMoment } from '#app/i18n/format.ts';
import { sentence, translator } from '#app/i18n/translate.ts';

/** What is told of by e-mail beside the password: each changes how the person gets in, or who else may. */
export const toldAccountEvents = [
  'second_factor_on', 'second_factor_off', 'recovery_codes_renewed', 'identity_linked', 'identity_unlinked',
] as const;
export type ToldAccountEvent = (typeof toldAccountEvents)[number];

export interface AccountLetter {
  readonly event: ToldAccountEvent;
  /** What people call the place where an identity is. */
  readonly provider?: string | undefined;
  readonly now: Date;
  /** What its link begins with. */
  readonly origin: string;
  readonly language: Language;
}

/** Tells what was done to the account and when, so that one who did not do it themselves finds out. It holds no secret, nor a way in. */
export function accountMail({ event, provider = '', now, origin, language }: AccountLetter): MailText {
  const t = translator(language);
  const subject = t(`account.mail.${event}`);
  return mailText({
    language, subject, heading: subject,
    paragraphs: [sentence(language, `account.mail.${event}.text`, { provider, moment: formatMoment(now, language) }), t('account.mail.wasItYou')],
    link: { href: `${origin}${accountAddress()}`, text: t('account.mail.toAccount') },
    closing: [t('account.mail.why')],
  });
}
