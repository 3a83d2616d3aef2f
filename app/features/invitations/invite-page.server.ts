import { randomUUID } from 'node:crypto';
import type { NoticeView } from '#app/components/notice.tsx';
import type { Language } from '#app/domain/programme.ts';
import { listFreeConsultants } from '#app/features/consultants/consultant-people.repository.server.ts';
import { organisationBreadcrumbs } from '#app/features/organisations/organisation-frame-view.ts';
import { getOrganisation } from '#app/features/organisations/organisations.repository.server.ts';
import { listProgrammes } from '#app/features/programmes/programmes.repository.server.ts';
import { organisationAddress } from '#app/features/shell/addresses.ts';
import { pageForm, type FormPageView } from '#app/features/shell/form-page-view.ts';
import type { FieldFaults, Typed } from '#app/features/shell/form-reading.ts';
import type { PersonView } from '#app/features/users/person-view.ts';
import { carryOutOnce } from '#app/guard/carry-out.server.ts';
import type { OrganisationDesk } from '#app/guard/desk.server.ts';
import type { FormFields } from '#app/http/form-fields.ts';
import { sendTo } from '#app/http/send-to.ts';
import { translator } from '#app/i18n/translate.ts';
import { inviteFields, readInviteForm, type InviteChoices, type InviteField } from './invite-form.ts';
import { inviteGroups } from './invite-view.ts';
import { invitePerson, type InviteRefusal } from './invite-person.server.ts';
import { linkDelivery } from './link-delivery.server.ts';
import { linkPageView, type LinkPageView } from './link-page-view.ts';

/** The form, an invitation that waits, or the link that is shown once where no e-mail is sent. */
export type InvitePageView = { readonly title: string } & (
  { readonly form: FormPageView } | { readonly invited: PersonView } | { readonly link: LinkPageView });

interface Shown {
  readonly typed: Typed<InviteField>;
  readonly faults: FieldFaults<InviteField>;
  readonly notices: readonly NoticeView[];
}

/** Asks somebody in. */
export async function invitePage(desk: OrganisationDesk): Promise<InvitePageView> {
  const { organisation } = await getOrganisation(desk.database, desk.membership);
  const typed = { name: '', email: '', role: '', language: organisation.language, programme: '', consultant: '', endsOn: '' };
  return formOf(desk, await choicesOf(desk), { typed, faults: {}, notices: [] });
}

export async function answerInviteForm(
  desk: OrganisationDesk, form: FormFields,
): Promise<{ page: InvitePageView; status: 200 | 409 | 422 }> {
  const { today } = desk;
  const typed = form.typed(inviteFields);
  const choices = await choicesOf(desk);
  const reading = readInviteForm(typed, { ...choices, today });
  if ('faults' in reading) return { page: await formOf(desk, choices, { typed, faults: reading.faults, notices: [] }), status: 422 };
  const { delivery, shown } = linkDelivery(desk);
  const outcome = await carryOutOnce(desk, form, (change) => invitePerson(change, reading.wish, delivery));
  if ('refused' in outcome) {
    const notices = [refusalNotice(outcome.refused, { ...desk, email: reading.wish.email })];
    return { page: await formOf(desk, choices, { typed, faults: {}, notices }), status: 409 };
  }
  const link = shown();
  if (link === undefined) throw sendTo(outcome.location);
  return { page: await linkPageOf(desk, { link, name: reading.wish.name }), status: 200 };
}

async function choicesOf({ database, membership }: OrganisationDesk): Promise<InviteChoices> {
  const programmes = await listProgrammes(database, membership);
  return {
    programmes: programmes.map(({ id, facts: { name, endsOn } }) => ({ id, name, endsOn })),
    consultants: await listFreeConsultants(database, membership),
  };
}

async function formOf(desk: OrganisationDesk, choices: InviteChoices, { typed, faults, notices }: Shown): Promise<InvitePageView> {
  const { language, services } = desk;
  const t = translator(language);
  const { title, breadcrumbs, people } = await frameOf(desk);
  const hidden = { form_key: randomUUID() };
  const card = {
    hidden, submit: t(services.mail === undefined ? 'invitation.form.makeLink' : 'invitation.form.send'), cancel: { ...people, text: t('form.cancel') },
    ...(notices.length > 0 ? { isUnsaved: true } : {}),
  };
  const noProgramme: NoticeView = { tone: 'info', heading: t('invitation.form.noProgrammes'), text: t('invitation.form.noProgrammes.text') };
  return { title, form: {
    title, breadcrumbs, navs: [], notices: choices.programmes.length === 0 ? [...notices, noProgramme] : notices,
    heading: { title, lead: t(services.mail === undefined ? 'invitation.form.lead.link' : 'invitation.form.lead.mail') },
    form: pageForm(inviteGroups({ typed, faults, language }, choices), card, language),
  } };
}

async function frameOf({ database, membership, language }: OrganisationDesk) {
  const t = translator(language);
  const { organisationId } = membership;
  const { organisation } = await getOrganisation(database, membership);
  const people = { href: organisationAddress(organisationId, 'people'), text: t('people.page.heading') };
  const title = t('invitation.form.title');
  const breadcrumbs = organisationBreadcrumbs({ organisationId, organisationName: organisation.name, between: [people], title, language });
  return { title, people, breadcrumbs };
}

/** The page that shows a link once, also that of an invitation sent again. */
export async function linkPageOf(desk: OrganisationDesk, { link, name }: { link: string; name: string }): Promise<InvitePageView> {
  const { breadcrumbs, people } = await frameOf(desk);
  const view = linkPageView({ link, name, breadcrumbs, people, language: desk.language });
  return { title: view.title, link: view };
}

interface RefusedFor extends Pick<OrganisationDesk, 'membership'> {
  readonly email: string;
  readonly language: Language;
}

/** Why nobody was asked in, and where to go on. */
function refusalNotice(refused: InviteRefusal, { membership, email, language }: RefusedFor): NoticeView {
  const t = translator(language);
  const people = organisationAddress(membership.organisationId, 'people');
  const heading = t('invitation.refused');
  const text = t(`invitation.refused.${refused.code}`, { email });
  if ('userId' in refused) return { tone: 'warning', heading, text, link: { href: `${people}/${refused.userId}`, text: t('invitation.refused.toPerson') } };
  if ('invitationId' in refused) {
    return { tone: 'warning', heading, text, link: { href: `${people}/invitations/${refused.invitationId}`, text: t('invitation.refused.toInvitation') } };
  }
  return { tone: 'warning', heading, text };
}
