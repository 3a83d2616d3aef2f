import { randomUUID } from 'node:crypto';
import type { Kysely, Transaction } from 'kysely';
import { inOrganisation } from '#db/in-organisation.ts';
import type { Database } from '#db/schema.ts';
import type { Language } from '#app/domain/programme.ts';
import { recordAudit } from '#app/features/audit/record-audit.server.ts';
import { insertOrganisation } from '#app/features/organisations/organisations.repository.server.ts';
import { dayInNorway } from '#app/i18n/format.ts';
import type { FirstStart } from './first-start-form.ts';
import { findMembership, saveMembership } from './memberships.repository.server.ts';
import { hashPassword } from './passwords.server.ts';
import { insertSession } from './sessions.repository.server.ts';
import { takeFirstStart } from './sign-in-tries.repository.server.ts';
import { hasUsers, insertUser } from './users.repository.server.ts';

export interface FirstStartInput {
  readonly firstStart: Omit<FirstStart, 'code'>;
  /** What the organisation writes where the register has no decision. */
  readonly language: Language;
  readonly now: Date;
  readonly requestId: string;
}

export interface StartedOrganisation {
  readonly organisationId: string;
  /** Of the administrator's first session. */
  readonly secret: string;
}

/**
 * Begins: the first organisation, its administrator, and a session, all or nothing. Of several who begin at once one does;
 * undefined for the others, and ever after.
 */
export async function startOrganisation(db: Kysely<Database>, input: FirstStartInput): Promise<StartedOrganisation | undefined> {
  const passwordHash = await hashPassword(input.firstStart.password);
  const organisationId = randomUUID();
  return inOrganisation(db, organisationId).transaction().execute(async (trx) => {
    const isFirst = await takeFirstStart(trx, input.now);
    if (!isFirst || await hasUsers(trx)) return undefined;
    return begin(trx, input, { organisationId, passwordHash });
  });
}

async function begin(
  trx: Transaction<Database>, input: FirstStartInput, { organisationId, passwordHash }: { organisationId: string; passwordHash: string },
): Promise<StartedOrganisation> {
  const { firstStart: { organisation, name, email }, now, requestId } = input;
  const [userId, createdAt] = [randomUUID(), now.toISOString()];
  const language = organisation.language ?? input.language;
  const { municipalityNumber, organisationNumber } = organisation;
  await insertOrganisation(trx, {
    id: organisationId, createdAt,
    organisation: {
      name: organisation.name, municipalityNumber, organisationNumber, bankAccount: undefined, language,
      address: { street: '', postalCode: '', city: '' },
    },
  });
  await insertUser(trx, { id: userId, email, name, passwordHash, createdAt });
  await saveMembership(trx, { organisationId, userId, role: 'administrator', createdAt });
  const membership = await findMembership(trx, { userId, organisationId }, dayInNorway(now));
  if (membership === undefined) throw new Error('The first administrator is no member');
  await recordAudit({ trx, membership, actorName: name, now: createdAt, requestId }, {
    action: 'organisation.created', subject: { kind: 'organisation', id: organisationId },
    facts: { name: organisation.name, administrator: name },
  });
  return { organisationId, secret: await insertSession(trx, userId, now) };
}
