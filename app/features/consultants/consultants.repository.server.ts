import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import type { Membership } from '#app/domain/membership.ts';
import type { Consultant, ConsultantRole } from '#app/domain/programme.ts';

export interface StoredConsultant {
  readonly consultant: Consultant;
  readonly version: number;
}

const mostConsultants = 2_000;

/** The programme's consultants in the order they were added. */
export async function listProgrammeConsultants(
  db: Kysely<Database>, membership: Membership, programmeId: string,
): Promise<StoredConsultant[]> {
  if (!membership.reaches(programmeId)) return [];
  const rows = await db.selectFrom('programme_consultants as link')
    .innerJoin('consultants', (join) => join
      .onRef('consultants.id', '=', 'link.consultant_id').onRef('consultants.organisation_id', '=', 'link.organisation_id'))
    .select(['consultants.id', 'consultants.name', 'consultants.company', 'consultants.version', 'link.role'])
    .where('link.organisation_id', '=', membership.organisationId).where('link.programme_id', '=', programmeId)
    .orderBy('link.position').orderBy('consultants.id').execute();
  return rows.map(({ id, name, company, version, role }) => ({ consultant: { id, name, role, company: company ?? undefined }, version }));
}

/** Everybody the organisation has used, by name. At most 2 000. */
export async function listOrganisationConsultants(db: Kysely<Database>, membership: Membership): Promise<Omit<Consultant, 'role'>[]> {
  const rows = await db.selectFrom('consultants').select(['id', 'name', 'company'])
    .where('organisation_id', '=', membership.organisationId).orderBy('name').orderBy('id').limit(mostConsultants).execute();
  return rows.map(({ id, name, company }) => ({ id, name, company: company ?? undefined }));
}

export async function insertConsultant(db: Kysely<Database>, membership: Membership, consultant: Omit<Consultant, 'role'>): Promise<void> {
  const { id, name, company } = consultant;
  await db.insertInto('consultants').values({ organisation_id: membership.organisationId, id, name, company: company ?? null, version: 1 }).execute();
}

/** Writes name and company when nobody else has since; false when somebody has. */
export async function updateConsultant(db: Kysely<Database>, membership: Membership, changed: StoredConsultant): Promise<boolean> {
  const { consultant: { id, name, company }, version } = changed;
  const result = await db.updateTable('consultants').set({ name, company: company ?? null, version: version + 1 })
    .where('organisation_id', '=', membership.organisationId).where('id', '=', id).where('version', '=', version).executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

export interface ConsultantLink {
  readonly programmeId: string;
  readonly consultantId: string;
  readonly role: ConsultantRole;
}

/** Puts a consultant last in the programme, or gives one already there another role. */
export async function linkConsultant(
  db: Kysely<Database>, membership: Membership, { programmeId, consultantId, role }: ConsultantLink,
): Promise<void> {
  const { organisationId } = membership;
  const last = await db.selectFrom('programme_consultants').select(({ fn }) => fn.max('position').as('position'))
    .where('organisation_id', '=', organisationId).where('programme_id', '=', programmeId).executeTakeFirst();
  const position = Number(last?.position ?? -1) + 1;
  await db.insertInto('programme_consultants')
    .values({ organisation_id: organisationId, programme_id: programmeId, consultant_id: consultantId, role, position })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'programme_id', 'consultant_id']).doUpdateSet({ role })).execute();
}

export async function unlinkConsultant(db: Kysely<Database>, membership: Membership, link: Omit<ConsultantLink, 'role'>): Promise<void> {
  await db.deleteFrom('programme_consultants').where('organisation_id', '=', membership.organisationId)
    .where('programme_id', '=', link.programmeId).where('consultant_id', '=', link.consultantId).execute();
}
