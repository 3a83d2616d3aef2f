import { acceptFields, readAcceptForm } from './accept-form.ts';
import { identityFaults } from '#app/features/identities/identity.ts';
import { deleteSession, insertSession } from '#app/features/users/sessions.repository.server.ts';
import { hashPassword } from '#app/features/users/passwords.server.ts';
import { accountName, findAccount } from '#app/features/users/users.repository.server.ts';
import { invitationAddress, organisationAddress, programmeAddress } from '#app/features/shell/addresses.ts';
import type { OpenDesk } from '#app/guard/desk.server.ts';
import { askedLanguage } from '#app/http/chosen-language.ts';
import type { FormFields } from '#app/http/form-fields.ts';
import { sendTo } from '#app/http/send-to.ts';
import { sessionCookie } from '#app/http/session-cookie.ts';
import { acceptInvitation, type Accepted, type Accepting } from './accept-invitation.server.ts';
import { justAccepted } from './accepted-notice.ts';
import { acceptView, deadLinkView, type AcceptView, type Looker } from './accept-view.ts';
import { invitationByLink } from './invitation-by-link.server.ts';
import { invitationTokenHash } from './invitation-token.server.ts';
import type { AcceptRefusal, InvitationByLink } from './invitation.ts';

interface Answer {
  readonly page: AcceptView;
  readonly status: 200 | 404 | 409 | 422;
}

/** What a link leads to. Looking at it changes nothing: mail programs follow links by themselves. */
export async function acceptPage(desk: OpenDesk): Promise<Answer> {
  const invitation = await invitationAt(desk);
  if (invitation === undefined) return dead(desk);
  const came = desk.url.searchParams.get('fault');
  return { page: acceptView({
    ...parts(desk, invitation), looker: await lookerAt(desk, invitation),
    refused: came === 'account_closed' ? came : undefined, identityFault: identityFaults.find((code) => code === came),
  }), status: 200 };
}

/** Accepts: somebody signed in by a press, somebody new with a name and a password. Or signs out whoever is signed in as another. */
export async function answerAcceptForm(desk: OpenDesk, form: FormFields): Promise<Answer> {
  const { user, request } = desk;
  if (form.text('act') === 'leave') {
    if (user !== undefined) await deleteSession(desk.database, user.sessionHash);
    throw sendTo(invitationAddress(tokenIn(desk), (await invitationAt(desk))?.language), sessionCookie(request, undefined));
  }
  const invitation = await invitationAt(desk);
  if (invitation === undefined) return dead(desk);
  const looker = await lookerAt(desk, invitation);
  switch (looker.is) {
    case 'known': case 'other': return { page: acceptView({ ...parts(desk, invitation), looker }), status: 409 };
    case 'invited': return accept(desk, invitation, { userId: user?.userId ?? '', sessionHash: user?.sessionHash });
    case 'new': return acceptAsNew(desk, invitation, form);
  }
}

async function acceptAsNew(desk: OpenDesk, invitation: InvitationByLink, form: FormFields): Promise<Answer> {
  const typed = form.typed(acceptFields);
  const reading = readAcceptForm(typed, { email: invitation.email, organisationName: invitation.organisationName, today: desk.today });
  if ('faults' in reading) {
    const looker = { is: 'new', name: typed.name, faults: reading.faults } as const;
    return { page: acceptView({ ...parts(desk, invitation), looker }), status: 422 };
  }
  return accept(desk, invitation, { name: reading.name, passwordHash: await hashPassword(reading.password) });
}

async function accept(desk: OpenDesk, invitation: InvitationByLink, by: Accepting): Promise<Answer> {
  const { database, now, requestId, request } = desk;
  const done = await acceptInvitation(database, {
    tokenHash: invitationTokenHash(tokenIn(desk)), by, language: askedLanguage(request), now: now.toISOString(), requestId,
  });
  if ('refused' in done) return answerRefusal(desk, invitation, done.refused);
  // Somebody new is signed in by it: they chose the password a moment ago.
  const secret = 'userId' in by ? done.secret : await insertSession(database, done.userId, now);
  throw sendTo(placeOf(done), ...(secret === undefined ? [] : [sessionCookie(request, secret)]));
}

async function answerRefusal(desk: OpenDesk, invitation: InvitationByLink, refused: AcceptRefusal): Promise<Answer> {
  if (refused === 'dead') return dead(desk);
  const looker = await lookerAt(desk, invitation);
  return { page: acceptView({ ...parts(desk, invitation), looker, refused: refused === 'sign_in' ? undefined : refused }), status: 409 };
}

/** Where one who has come in begins, and is told that they have. */
export function placeOf({ organisationId, programmeId }: Pick<Accepted, 'organisationId' | 'programmeId'>): string {
  return `${programmeId === undefined ? organisationAddress(organisationId) : programmeAddress(organisationId, programmeId)}${justAccepted}`;
}

async function lookerAt({ database, user }: OpenDesk, { email, name }: InvitationByLink): Promise<Looker> {
  if (user !== undefined) return accountName(user.email) === email ? { is: 'invited' } : { is: 'other', email: user.email };
  return await findAccount(database, email) === undefined ? { is: 'new', name, faults: undefined } : { is: 'known' };
}

async function invitationAt(desk: OpenDesk): Promise<InvitationByLink | undefined> {
  return invitationByLink(desk.database, { tokenHash: invitationTokenHash(tokenIn(desk)), now: desk.now.toISOString() });
}

function parts(desk: OpenDesk, invitation: InvitationByLink) {
  return { token: tokenIn(desk), invitation, providerName: desk.services.identityProvider?.name, language: desk.language };
}

function tokenIn({ params }: OpenDesk): string {
  return params['token'] ?? '';
}

function dead({ language, user }: OpenDesk): Answer {
  return { page: deadLinkView(language, { isSignedIn: user !== undefined }), status: 404 };
}
