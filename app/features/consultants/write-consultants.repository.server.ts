import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import { DomainError } from '#app/domain/errors.ts';
import type { Membership } from '#app/domain/membership.ts';
import type { ConsultantRole } from '#app/domain/programme.ts';

/** A consultant as the organisation knows them; the role is a programme's. */
export interface OrganisationConsultant {
  readonly id: string;
  readonly name: string;
  readonly company: string | undefined;
  readonly version: number;
}

const mostConsultants = 5_000;
/** SQLite takes 32 766 values in a statement. */
const rowsAtOnce = 500;

/** Everyone the organisation has used, by name; not those it has erased, of whom nobody knows who they were. At most 5 000. */
export async function listOrganisationConsultants(db: Kysely<Database>, { organisationId }: Membership): Promise<OrganisationConsultant[]> {
  const rows = await db.selectFrom('consultants').selectAll().where('organisation_id', '=', organisationId)
    .where('erased_at', 'is', null).orderBy('name').orderBy('id').limit(mostConsultants).execute();
  return rows.map(({ id, name, company, version }) => ({ id, name, company: company ?? undefined, version }));
}

export interface NewConsultant extends Omit<OrganisationConsultant, 'version'> {
  /** ISO UTC: of one whose name was taken away where they come from. */
  readonly erasedAt?: string | undefined;
}

export async function insertConsultants(
  db: Kysely<Database>, { organisationId }: Membership, consultants: readonly NewConsultant[],
): Promise<void> {
  const rows = consultants.map(({ id, name, company, erasedAt }) => ({
    organisation_id: organisationId, id, name, company: company ?? null, erased_at: erasedAt ?? null, version: 1,
  }));
  for (let from = 0; from < rows.length; from += rowsAtOnce) await db.insertInto('consultants').values(rows.slice(from, from + rowsAtOnce)).execute();
}

/** Writes name and company when nobody else has since; false when somebody has. */
export async function updateConsultant(
  db: Kysely<Database>, { organisationId }: Membership, consultant: OrganisationConsultant,
): Promise<boolean> {
  const { id, name, company, version } = consultant;
  const result = await db.updateTable('consultants').set({ name, company: company ?? null, version: version + 1 })
    .where('organisation_id', '=', organisationId).where('id', '=', id).where('version', '=', version).executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

interface ProgrammeRoles {
  readonly programmeId: string;
  readonly roles: readonly { readonly consultantId: string; readonly role: ConsultantRole }[];
}

/** Takes consultants into a programme, after those who are there. */
export async function linkConsultants(db: Kysely<Database>, membership: Membership, { programmeId, roles }: ProgrammeRoles): Promise<void> {
  if (!membership.reaches(programmeId)) throw new DomainError('not_found', `No programme ${programmeId}`);
  const { last } = await ofProgramme(db, membership, programmeId).select((row) => row.fn.max('position').as('last')).executeTakeFirstOrThrow();
  const rows = roles.map(({ consultantId, role }, index) => ({
    organisation_id: membership.organisationId, programme_id: programmeId, consultant_id: consultantId, role,
    position: Number(last ?? 0) + 1 + index,
  }));
  for (let from = 0; from < rows.length; from += rowsAtOnce) {
    await db.insertInto('programme_consultants').values(rows.slice(from, from + rowsAtOnce)).execute();
  }
}

export async function updateConsultantRole(
  db: Kysely<Database>, membership: Membership,
  { programmeId, consultantId, role }: { programmeId: string; consultantId: string; role: ConsultantRole },
): Promise<void> {
  if (!membership.reaches(programmeId)) return;
  await db.updateTable('programme_consultants').set({ role }).where('organisation_id', '=', membership.organisationId)
    .where('programme_id', '=', programmeId).where('consultant_id', '=', consultantId).execute();
}

/** Takes a consultant out of a programme; the organisation still knows them. */
export async function unlinkConsultant(
  db: Kysely<Database>, membership: Membership, { programmeId, consultantId }: { programmeId: string; consultantId: string },
): Promise<void> {
  if (!membership.reaches(programmeId)) return;
  await db.deleteFrom('programme_consultants').where('organisation_id', '=', membership.organisationId)
    .where('programme_id', '=', programmeId).where('consultant_id', '=', consultantId).execute();
}

/** The programmes a consultant takes part in: what is said of them is said in each. */
export async function listProgrammesOfConsultant(
  db: Kysely<Database>, { organisationId }: Membership, consultantId: string,
): Promise<string[]> {
  const rows = await db.selectFrom('programme_consultants').select('programme_id')
    .where('organisation_id', '=', organisationId).where('consultant_id', '=', consultantId).execute();
  return rows.map(({ programme_id }) => programme_id);
}

function ofProgramme(db: Kysely<Database>, { organisationId }: Membership, programmeId: string) {
  return db.selectFrom('programme_consultants').where('organisation_id', '=', organisationId).where('programme_id', '=', programmeId);
}
