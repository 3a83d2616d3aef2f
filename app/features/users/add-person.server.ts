import { randomUUID } from 'node:crypto';
import type { Transaction } from 'kysely';
import type { Database } from '#db/schema.ts';
import type { Membership } from '#app/domain/membership.ts';
import type { Role } from '#app/domain/permissions.ts';
import { lockOrganisation } from '#app/features/audit/change.server.ts';
import { recordAudit } from '#app/features/audit/record-audit.server.ts';
import { deleteProgrammeMembers, findMembership, saveMembership, saveProgrammeMember, type Named } from './memberships.repository.server.ts';
import { findAccount, insertUser, isAccountClosed } from './users.repository.server.ts';

export interface NewPerson {
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly organisationId: string;
  /** What a consultant is let in to; nobody else has one. */
  readonly programme: Named | undefined;
  /** Of a new account; undefined where there is one already, which keeps its own. */
  readonly passwordHash: string | undefined;
  /** Who adds the person, as the audit trail tells it. */
  readonly actorName: string;
  readonly now: string;
  readonly requestId: string;
}

export type AddRefusal = 'has_other_role' | 'has_access' | 'no_password' | 'account_closed';
export type AddedPerson = { readonly isNewAccount: boolean } | { readonly refused: AddRefusal };

/** Gives a person access to an organisation and, a consultant, to one of its programmes; makes the account when there is none. */
export async function addPerson(trx: Transaction<Database>, person: NewPerson): Promise<AddedPerson> {
  const { email, organisationId, role, programme, now } = person;
  await lockOrganisation(trx, organisationId);
  const account = await findAccount(trx, email);
  const current = account === undefined ? undefined : await findMembership(trx, account.userId, organisationId);
  if (current !== undefined && current.role !== role) return { refused: 'has_other_role' };
  if (current !== undefined && (programme === undefined || current.reaches(programme.id))) return { refused: 'has_access' };
  if (account === undefined && await isAccountClosed(trx, email)) return { refused: 'account_closed' };
  if (account === undefined && person.passwordHash === undefined) return { refused: 'no_password' };
  const userId = account?.userId ?? await makeAccount(trx, person);
  await saveMembership(trx, { organisationId, userId, role, createdAt: now });
  const membership = await memberOf(trx, { userId, organisationId });
  // What was open to one who left stays closed when they come back.
  if (current === undefined) await deleteProgrammeMembers(trx, membership);
  if (programme !== undefined) await saveProgrammeMember(trx, membership, { programmeId: programme.id, createdAt: now });
  await recordAudit({ trx, membership, actorName: person.actorName, now, requestId: person.requestId }, {
    action: 'person.added', subject: { kind: 'person', id: userId },
    facts: { name: account?.name ?? person.name, role, programme: programme?.name ?? null },
    ...(programme === undefined ? {} : { programmeId: programme.id }),
  });
  return { isNewAccount: account === undefined };
}

async function makeAccount(trx: Transaction<Database>, { email, name, passwordHash = '', now }: NewPerson): Promise<string> {
  const id = randomUUID();
  await insertUser(trx, { id, email, name, passwordHash, createdAt: now });
  return id;
}

async function memberOf(trx: Transaction<Database>, at: { userId: string; organisationId: string }): Promise<Membership> {
  const membership = await findMembership(trx, at.userId, at.organisationId);
  if (membership === undefined) throw new Error('The person just added is no member');
  return membership;
}
