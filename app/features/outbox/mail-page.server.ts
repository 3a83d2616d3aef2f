import { randomUUID } from 'node:crypto';
import type { Change } from '#app/features/audit/change.server.ts';
import { recordAudit } from '#app/features/audit/record-audit.server.ts';
import { organisationBreadcrumbs } from '#app/features/organisations/organisation-frame-view.ts';
import { organisationAddress } from '#app/features/shell/addresses.ts';
import { doneNotices } from '#app/features/shell/shown-form.ts';
import { findWorkplaceName } from '#app/features/users/memberships.repository.server.ts';
import { carryOut } from '#app/guard/carry-out.server.ts';
import type { OrganisationDesk } from '#app/guard/desk.server.ts';
import type { FormFields } from '#app/http/form-fields.ts';
import { translator } from '#app/i18n/translate.ts';
import { mailPageView, type MailPageView } from './mail-page-view.ts';
import { listMessages, reviveMessage } from './outbox.repository.server.ts';

const mostShown = 200;

/** The organisation's e-mails, the latest first. */
export async function mailPage({ database, membership, services, url, now, language }: OrganisationDesk): Promise<MailPageView> {
  const t = translator(language);
  const { organisationId } = membership;
  const people = { href: organisationAddress(organisationId, 'people'), text: t('people.page.heading') };
  const organisationName = await findWorkplaceName(database, membership);
  return mailPageView({
    organisationId, language, isSending: services.mail !== undefined, formKey: randomUUID,
    breadcrumbs: organisationBreadcrumbs({ organisationId, organisationName, between: [people], title: t('outbox.page.title'), language }),
    notices: doneNotices(url, { again: 'outbox.done.again' }, language),
    messages: await listMessages(database, membership, { limit: mostShown, now: now.toISOString() }),
  });
}

/** Begins anew with an e-mail that was given up. */
export async function answerMailForm(desk: OrganisationDesk, form: FormFields): Promise<{ page: MailPageView; status: 409 }> {
  await carryOut(desk, form, (change) => sendAgain(change, form.text('message')));
  const page = await mailPage(desk);
  return { page: { ...page, notices: [{ tone: 'warning', text: translator(desk.language)('outbox.again.gone') }, ...page.notices] }, status: 409 };
}

async function sendAgain(change: Change, id: string): Promise<{ location: string } | { refused: 'gone' }> {
  const { trx, membership, now } = change;
  if (!await reviveMessage(trx, membership, { id, now })) return { refused: 'gone' };
  // Not to whom: that is on the page as long as they are on record, and the trail is for good.
  await recordAudit(change, { action: 'mail.sent_again', subject: { kind: 'mail', id }, facts: {} });
  return { location: `${organisationAddress(membership.organisationId, 'mail')}?done=again` };
}
