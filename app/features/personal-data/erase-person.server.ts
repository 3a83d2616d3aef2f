import type { CalendarDate } from '#app/domain/calendar-date.ts';
import { DomainError } from '#app/domain/errors.ts';
import type { Change } from '#app/features/audit/change.server.ts';
import { recordAudit } from '#app/features/audit/record-audit.server.ts';
import { eraseAccountIfForgotten } from './erase-forgotten.server.ts';
import { isErasable, type KeptPerson } from './kept-person.ts';
import { eraseConsultant, eraseInvited, eraseMembership, getRetentionYears, updateRetentionYears } from './kept-people.repository.server.ts';
import { loadPersonalData } from './personal-data.server.ts';

/** Something holds on to the person. */
export type EraseRefusal = 'kept';

interface ErasedPerson {
  readonly id: string;
  readonly erasedName: string;
  readonly today: CalendarDate;
}

/**
 * Takes a person off an organisation's record, where nothing keeps them there. What other organisations have of them is theirs; with
 * the last record, or the last invitation, the account itself goes. Throws DomainError `not_found` when there is no such person.
 */
export async function erasePerson(
  change: Change, { id, erasedName, today }: ErasedPerson,
): Promise<{ readonly refused: EraseRefusal } | undefined> {
  const { trx, membership } = change;
  const person = (await loadPersonalData(trx, membership, change.now)).people.find((each) => each.id === id);
  if (person === undefined) throw new DomainError('not_found', `No person ${id}`);
  if (!isErasable(person, today)) return { refused: 'kept' };
  await eraseFrom(change, person, erasedName);
  // The name that is gone does not stand here either.
  await recordAudit(change, { action: 'person.erased', subject: { kind: person.kind === 'consultant' ? 'consultant' : 'person', id } });
  return undefined;
}

async function eraseFrom({ trx, membership, now }: Change, { kind, id, email, consultantId }: KeptPerson, name: string): Promise<void> {
  if (consultantId !== undefined) await eraseConsultant(trx, membership, { id: consultantId, name, now });
  if (email !== undefined) await eraseInvited(trx, membership, { id, email, name, now });
  if (kind === 'member') await eraseMembership(trx, membership, { userId: id, now });
  if (email !== undefined) await eraseAccountIfForgotten(trx, { email, now });
}

/** Sets how long the organisation keeps what is done with. */
export async function saveRetention(change: Change, years: number): Promise<void> {
  const { trx, membership } = change;
  const from = await getRetentionYears(trx, membership);
  await updateRetentionYears(trx, membership, years);
  await recordAudit(change, {
    action: 'organisation.retention_changed', subject: { kind: 'organisation', id: membership.organisationId },
    facts: { retentionYears: { from: String(from), to: String(years) } },
  });
}
