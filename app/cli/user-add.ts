import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import { inOrganisation } from '#db/in-organisation.ts';
import type { Database } from '#db/schema.ts';
import type { CalendarDate } from '#app/domain/calendar-date.ts';
import type { Role } from '#app/domain/permissions.ts';
import type { Language } from '#app/domain/programme.ts';
import { addPerson, type NewPerson } from '#app/features/users/add-person.server.ts';
import { isEmail } from '#app/features/users/email.ts';
import { findOrganisations, findProgrammesNamed, operatorOf, type Named } from '#app/features/users/memberships.repository.server.ts';
import { hashPassword } from '#app/features/users/passwords.server.ts';
import { findAccount } from '#app/features/users/users.repository.server.ts';
import type { Services } from '#app/guard/services.server.ts';
import { dayInNorway } from '#app/i18n/format.ts';
import { parseDate } from '#app/i18n/parse-date.ts';
import { translator } from '#app/i18n/translate.ts';
import { askedPassword } from './asked-password.ts';
import { UsageError } from './usage-error.ts';
import { withServices } from './with-services.ts';

export interface UserAddArguments {
  readonly email?: string | undefined;
  readonly name?: string | undefined;
  readonly role?: Role | undefined;
  readonly organisation?: string | undefined;
  readonly programme?: string | undefined;
  readonly until?: string | undefined;
}

/** `ou user add`: gives a person access. Exit 2 with a sentence when it can't. */
export async function runUserAdd(asked: UserAddArguments, language: Language): Promise<void> {
  const { email, name, role, organisation, programme, until } = asked;
  const t = translator(language);
  if (email === undefined || name === undefined || role === undefined || name.trim() === '') throw new UsageError(t('cli.user.incomplete'));
  if (!isEmail(email.trim())) throw new UsageError(t('cli.user.badEmail', { email }));
  await withServices(async (services) => {
    const at = await chosenOrganisation(services.database, organisation, language);
    const into = await chosenProgramme(services.database, { role, programme, at, language });
    const accessEndsOn = chosenEnd(until, { role, today: dayInNorway(services.clock()), language });
    await add(services, { email: email.trim(), name: name.trim(), role, at, into, accessEndsOn, language });
  });
}

async function chosenOrganisation(db: Kysely<Database>, asked: string | undefined, language: Language): Promise<Named> {
  const t = translator(language);
  const found = await findOrganisations(db, asked);
  const [only, another] = found;
  if (only !== undefined && another === undefined) return only;
  const all = await findOrganisations(db, undefined);
  if (all.length === 0) throw new UsageError(t('cli.user.noOrganisation'));
  const names = all.map(({ name }) => name).join(', ');
  if (asked === undefined || another !== undefined) throw new UsageError(t('cli.user.organisationUnclear', { found: names }));
  throw new UsageError(t('cli.user.organisationNotFound', { organisation: asked, found: names }));
}

interface ProgrammeQuestion {
  readonly role: Role;
  readonly programme: string | undefined;
  readonly at: Named;
  readonly language: Language;
}

async function chosenProgramme(db: Kysely<Database>, { role, programme, at, language }: ProgrammeQuestion): Promise<Named | undefined> {
  const t = translator(language);
  if (role !== 'consultant' && programme !== undefined) throw new UsageError(t('cli.user.programmeNotForRole'));
  if (role !== 'consultant') return undefined;
  if (programme === undefined) throw new UsageError(t('cli.user.programmeMissing'));
  const [only, another] = await findProgrammesNamed(inOrganisation(db, at.id), operatorOf(at.id), programme);
  if (only === undefined || another !== undefined) throw new UsageError(t('cli.user.programmeNotFound', { programme, organisation: at.name }));
  return only;
}

interface EndQuestion {
  readonly role: Role;
  readonly today: CalendarDate;
  readonly language: Language;
}

/** The last day a consultant has access; who belongs to the organisation has it until it is ended. */
function chosenEnd(until: string | undefined, { role, today, language }: EndQuestion): CalendarDate | undefined {
  const t = translator(language);
  if (role !== 'consultant' && until !== undefined) throw new UsageError(t('cli.user.untilNotForRole'));
  if (role !== 'consultant') return undefined;
  if (until === undefined) throw new UsageError(t('cli.user.untilMissing'));
  const day = parseDate(until, { today });
  if (day === undefined) throw new UsageError(t('cli.user.untilUnclear', { until }));
  if (day < today) throw new UsageError(t('cli.user.untilPast', { until }));
  return day;
}

interface Wanted extends Pick<NewPerson, 'email' | 'name' | 'role' | 'accessEndsOn'> {
  readonly at: Named;
  readonly into: Named | undefined;
  readonly language: Language;
}

async function add({ database, clock }: Services, { email, name, role, at, into, accessEndsOn, language }: Wanted): Promise<void> {
  const t = translator(language);
  const hasAccount = await findAccount(database, email) !== undefined;
  const owner = { email, name, organisationName: at.name };
  const passwordHash = hasAccount ? undefined : await hashPassword(await askedPassword(owner, language));
  const added = await inOrganisation(database, at.id).transaction().execute((trx) => addPerson(trx, {
    email, name, role, organisationId: at.id, programme: into, accessEndsOn, passwordHash, actorName: t('cli.user.actor'), now: clock().toISOString(),
    requestId: randomUUID(),
  }));
  if ('refused' in added) throw new UsageError(t(`cli.user.refused.${added.refused}`, { email }));
  const values = { name, email, organisation: at.name, role: t(`people.asRole.${role}`) };
  process.stdout.write(`${added.isNewAccount ? t('cli.user.added', values) : t('cli.user.addedExisting', values)}\n`);
}
