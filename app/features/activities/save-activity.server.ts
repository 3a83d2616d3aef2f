import { randomUUID } from 'node:crypto';
import { DomainError } from '#app/domain/errors.ts';
import type { Activity } from '#app/domain/programme.ts';
import { changedFacts, filledFacts, type TextFacts } from '#app/features/audit/changed-facts.ts';
import type { Change } from '#app/features/audit/change.server.ts';
import { recordAudit } from '#app/features/audit/record-audit.server.ts';
import { listExpenses } from '#app/features/expenses/expenses.repository.server.ts';
import { touchProgramme } from '#app/features/programmes/programmes.repository.server.ts';
import { programmeAddress } from '#app/features/shell/addresses.ts';
import { fingerprintOf } from '#app/features/shell/fingerprint.ts';
import { listActivities, type StoredActivity } from './activities.repository.server.ts';
import type { ActivityInput } from './activity-form.ts';
import { deleteActivity, insertActivities, updateActivity } from './write-activities.repository.server.ts';

export type ActivityRefusal
  /** Somebody else changed it meanwhile. */
  = | { readonly code: 'conflict'; readonly stored: Activity }
    | { readonly code: 'gone' }
    /** Costs stand on it. */
    | { readonly code: 'in_use'; readonly expenses: number };

type Outcome = { readonly location: string } | { readonly refused: ActivityRefusal };

interface ActivityPlace {
  readonly programmeId: string;
  readonly id: string;
}

/** The activity as a form was opened with it. */
export function activitySeal(activity: ActivityInput): string {
  return fingerprintOf(factsOf(activity));
}

export async function addActivity(
  change: Change, { programmeId, activity }: { programmeId: string; activity: ActivityInput },
): Promise<{ readonly location: string }> {
  const { trx, membership } = change;
  const id = randomUUID();
  await insertActivities(trx, membership, { programmeId, activities: [{ ...activity, id }] });
  await touchProgramme(trx, membership, programmeId);
  await recordAudit(change, { action: 'activity.added', subject: { kind: 'activity', id }, programmeId, facts: filledFacts(factsOf(activity)) });
  return { location: addressOf(change, programmeId, 'added') };
}

/** Changes an activity. Refused when somebody else has since the form was opened. */
export async function changeActivity(
  change: Change, { programmeId, id, seal, activity }: ActivityPlace & { seal: string; activity: ActivityInput },
): Promise<Outcome> {
  const { trx, membership } = change;
  const stored = await findActivity(change, { programmeId, id });
  if (stored === undefined) return { refused: { code: 'gone' } };
  if (activitySeal(stored.activity) !== seal) return { refused: { code: 'conflict', stored: stored.activity } };
  const isWritten = await updateActivity(trx, membership, { programmeId, activity: { ...activity, id }, version: stored.version });
  if (!isWritten) throw new Error(`Activity ${id} changed under a lock`);
  await touchProgramme(trx, membership, programmeId);
  await recordAudit(change, {
    action: 'activity.changed', subject: { kind: 'activity', id }, programmeId,
    facts: changedFacts(factsOf(stored.activity), factsOf(activity)),
  });
  return { location: addressOf(change, programmeId, 'changed') };
}

/** Takes an activity that has no cost away. */
export async function removeActivity(change: Change, { programmeId, id }: ActivityPlace): Promise<Outcome> {
  const { trx, membership } = change;
  const stored = await findActivity(change, { programmeId, id });
  if (stored === undefined) return { location: addressOf(change, programmeId, 'removed') };
  const used = (await listExpenses(trx, membership, programmeId)).filter(({ expense }) => expense.activity === id);
  if (used.length > 0) return { refused: { code: 'in_use', expenses: used.length } };
  await deleteActivity(trx, membership, { programmeId, id });
  await touchProgramme(trx, membership, programmeId);
  await recordAudit(change, {
    action: 'activity.removed', subject: { kind: 'activity', id }, programmeId, facts: filledFacts(factsOf(stored.activity)),
  });
  return { location: addressOf(change, programmeId, 'removed') };
}

async function findActivity({ trx, membership }: Change, { programmeId, id }: ActivityPlace): Promise<StoredActivity | undefined> {
  if (!membership.reaches(programmeId)) throw new DomainError('not_found', `No programme ${programmeId}`);
  return (await listActivities(trx, membership, programmeId)).find(({ activity }) => activity.id === id);
}

function factsOf({ kind, title, startsOn, endsOn, place, participants }: ActivityInput): TextFacts {
  return { kind, title, startsOn, endsOn, place: place ?? null, participants: participants === undefined ? null : String(participants) };
}

function addressOf({ membership }: Change, programmeId: string, done: string): string {
  return `${programmeAddress(membership.organisationId, programmeId, 'activities')}?done=${done}`;
}
