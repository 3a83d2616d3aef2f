import type { Language } from '#app/domain/programme.ts';
import { mailText } from '#app/features/outbox/mail-view.ts';
import type { MailText } from '#app/features/outbox/outbox-message.ts';
import { formatDay, formatMoment } from '#app/i18n/format.ts';
import { translator } from '#app/i18n/translate.ts';
import type { Invitation } from './invitation.ts';

export interface InvitationLetter extends Pick<Invitation, 'name' | 'role' | 'programme' | 'accessEndsOn' | 'invitedBy' | 'expiresAt'> {
  readonly organisationName: string;
  readonly link: string;
}

/** The e-mail that asks somebody in: who asks, to what, as what, until when, and that it can be left alone. */
export function invitationMail(letter: InvitationLetter, language: Language): MailText {
  const t = translator(language);
  const { organisationName: organisation, invitedBy, link, expiresAt } = letter;
  return mailText({
    language,
    subject: t('invitation.mail.subject', { organisation }),
    heading: t('invitation.mail.heading', { organisation }),
    paragraphs: [
      t('invitation.mail.greeting', { name: letter.name }),
      invitedTo(letter, language),
      t('invitation.mail.what'),
    ],
    link: { href: link, text: t('invitation.mail.link') },
    closing: [
      t('invitation.mail.until', { until: formatMoment(new Date(expiresAt), language) }),
      t('invitation.mail.ignore', { inviter: invitedBy.name, email: invitedBy.email }),
    ],
  });
}

/** Who asks somebody in to what, as what, and until when: the same sentence in the e-mail and on the page. */
export function invitedTo(
  { organisationName: organisation, invitedBy, role, programme, accessEndsOn }: Omit<InvitationLetter, 'name' | 'link' | 'expiresAt'>, language: Language,
): string {
  const t = translator(language);
  const values = { inviter: invitedBy.name, organisation, role: t(`people.asRole.${role}`) };
  if (programme === undefined) return t('invitation.asks', values);
  const asks = t('invitation.asksTo', { ...values, programme: programme.name });
  return accessEndsOn === undefined ? asks : `${asks} ${t('invitation.openTo', { day: formatDay(accessEndsOn, language) })}`;
}
