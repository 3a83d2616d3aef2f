import { naming } from '#db/in-organisation.ts';
import type { CalendarDate } from '#app/domain/calendar-date.ts';
import { DomainError } from '#app/domain/errors.ts';
import type { Change } from '#app/features/audit/change.server.ts';
import { recordAudit } from '#app/features/audit/record-audit.server.ts';
import { isErasable } from './kept-person.ts';
import { eraseConsultant, getRetentionYears, hasAccessAnywhere, updateRetentionYears } from './kept-people.repository.server.ts';
import { eraseAccount } from './own-account.repository.server.ts';
import { loadPersonalData } from './personal-data.server.ts';

export type EraseRefusal = 'kept' | 'works_elsewhere';

interface ErasedPerson {
  readonly id: string;
  readonly erasedName: string;
  readonly today: CalendarDate;
}

/**
 * Takes a person's name out of an organisation's record, where nothing keeps it. An account that is used elsewhere is its
 * person's to erase. Throws DomainError `not_found` when there is no such person.
 */
export async function erasePerson(
  change: Change, { id, erasedName, today }: ErasedPerson,
): Promise<{ readonly refused: EraseRefusal } | undefined> {
  const { trx, membership, now } = change;
  const person = (await loadPersonalData(trx, membership)).people.find((each) => each.id === id);
  if (person === undefined) throw new DomainError('not_found', `No person ${id}`);
  if (!isErasable(person, today)) return { refused: 'kept' };
  if (person.kind === 'member' && await naming(trx, undefined, () => hasAccessAnywhere(trx, id))) return { refused: 'works_elsewhere' };
  if (person.kind === 'member') await naming(trx, undefined, () => eraseAccount(trx, { userId: id, name: erasedName, now }));
  else await eraseConsultant(trx, membership, { id, name: erasedName });
  // The name that is gone does not stand here either.
  await recordAudit(change, { action: 'person.erased', subject: { kind: person.kind === 'member' ? 'person' : 'consultant', id } });
  return undefined;
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
