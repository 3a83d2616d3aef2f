import { randomUUID } from 'node:crypto';
import type { Transaction } from 'kysely';
import type { Database } from '#db/schema.ts';
import type { CalendarDate } from '#app/domain/calendar-date.ts';
import type { Membership } from '#app/domain/membership.ts';
import type { Role } from '#app/domain/permissions.ts';
import type { Language } from '#app/domain/programme.ts';
import { lockOrganisation } from '#app/features/audit/change.server.ts';
import { recordAudit } from '#app/features/audit/record-audit.server.ts';
import { dayInNorway } from '#app/i18n/format.ts';
import { deleteProgrammeMembers, findMembership, saveMembership, saveProgrammeMember, type Named } from './memberships.repository.server.ts';
import { findAccount, insertUser, isAccountClosed } from './users.repository.server.ts';

export interface NewPerson {
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly organisationId: string;
  /** What a consultant is let in to; nobody else has one. */
  readonly programme: Named | undefined;
  /** The last day it is open to them; as long as they are a member when left out. */
  readonly accessEndsOn?: CalendarDate | undefined;
  /** Of a new account; undefined where there is one already, which keeps its own, and for who signs in at another place. */
  readonly passwordHash: string | undefined;
  readonly signsInElsewhere?: boolean;
  /** Of a new account; one that is there already keeps its own. */
  readonly language?: Language | undefined;
  /** The session in which they accept themselves; see saveMembership. */
  readonly ownSession?: string | undefined;
  /** Who adds the person, as the audit trail tells it. */
  readonly actorName: string;
  readonly now: string;
  readonly requestId: string;
}

export type AddRefusal = 'has_other_role' | 'has_access' | 'no_password' | 'account_closed';
export type AddedPerson = { readonly isNewAccount: boolean } | { readonly refused: AddRefusal };

/** Gives a person access to an organisation and, a consultant, to one of its programmes; makes the account when there is none. */
export async function addPerson(trx: Transaction<Database>, person: NewPerson): Promise<AddedPerson> {
  await lockOrganisation(trx, person.organisationId);
  const letIn = await letPersonIn(trx, person);
  if ('refused' in letIn) return letIn;
  const { role, programme, accessEndsOn, actorName, now, requestId } = person;
  await recordAudit({ trx, membership: letIn.membership, actorName, now, requestId }, {
    action: 'person.added', subject: { kind: 'person', id: letIn.membership.userId },
    facts: { name: letIn.name, role, programme: programme?.name ?? null, ...(accessEndsOn === undefined ? {} : { endsOn: accessEndsOn }) },
    ...(programme === undefined ? {} : { programmeId: programme.id }),
  });
  return { isNewAccount: letIn.isNewAccount };
}

/** Somebody who has access from now on. */
export interface LetIn {
  readonly membership: Membership;
  readonly name: string;
  readonly isNewAccount: boolean;
  /** They had another role before, and their sessions have ended. */
  readonly hasChangedRole: boolean;
}

/** The same without the entry in the audit trail. The organisation is locked. */
export async function letPersonIn(trx: Transaction<Database>, person: NewPerson): Promise<LetIn | { readonly refused: AddRefusal }> {
  const { email, organisationId, role, programme, now } = person;
  const account = await findAccount(trx, email);
  const current = account === undefined ? undefined : await findMembership(trx, { userId: account.userId, organisationId }, dayOf(now));
  const refused = refusalOf(current, { role, programme });
  if (refused !== undefined) return { refused };
  if (account === undefined && await isAccountClosed(trx, email)) return { refused: 'account_closed' };
  const hasWayIn = account !== undefined || person.passwordHash !== undefined || person.signsInElsewhere === true;
  if (!hasWayIn) return { refused: 'no_password' };
  const userId = account?.userId ?? await makeAccount(trx, person);
  let hasChangedRole = false;
  if (current === undefined) {
    hasChangedRole = await saveMembership(trx, { organisationId, userId, role, createdAt: now, ownSession: person.ownSession });
    // What was open to one who left stays closed when they come back.
    await deleteProgrammeMembers(trx, await memberOf(trx, person, userId));
  }
  if (programme !== undefined) {
    const endsOn = person.accessEndsOn;
    await saveProgrammeMember(trx, await memberOf(trx, person, userId), { programmeId: programme.id, createdAt: now, endsOn });
  }
  const membership = await memberOf(trx, person, userId);
  return { membership, name: account?.name ?? person.name, isNewAccount: account === undefined, hasChangedRole };
}

/** Why somebody with this membership cannot be let in so; undefined when they can. */
export function refusalOf(
  current: Membership | undefined, { role, programme }: Pick<NewPerson, 'role' | 'programme'>,
): 'has_other_role' | 'has_access' | undefined {
  if (current === undefined) return undefined;
  if (current.role !== role) return 'has_other_role';
  return programme === undefined || current.reaches(programme.id) ? 'has_access' : undefined;
}

async function makeAccount(trx: Transaction<Database>, { email, name, passwordHash, language, now }: NewPerson): Promise<string> {
  const id = randomUUID();
  await insertUser(trx, { id, email, name, passwordHash, language, createdAt: now });
  return id;
}

async function memberOf(trx: Transaction<Database>, { organisationId, now }: NewPerson, userId: string): Promise<Membership> {
  const membership = await findMembership(trx, { userId, organisationId }, dayOf(now));
  if (membership === undefined) throw new Error('The person just added is no member');
  return membership;
}

function dayOf(instant: string): CalendarDate {
  return dayInNorway(new Date(instant));
}
