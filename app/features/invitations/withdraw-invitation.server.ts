import type { Change } from '#app/features/audit/change.server.ts';
import { recordAudit } from '#app/features/audit/record-audit.server.ts';
import { dropMessagesAbout } from '#app/features/outbox/outbox.repository.server.ts';
import { eraseAccountIfForgotten } from '#app/features/personal-data/erase-forgotten.server.ts';
import { organisationAddress } from '#app/features/shell/addresses.ts';
import { findInvitation, listInvitations, updateWithdrawn } from './invitations.repository.server.ts';

/**
 * Takes an invitation back: its link is dead, and an e-mail not sent yet is not sent. One that is used or gone already is left alone.
 * It may have been all that kept the account of somebody whom other organisations have erased.
 */
export async function withdrawInvitation(change: Change, id: string): Promise<{ readonly location: string }> {
  const { trx, membership } = change;
  const people = organisationAddress(membership.organisationId, 'people');
  const invitation = await findInvitation(trx, membership, id);
  if (invitation === undefined) return { location: people };
  await withdraw(change, id);
  await eraseAccountIfForgotten(change.trx, { email: invitation.email, now: change.now });
  await recordAudit(change, {
    action: 'invitation.withdrawn', subject: { kind: 'invitation', id },
    ...(invitation.programme === undefined ? {} : { programmeId: invitation.programme.id }),
  });
  return { location: `${people}?done=withdrawn` };
}

/** Takes every invitation to an address back, as part of a change that tells of it. @returns how many there were. */
export async function withdrawInvitationsTo(change: Change, email: string): Promise<number> {
  const { trx, membership } = change;
  const theirs = (await listInvitations(trx, membership)).filter((invitation) => invitation.email === email);
  for (const { id } of theirs) await withdraw(change, id);
  return theirs.length;
}

async function withdraw({ trx, membership, now }: Change, id: string): Promise<void> {
  await updateWithdrawn(trx, membership, { id, now });
  await dropMessagesAbout(trx, membership, { aboutId: id, now });
}
