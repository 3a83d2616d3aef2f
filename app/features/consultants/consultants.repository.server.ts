import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import type { Membership } from '#app/domain/membership.ts';
import type { Consultant } from '#app/domain/programme.ts';

export interface StoredConsultant {
  readonly consultant: Consultant;
  readonly version: number;
}

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
