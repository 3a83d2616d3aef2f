import type { CalendarDate } from '#app/domain/calendar-date.ts';
import { DomainError } from '#app/domain/errors.ts';
import type { Role } from '#app/domain/permissions.ts';
import type { Change } from '#app/features/audit/change.server.ts';
import { recordAudit } from '#app/features/audit/record-audit.server.ts';
import { endTokensOf } from '#app/features/api-tokens/save-token.server.ts';
import { withdrawInvitationsTo } from '#app/features/invitations/withdraw-invitation.server.ts';
import { organisationAddress } from '#app/features/shell/addresses.ts';
import { dayInNorway } from '#app/i18n/format.ts';
import { deleteProgrammeMember, endMembership, updateProgrammeEnd, updateRole } from './access.repository.server.ts';
import { isLastOpenProgramme, type Member } from './member.ts';
import { listMembers } from './memberships.repository.server.ts';
import { deleteSessionsOf } from './sessions.repository.server.ts';

/** Somebody has to be able to let people in. */
type AccessRefusal = 'last_administrator';
type Outcome = { readonly location: string } | { readonly refused: AccessRefusal };

/**
 * Ends a person's access to the organisation, or a consultant's to one of its programmes; with the last programme all of it ends.
 * It holds from their next request on. Invitations they have not used are withdrawn along with it, and the keys they made for other
 * systems end, unless those are to stay.
 */
export async function endAccess(
  change: Change, { userId, programmeId, keepsKeys = false }: { userId: string; programmeId?: string | undefined; keepsKeys?: boolean },
): Promise<Outcome> {
  const { trx, membership, now } = change;
  const members = await listMembers(trx, membership);
  const member = memberIn(members, userId);
  const programme = programmeId === undefined ? undefined : programmeOf(member, programmeId);
  if (isLastAdministrator(members, member)) return { refused: 'last_administrator' };
  const people = organisationAddress(membership.organisationId, 'people');
  if (programme !== undefined && !isLastOpenProgramme(member, programmeId, dayInNorway(new Date(now)))) {
    await deleteProgrammeMember(trx, membership, { userId, programmeId: programme.id });
    await recordAudit(change, {
      action: 'person.programme_ended', subject: { kind: 'person', id: userId }, programmeId: programme.id,
      facts: { name: member.name, programme: programme.name },
    });
    return { location: `${people}/${userId}?done=programme-ended` };
  }
  await endMembership(trx, membership, { userId, at: now });
  if (!keepsKeys) await endTokensOf(change, userId);
  const withdrawn = await withdrawInvitationsTo(change, member.email);
  await recordAudit(change, {
    action: 'person.ended', subject: { kind: 'person', id: userId }, facts: { name: member.name, role: member.role, invitations: withdrawn },
  });
  // One who ended their own access has no page here any more.
  return { location: userId === membership.userId ? '/' : `${people}?done=ended` };
}

/**
 * Gives a member another role. A consultant reaches programmes, others the organisation: those are ended and invited anew. The keys
 * an administrator made end with that role, unless they are to stay.
 */
export async function changeRole(
  change: Change, { userId, role, keepsKeys = false }: { userId: string; role: Role; keepsKeys?: boolean },
): Promise<Outcome> {
  const { trx, membership } = change;
  const members = await listMembers(trx, membership);
  const member = memberIn(members, userId);
  if (member.role === 'consultant' || role === 'consultant') throw new DomainError('invalid', 'A consultant has no other role');
  const location = `${organisationAddress(membership.organisationId, `people/${userId}`)}?done=role`;
  if (member.role === role) return { location };
  if (isLastAdministrator(members, member)) return { refused: 'last_administrator' };
  await updateRole(trx, membership, { userId, role });
  // What was opened in the old role is not carried into the new.
  await deleteSessionsOf(trx, userId);
  if (!keepsKeys) await endTokensOf(change, userId);
  await recordAudit(change, {
    action: 'person.role_changed', subject: { kind: 'person', id: userId }, facts: { name: member.name, role: { from: member.role, to: role } },
  });
  return { location: userId === membership.userId ? '/' : location };
}

/** Keeps a programme open to a consultant until another day. */
export async function changeProgrammeEnd(
  change: Change, { userId, programmeId, endsOn }: { userId: string; programmeId: string; endsOn: CalendarDate },
): Promise<{ readonly location: string }> {
  const { trx, membership } = change;
  const member = memberIn(await listMembers(trx, membership), userId);
  const programme = programmeOf(member, programmeId);
  await updateProgrammeEnd(trx, membership, { userId, programmeId, endsOn });
  await recordAudit(change, {
    action: 'person.programme_extended', subject: { kind: 'person', id: userId }, programmeId,
    facts: { name: member.name, programme: programme.name, endsOn: { from: programme.endsOn ?? null, to: endsOn } },
  });
  return { location: `${organisationAddress(membership.organisationId, `people/${userId}`)}?done=extended` };
}

/** True for the only one left who can let people in. */
export function isLastAdministrator(members: readonly Member[], { userId, role }: Pick<Member, 'userId' | 'role'>): boolean {
  return role === 'administrator' && members.every((other) => other.role !== 'administrator' || other.userId === userId);
}

function memberIn(members: readonly Member[], userId: string): Member {
  const member = members.find((each) => each.userId === userId);
  if (member === undefined) throw new DomainError('not_found', `No member ${userId}`);
  return member;
}

function programmeOf(member: Member, programmeId: string): Member['programmes'][number] {
  const programme = member.programmes.find(({ id }) => id === programmeId);
  if (programme === undefined) throw new DomainError('not_found', `No programme ${programmeId} of the member`);
  return programme;
}
