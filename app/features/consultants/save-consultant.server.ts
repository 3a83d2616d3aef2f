import { randomUUID } from 'node:crypto';
import { DomainError } from '#app/domain/errors.ts';
import type { Consultant } from '#app/domain/programme.ts';
import { changedFacts, filledFacts, type TextFacts } from '#app/features/audit/changed-facts.ts';
import type { Change } from '#app/features/audit/change.server.ts';
import { recordAudit } from '#app/features/audit/record-audit.server.ts';
import { listExpenses } from '#app/features/expenses/expenses.repository.server.ts';
import { touchProgramme } from '#app/features/programmes/programmes.repository.server.ts';
import { programmeAddress } from '#app/features/shell/addresses.ts';
import { fingerprintOf } from '#app/features/shell/fingerprint.ts';
import { isSameConsultant, type ConsultantInput } from './consultant-form.ts';
import { listPeopleFor, updateConsultantPerson, type InvitedPerson } from './consultant-person.repository.server.ts';
import { listProgrammeConsultants, type StoredConsultant } from './consultants.repository.server.ts';
import {
  insertConsultants, linkConsultants, listOrganisationConsultants, listProgrammesOfConsultant, unlinkConsultant, updateConsultant,
  updateConsultantRole,
} from './write-consultants.repository.server.ts';

export type ConsultantRefusal
  /** Somebody else changed them meanwhile. */
  = | { readonly code: 'conflict'; readonly stored: Consultant; readonly person: string | undefined }
    /** Not in the programme, not known to the organisation, or erased. */
    | { readonly code: 'gone' }
    | { readonly code: 'already_there' }
    /** Not let in to the programme, or another consultant of the organisation. */
    | { readonly code: 'person_gone' | 'person_taken' }
    /** Costs stand on them. */
    | { readonly code: 'in_use'; readonly expenses: number };

type Outcome = { readonly location: string } | { readonly refused: ConsultantRefusal };

/** A consultant of a programme as a form was opened with them. */
export function consultantSeal({ name, company, role }: Consultant, person = ''): string {
  return fingerprintOf([name, company ?? '', role, person]);
}

/** Takes a consultant into a programme. One the organisation knows by name and company is the same one, so that the day cap counts once. */
export async function addConsultant(
  change: Change, { programmeId, consultant }: { programmeId: string; consultant: ConsultantInput },
): Promise<Outcome> {
  const { trx, membership } = change;
  const known = await listOrganisationConsultants(trx, membership);
  const found = known.find((one) => ('consultantId' in consultant ? one.id === consultant.consultantId : isSameConsultant(one, consultant)));
  if (found === undefined && 'consultantId' in consultant) return { refused: { code: 'gone' } };
  const there = await listProgrammeConsultants(trx, membership, programmeId);
  if (there.some((one) => one.consultant.id === found?.id)) return { refused: { code: 'already_there' } };
  const added = found ?? { id: randomUUID(), name: 'name' in consultant ? consultant.name : '', company: 'name' in consultant ? consultant.company : undefined };
  if (found === undefined) await insertConsultants(trx, membership, [added]);
  await linkConsultants(trx, membership, { programmeId, roles: [{ consultantId: added.id, role: consultant.role }] });
  await touchProgramme(trx, membership, programmeId);
  await recordAudit(change, {
    action: 'consultant.added', subject: { kind: 'consultant', id: added.id }, programmeId,
    facts: filledFacts(factsOf({ ...added, role: consultant.role })),
  });
  return { location: addressOf(change, programmeId, 'added') };
}

export interface ConsultantChange {
  readonly programmeId: string;
  readonly id: string;
  readonly seal: string;
  readonly consultant: Omit<Consultant, 'id'> & { readonly person?: string | undefined };
}

