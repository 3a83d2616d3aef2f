import { randomUUID } from 'node:crypto';
import type { Kysely, Transaction } from 'kysely';
import { inOrganisation } from '#db/in-organisation.ts';
import type { Database } from '#db/schema.ts';
import type { Membership } from '#app/domain/membership.ts';
import type { Language } from '#app/domain/programme.ts';
import { lockOrganisation } from '#app/features/audit/change.server.ts';
import { recordAudit } from '#app/features/audit/record-audit.server.ts';
import { findConsultantOf, tieConsultant } from '#app/features/consultants/consultant-people.repository.server.ts';
import { listProgrammeConsultants } from '#app/features/consultants/consultants.repository.server.ts';
import { insertConsultants, linkConsultants } from '#app/features/consultants/write-consultants.repository.server.ts';
import { touchProgramme } from '#app/features/programmes/programmes.repository.server.ts';
import type { Identity } from '#app/features/identities/identity.ts';
import { linkNewcomer } from '#app/features/identities/link-identity.server.ts';
import { letPersonIn } from '#app/features/users/add-person.server.ts';
import { findMembership } from '#app/features/users/memberships.repository.server.ts';
import { renewSession } from '#app/features/users/sessions.repository.server.ts';
import { findAccount } from '#app/features/users/users.repository.server.ts';
import { dayInNorway } from '#app/i18n/format.ts';
import { invitationByLink } from './invitation-by-link.server.ts';
import type { AcceptRefusal, InvitationByLink } from './invitation.ts';
import { findInvitationByLink, takeInvitation } from './invitations.repository.server.ts';

/** Who accepts: somebody signed in, or somebody new who has chosen a name and a password or signed in at another place. */
export type Accepting
  = | { readonly userId: string; readonly sessionHash?: string | undefined }
    | { readonly name: string; readonly passwordHash: string }
    | { readonly identity: Identity };

export interface Acceptance {
  readonly tokenHash: string;
  readonly by: Accepting;
  /** What somebody new has asked their browser for; theirs is the invitation's where they have not. */
  readonly language?: Language | undefined;
  readonly now: string;
  readonly requestId: string;
}

export interface Accepted {
  readonly organisationId: string;
  readonly userId: string;
  readonly programmeId: string | undefined;
  /** Of the session of one who was signed in, where that goes on under another id: their sessions elsewhere have ended. */
  readonly secret: string | undefined;
}

/**
 * Accepts an invitation: the person is let in as it says, a consultant becomes the one of the organisation's consultants it names
 * or a new one, and the link is used up. All or nothing, and once, however many try at the same time. Throws IdentityFault when the
 * identity somebody new signed in with is another's.
 */
export async function acceptInvitation(
  db: Kysely<Database>, acceptance: Acceptance,
): Promise<Accepted | { readonly refused: AcceptRefusal }> {
  const { tokenHash, now } = acceptance;
  const found = await invitationByLink(db, { tokenHash, now });
  if (found === undefined) return { refused: 'dead' };
  const { organisationId } = found;
  return inOrganisation(db, organisationId).transaction().execute(async (trx) => {
    await lockOrganisation(trx, organisationId);
    const invitation = await findInvitationByLink(trx, { organisationId, tokenHash, now });
    if (invitation === undefined) return { refused: 'dead' };
    return accept(trx, invitation, acceptance);
  });
}

async function accept(
  trx: Transaction<Database>, invitation: InvitationByLink, { by, language = invitation.language, tokenHash, now, requestId }: Acceptance,
): Promise<Accepted | { readonly refused: AcceptRefusal }> {
  const { email, role, organisationId, programme, accessEndsOn } = invitation;
  const account = await findAccount(trx, email);
  // The link alone never opens an account that is there: it may have been read on its way.
  if ('userId' in by ? account?.userId !== by.userId : account !== undefined) return { refused: 'sign_in' };
  const [name, passwordHash] = 'name' in by ? [by.name, by.passwordHash] : [invitation.name, undefined];
  const letIn = await letPersonIn(trx, {
    email, name, role, organisationId, programme, accessEndsOn, passwordHash, signsInElsewhere: 'identity' in by, language,
    ownSession: 'userId' in by ? by.sessionHash : undefined, actorName: name, now, requestId,
  });
  if ('refused' in letIn) return letIn;
  const { membership } = letIn;
  if ('identity' in by) await linkNewcomer(trx, by.identity, { userId: membership.userId, now: new Date(now) });
  if (!await takeInvitation(trx, membership, { tokenHash, now })) throw new Error('An invitation was used under a lock');
  const becoming = programme && { programmeId: programme.id, consultantId: invitation.consultantId, personName: letIn.name, now };
  const consultant = becoming === undefined ? null : await becomeConsultant(trx, membership, becoming);
  await recordAudit({ trx, membership, actorName: letIn.name, now, requestId }, {
    action: 'invitation.accepted', subject: { kind: 'person', id: membership.userId },
    facts: { name: letIn.name, role, programme: programme?.name ?? null, consultant, endsOn: accessEndsOn ?? null },
    ...(programme === undefined ? {} : { programmeId: programme.id }),
  });
  const isOtherNow = letIn.hasChangedRole && 'userId' in by && by.sessionHash !== undefined;
  const secret = isOtherNow ? await renewSession(trx, by.sessionHash) : undefined;
  return { organisationId, userId: membership.userId, programmeId: programme?.id, secret };
}

interface Becoming {
  readonly programmeId: string;
  readonly consultantId: string | undefined;
  readonly personName: string;
  readonly now: string;
}

/** The person is one consultant in the organisation: the one they are already, else the one they were invited as, else a new one. */
async function becomeConsultant(
  trx: Transaction<Database>, membership: Membership, { programmeId, consultantId, personName, now }: Becoming,
): Promise<string> {
  const id = await findConsultantOf(trx, membership) ?? await tiedTo(trx, membership, { consultantId, personName });
  // What the membership said of them is from before they were this consultant.
  const own = await findMembership(trx, membership, dayInNorway(new Date(now))) ?? membership;
  const there = () => listProgrammeConsultants(trx, own, programmeId);
  if (!(await there()).some(({ consultant }) => consultant.id === id)) {
    await linkConsultants(trx, membership, { programmeId, roles: [{ consultantId: id, role: 'process_supervisor' }] });
    await touchProgramme(trx, membership, programmeId);
  }
  return (await there()).find(({ consultant }) => consultant.id === id)?.consultant.name ?? personName;
}

async function tiedTo(
  trx: Transaction<Database>, membership: Membership, { consultantId, personName }: Pick<Becoming, 'consultantId' | 'personName'>,
): Promise<string> {
  if (consultantId !== undefined && await tieConsultant(trx, membership, consultantId)) return consultantId;
  const id = randomUUID();
  await insertConsultants(trx, membership, [{ id, name: personName, company: undefined }]);
  await tieConsultant(trx, membership, id);
  return id;
}
