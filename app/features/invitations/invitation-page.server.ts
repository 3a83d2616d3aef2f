import { randomUUID } from 'node:crypto';
import type { DefinitionView } from '#app/components/definition-list.tsx';
import { DomainError } from '#app/domain/errors.ts';
import { organisationBreadcrumbs } from '#app/features/organisations/organisation-frame-view.ts';
import { findMessagesAbout } from '#app/features/outbox/outbox.repository.server.ts';
import { messageState } from '#app/features/outbox/message-state-view.ts';
import { organisationAddress } from '#app/features/shell/addresses.ts';
import { findWorkplaceName } from '#app/features/users/memberships.repository.server.ts';
import { carryOut, carryOutOnce } from '#app/guard/carry-out.server.ts';
import type { OrganisationDesk } from '#app/guard/desk.server.ts';
import type { FormFields } from '#app/http/form-fields.ts';
import { sendTo } from '#app/http/send-to.ts';
import { formatDay, formatMoment } from '#app/i18n/format.ts';
import { translator } from '#app/i18n/translate.ts';
import { isAccessOver, type Invitation } from './invitation.ts';
import { linkPageOf, type InvitePageView } from './invite-page.server.ts';
import { renewInvitation } from './invite-person.server.ts';
import { findInvitation } from './invitations.repository.server.ts';
import { linkDelivery } from './link-delivery.server.ts';
import { withdrawInvitation } from './withdraw-invitation.server.ts';

/** One who is asked in and has not come yet: what they were asked, and to ask again or take it back. */
export async function invitationPage(desk: OrganisationDesk): Promise<InvitePageView> {
  const { database, membership, language, services } = desk;
  const t = translator(language);
  const { organisationId } = membership;
  const invitation = await invitationAt(desk);
  const people = { href: organisationAddress(organisationId, 'people'), text: t('people.page.heading') };
  const title = t('invitation.page.title', { name: invitation.name });
  const isOver = isAccessOver(invitation, desk.today);
  const withdraw = t('invitation.page.withdraw');
  const organisationName = await findWorkplaceName(database, membership);
  return { title, invited: {
    title, notices: isOver ? [{ tone: 'warning', heading: t('invitation.page.over'), text: t('invitation.page.over.text') }] : [], table: undefined,
    breadcrumbs: organisationBreadcrumbs({ organisationId, organisationName, between: [people], title, language }),
    heading: { title, lead: isOver ? undefined : t('invitation.page.lead') },
    facts: await factsOf(desk, invitation),
    form: {
      groups: [],
      card: {
        cancel: { ...people, text: t('form.cancel') },
        ...(isOver ? { hidden: { form_key: randomUUID(), act: 'withdraw' }, submit: withdraw } : {
          hidden: { form_key: randomUUID() }, submit: t(services.mail === undefined ? 'invitation.page.newLink' : 'invitation.page.sendAgain'),
          otherSubmits: [{ name: 'act', value: 'withdraw', text: withdraw }],
        }),
      },
    },
  } };
}

/** Sends it again under another link, or takes it back. */
export async function answerInvitationForm(desk: OrganisationDesk, form: FormFields): Promise<{ page: InvitePageView; status: 200 | 409 }> {
  const { id, name } = await invitationAt(desk);
  if (form.text('act') === 'withdraw') await carryOut(desk, form, (change) => withdrawInvitation(change, id));
  const { delivery, shown } = linkDelivery(desk);
  const outcome = await carryOutOnce(desk, form, (change) => renewInvitation(change, id, delivery));
  if ('refused' in outcome) return { page: await invitationPage(desk), status: 409 };
  const link = shown();
  if (link === undefined) throw sendTo(outcome.location);
  return { page: await linkPageOf(desk, { link, name }), status: 200 };
}

async function invitationAt({ database, membership, params }: OrganisationDesk): Promise<Invitation> {
  const invitation = await findInvitation(database, membership, params['invitation'] ?? '');
  if (invitation === undefined) throw new DomainError('not_found', 'No such invitation');
  return invitation;
}

async function factsOf(desk: OrganisationDesk, invitation: Invitation): Promise<DefinitionView[]> {
  const { database, membership, language, now, today } = desk;
  const t = translator(language);
  const { id, email, role, programme, accessEndsOn, invitedBy, createdAt, expiresAt } = invitation;
  const sent = (await findMessagesAbout(database, membership, { aboutIds: [id], now: now.toISOString() })).get(id);
  const moment = (instant: string) => formatMoment(new Date(instant), language);
  const hasRunOut = expiresAt <= now.toISOString() && !isAccessOver(invitation, today);
  return [
    { label: t('people.email'), value: email },
    { label: t('people.page.role'), value: t(`people.role.${role}`) },
    ...(programme === undefined ? [] : [{ label: t('invitation.page.programme'), value: programme.name }]),
    ...(accessEndsOn === undefined ? [] : [{ label: t('people.page.until'), value: formatDay(accessEndsOn, language) }]),
    { label: t('invitation.page.by'), value: t('invitation.page.byAt', { name: invitedBy.name, moment: moment(createdAt) }) },
    { label: t('invitation.page.goodUntil'), value: moment(expiresAt), detail: hasRunOut ? t('invitation.page.expired') : undefined },
    ...(sent === undefined ? [] : [{ label: t('invitation.page.mail'), value: messageState(sent, language).status.text, detail: messageState(sent, language).detail }]),
  ];
}
