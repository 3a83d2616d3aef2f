import { randomUUID } from 'node:crypto';
import { DomainError } from '#app/domain/errors.ts';
import type { Change } from '#app/features/audit/change.server.ts';
import { recordAudit } from '#app/features/audit/record-audit.server.ts';
import { findConsultantUser } from '#app/features/consultants/consultant-people.repository.server.ts';
import { dropMessagesAbout } from '#app/features/outbox/outbox.repository.server.ts';
import { queueMessage, type Mail } from '#app/features/outbox/queue-message.server.ts';
import { getProgrammeRow } from '#app/features/programmes/programmes.repository.server.ts';
import { invitationAddress, organisationAddress } from '#app/features/shell/addresses.ts';
import { refusalOf } from '#app/features/users/add-person.server.ts';
import { findMembership, findWorkplaceName } from '#app/features/users/memberships.repository.server.ts';
import { accountName, findAccount, findLanguageAt, isAccountClosed } from '#app/features/users/users.repository.server.ts';
import { dayInNorway } from '#app/i18n/format.ts';
import { invitationMail } from './invitation-mail.ts';
import { isAccessOver, type Invitation } from './invitation.ts';
import { invitationExpiry, invitationTokenHash, newInvitationToken } from './invitation-token.server.ts';
import { findInvitation, insertInvitation, listInvitations, updateInvitationLink } from './invitations.repository.server.ts';

/** What an invitation is to say. */
export type InvitationWish = Pick<Invitation, 'email' | 'name' | 'role' | 'language' | 'consultantId' | 'accessEndsOn'> & {
  readonly programmeId: string | undefined;
};

/** How the link gets to the person: by e-mail where that is sent, else it is shown to the one who asks. */
export interface LinkDelivery {
  readonly mail: Mail | undefined;
  /** What the link begins with. */
  readonly origin: string;
  /** Who asks, as the person may write to them. */
  readonly inviterEmail: string;
  /** Given the link where no e-mail is sent, once. */
  readonly show: (link: string) => void;
}

export type InviteRefusal
  = | { readonly code: 'account_closed' }
    /** They have come already; where they are found. */
    | { readonly code: 'has_access' | 'has_other_role'; readonly userId: string }
    | { readonly code: 'already_invited'; readonly invitationId: string }
    /** Somebody else signs in as that consultant, or this person as another one. */
    | { readonly code: 'consultant_taken' };

type Outcome = { readonly location: string } | { readonly refused: InviteRefusal };

/**
 * Asks somebody in: one link, good once, for that address, for 72 hours or as long as the access. The trail names nobody who may never
 * come; it is told with the name in the invitation, while that is there.
 */
export async function invitePerson(change: Change, wish: InvitationWish, delivery: LinkDelivery): Promise<Outcome> {
  const { trx, membership, now } = change;
  const email = accountName(wish.email);
  const programme = wish.programmeId === undefined ? undefined : (await getProgrammeRow(trx, membership, wish.programmeId));
  const invited = { ...wish, email, programme: programme === undefined ? undefined : { id: programme.id, name: programme.facts.name } };
  const refused = await refusalFor(change, invited);
  if (refused !== undefined) return { refused };
  const token = newInvitationToken();
  const id = randomUUID();
  const expiresAt = invitationExpiry(now, wish.accessEndsOn);
  await insertInvitation(trx, membership, { ...invited, id, tokenHash: invitationTokenHash(token), now, expiresAt });
  await recordAudit(change, {
    action: 'invitation.sent', subject: { kind: 'invitation', id },
    facts: { role: wish.role, programme: invited.programme?.name ?? null, endsOn: wish.accessEndsOn ?? null },
    ...(wish.programmeId === undefined ? {} : { programmeId: wish.programmeId }),
  });
  await deliver(change, { ...invited, id, expiresAt, token }, delivery);
  return { location: `${organisationAddress(membership.organisationId, 'people')}?done=invited` };
}

/**
 * Gives an invitation another link, good as long again; the one before is dead, and its e-mail is not sent any more. Not one whose
 * last day of access is over: nobody could accept it.
 */
export async function renewInvitation(
  change: Change, id: string, delivery: LinkDelivery,
): Promise<{ readonly location: string } | { readonly refused: 'access_over' }> {
  const { trx, membership, now } = change;
  const invitation = await findInvitation(trx, membership, id);
  if (invitation === undefined) throw new DomainError('conflict', 'The invitation is used or withdrawn');
  if (isAccessOver(invitation, dayInNorway(new Date(now)))) return { refused: 'access_over' };
  const token = newInvitationToken();
  const expiresAt = invitationExpiry(now, invitation.accessEndsOn);
  await updateInvitationLink(trx, membership, { id, tokenHash: invitationTokenHash(token), expiresAt });
  await dropMessagesAbout(trx, membership, { aboutId: id, now });
  await recordAudit(change, {
    action: 'invitation.renewed', subject: { kind: 'invitation', id },
    ...(invitation.programme === undefined ? {} : { programmeId: invitation.programme.id }),
  });
  await deliver(change, { ...invitation, expiresAt, token }, delivery);
  return { location: `${organisationAddress(membership.organisationId, 'people')}?done=renewed` };
}

type Invited = InvitationWish & Pick<Invitation, 'programme'>;

async function refusalFor(
  { trx, membership, now }: Change, { email, role, programme, consultantId }: Invited,
): Promise<InviteRefusal | undefined> {
  const { organisationId } = membership;
  if (await isAccountClosed(trx, email)) return { code: 'account_closed' };
  const account = await findAccount(trx, email);
  const current = account && await findMembership(trx, { userId: account.userId, organisationId }, dayInNorway(new Date(now)));
  const code = refusalOf(current, { role, programme });
  if (code !== undefined && account !== undefined) return { code, userId: account.userId };
  const earlier = (await listInvitations(trx, membership)).find((invitation) => invitation.email === email
    && !(role === 'consultant' && invitation.role === 'consultant' && invitation.programme?.id !== programme?.id));
  if (earlier !== undefined) return { code: 'already_invited', invitationId: earlier.id };
  const takenBy = consultantId === undefined ? undefined : await findConsultantUser(trx, membership, consultantId);
  return takenBy === undefined || takenBy === account?.userId ? undefined : { code: 'consultant_taken' };
}

type Deliverable = Pick<Invitation, 'id' | 'email' | 'name' | 'role' | 'language' | 'programme' | 'accessEndsOn' | 'expiresAt'> & { readonly token: string };

/** An e-mail to one who has an account is in the account's language, whatever the one who asks would have chosen. */
async function deliver({ trx, membership, actorName, now }: Change, invitation: Deliverable, delivery: LinkDelivery): Promise<void> {
  const { id, email, expiresAt } = invitation;
  if (delivery.mail === undefined) {
    // Not by the account's language: the one who asks is not told whether there is an account.
    delivery.show(`${delivery.origin}${invitationAddress(invitation.token, invitation.language)}`);
    return;
  }
  const language = await findLanguageAt(trx, email) ?? invitation.language;
  const letter = {
    ...invitation, link: `${delivery.origin}${invitationAddress(invitation.token)}`, organisationName: await findWorkplaceName(trx, membership),
    invitedBy: { name: actorName, email: delivery.inviterEmail },
  };
  await queueMessage(trx, delivery.mail, {
    kind: 'invitation', organisationId: membership.organisationId, aboutId: id, recipient: email, language, now, expiresAt,
    mail: invitationMail(letter, language),
  });
}