/** Changes a consultant: name and company in every programme, the role in this one. */
export async function changeConsultant(change: Change, { programmeId, id, seal, consultant }: ConsultantChange): Promise<Outcome> {
  const { trx, membership } = change;
  const stored = await findInProgramme(change, { programmeId, id });
  if (stored === undefined || stored.isErased === true) return { refused: { code: 'gone' } };
  const { consultant: before, userId } = stored;
  const { person, ...changed } = consultant;
  if (consultantSeal(before, userId) !== seal) return { refused: { code: 'conflict', stored: before, person: userId } };
  const others = (await listOrganisationConsultants(trx, membership)).filter((one) => one.id !== id);
  if (others.some((one) => isSameConsultant(one, consultant))) return { refused: { code: 'already_there' } };
  const people = await listPeopleFor(trx, membership, { programmeId, consultantId: id });
  if (person !== undefined && person !== userId && !people.some((one) => one.userId === person)) return { refused: { code: 'person_gone' } };
  if (person !== userId && !await updateConsultantPerson(trx, membership, { id, userId: person })) return { refused: { code: 'person_taken' } };
  const isRenamed = !isSameText(before, consultant);
  if (isRenamed && !await updateConsultant(trx, membership, { ...consultant, company: consultant.company, id, version: stored.version })) {
    throw new Error(`Consultant ${id} changed under a lock`);
  }
  await updateConsultantRole(trx, membership, { programmeId, consultantId: id, role: consultant.role });
  const touched = isRenamed ? await listProgrammesOfConsultant(trx, membership, id) : [programmeId];
  for (const each of touched) await touchProgramme(trx, membership, each);
  await recordAudit(change, {
    action: 'consultant.changed', subject: { kind: 'consultant', id }, programmeId,
    facts: changedFacts(withPerson(before, nameOf(people, userId)), withPerson({ ...changed, id }, nameOf(people, person))),
  });
  return { location: addressOf(change, programmeId, 'changed') };
}

function nameOf(people: readonly InvitedPerson[], userId: string | undefined): string | null {
  return userId === undefined ? null : people.find((one) => one.userId === userId)?.name ?? userId;
}

function withPerson(consultant: Consultant, person: string | null): TextFacts {
  return { ...factsOf(consultant), person };
}

/** Takes a consultant out of a programme that has no cost of theirs. */
export async function removeConsultant(change: Change, { programmeId, id }: { programmeId: string; id: string }): Promise<Outcome> {
  const { trx, membership } = change;
  const stored = await findInProgramme(change, { programmeId, id });
  if (stored === undefined) return { location: addressOf(change, programmeId, 'removed') };
  const used = (await listExpenses(trx, membership, programmeId)).filter(({ expense }) => expense.consultant === id);
  if (used.length > 0) return { refused: { code: 'in_use', expenses: used.length } };
  await unlinkConsultant(trx, membership, { programmeId, consultantId: id });
  await touchProgramme(trx, membership, programmeId);
  await recordAudit(change, {
    action: 'consultant.removed', subject: { kind: 'consultant', id }, programmeId, facts: filledFacts(factsOf(stored.consultant)),
  });
  return { location: addressOf(change, programmeId, 'removed') };
}

async function findInProgramme(
  { trx, membership }: Change, { programmeId, id }: { programmeId: string; id: string },
): Promise<StoredConsultant | undefined> {
  if (!membership.reaches(programmeId)) throw new DomainError('not_found', `No programme ${programmeId}`);
  return (await listProgrammeConsultants(trx, membership, programmeId)).find(({ consultant }) => consultant.id === id);
}

function isSameText(a: Pick<Consultant, 'name' | 'company'>, b: Pick<Consultant, 'name' | 'company'>): boolean {
  return a.name === b.name && (a.company ?? '') === (b.company ?? '');
}

function factsOf({ name, company, role }: Consultant): TextFacts {
  return { name, company: company ?? null, role };
}

function addressOf({ membership }: Change, programmeId: string, done: string): string {
  return `${programmeAddress(membership.organisationId, programmeId, 'consultants')}?done=${done}`;
}
