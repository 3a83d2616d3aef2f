import type { SheetLine } from '#app/domain/day-sheet.ts';
import type { Language } from '#app/domain/programme.ts';
import type { Change } from '#app/features/audit/change.server.ts';
import { getOrganisation } from '#app/features/organisations/organisations.repository.server.ts';
import { isMailAddress } from '#app/features/outbox/mail-address.ts';
import { mailText } from '#app/features/outbox/mail-view.ts';
import { queueMessage, type Mail } from '#app/features/outbox/queue-message.server.ts';
import { getProgrammeRow } from '#app/features/programmes/programmes.repository.server.ts';
import { daySheetAddress } from '#app/features/shell/addresses.ts';
import { findMembership } from '#app/features/users/memberships.repository.server.ts';
import { accountName } from '#app/features/users/users.repository.server.ts';
import { originOf } from '#app/features/users/tell-of-password.server.ts';
import type { ProgrammeDesk } from '#app/guard/desk.server.ts';
import { dayInNorway } from '#app/i18n/format.ts';
import { translator } from '#app/i18n/translate.ts';
import { findConsultantRecipient, listSheetReaders } from './sheet-mail.repository.server.ts';
import { sheetDaysText } from './sheet-words.ts';
import type { StoredDaySheet } from './stored-day-sheet.ts';

/** How e-mail leaves, and what its links begin with; undefined where none is sent. */
export interface Post {
  readonly mail: Mail;
  readonly origin: string;
}

export function postOf({ services, url }: Pick<ProgrammeDesk, 'services' | 'url'>): Post | undefined {
  const { mail } = services;
  return mail && { mail, origin: originOf({ services, url }) };
}

type Sheet = Pick<StoredDaySheet, 'id' | 'programmeId' | 'consultantId' | 'consultantName'> & { readonly lines: readonly Pick<SheetLine, 'on'>[] };

/** Tells who answers for the programme that a sheet waits, each in their own language. Where there is nobody, nobody is told. */
export async function tellOfSheet(change: Change, post: Post | undefined, sheet: Sheet): Promise<void> {
  if (post === undefined) return;
  const { trx, membership } = change;
  const { contact, facts: { name: programme } } = await getProgrammeRow(trx, membership, sheet.programmeId);
  const { isContact, readers } = await listSheetReaders(trx, membership, accountName(contact.email));
  const organisation = await organisationOf(change);
  for (const { email, language } of readers.filter((reader) => isMailAddress(reader.email))) {
    const t = translator(language ?? organisation.language);
    const why = isContact ? t('sheet.mail.handedIn.why') : t('sheet.mail.handedIn.whyWorker', { organisation: organisation.name });
    await queueSheetWaits(change, post, { sheet, programme, email, language: language ?? organisation.language, why });
  }
}

interface Waiting {
  readonly sheet: Sheet;
  readonly programme: string;
  readonly email: string;
  readonly language: Language;
  /** Why they get it. */
  readonly why: string;
}

async function queueSheetWaits(
  { trx, membership, now }: Change, post: Post, { sheet, programme, email, language, why }: Waiting,
): Promise<void> {
  const t = translator(language);
  const href = post.origin + daySheetAddress({ organisationId: membership.organisationId, programmeId: sheet.programmeId, id: sheet.id }, 'decide');
  await queueMessage(trx, post.mail, {
    kind: 'day_sheet', organisationId: membership.organisationId, aboutId: sheet.id, recipient: email, language, now, expiresAt: undefined,
    mail: mailText({
      language, subject: t('sheet.mail.handedIn.subject', { programme }),
      heading: t('sheet.mail.handedIn.heading', { consultant: sheet.consultantName }),
      paragraphs: [t('sheet.mail.handedIn.text', { days: sheetDaysText(sheet, language), programme })],
      link: { href, text: t('sheet.mail.handedIn.link') }, closing: [why],
    }),
  });
}

/** Tells the consultant what became of their sheet, in their language. One nobody signs in as, or whose access is over, is told nothing. */
export async function tellConsultant(
  change: Change, post: Post | undefined, { sheet, reason }: { readonly sheet: Sheet; readonly reason: string | undefined },
): Promise<void> {
  const { trx, membership, now } = change;
  const recipient = post && await findConsultantRecipient(trx, membership, sheet.consultantId);
  if (post === undefined || recipient === undefined || !isMailAddress(recipient.email)) return;
  const place = { userId: recipient.userId, organisationId: membership.organisationId };
  const reader = await findMembership(trx, place, dayInNorway(new Date(now)));
  if (reader?.reaches(sheet.programmeId) !== true) return;
  const organisation = await organisationOf(change);
  const language = recipient.language ?? organisation.language;
  const { facts: { name: programme } } = await getProgrammeRow(trx, membership, sheet.programmeId);
  const href = post.origin + daySheetAddress({ organisationId: membership.organisationId, programmeId: sheet.programmeId, id: sheet.id });
  const outcome = reason === undefined ? 'accepted' : 'returned';
  const t = translator(language);
  const days = sheetDaysText(sheet, language);
  await queueMessage(trx, post.mail, {
    kind: 'day_sheet', organisationId: membership.organisationId, aboutId: sheet.id, recipient: recipient.email, language, now, expiresAt: undefined,
    mail: mailText({
      language, subject: t(`sheet.mail.${outcome}.subject`, { programme }),
      heading: t(`sheet.mail.${outcome}.heading`, { organisation: organisation.name }),
      paragraphs: [reason === undefined ? t('sheet.mail.accepted.text', { days, programme }) : t('sheet.mail.returned.text', { days, programme, reason })],
      link: { href, text: t('sheet.mail.open') }, closing: [t('sheet.mail.why')],
    }),
  });
}

async function organisationOf({ trx, membership }: Change): Promise<{ readonly name: string; readonly language: Language }> {
  return (await getOrganisation(trx, membership)).organisation;
}
