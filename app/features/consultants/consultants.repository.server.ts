import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import type { Membership } from '#app/domain/membership.ts';
import type { Consultant } from '#app/domain/programme.ts';

export interface StoredConsultant {
  readonly consultant: Consultant;
  readonly version: number;
  /** The person who signs in as them. */
  readonly userId?: string | undefined;
  /** Only what stands on them already does: they are not changed, and nothing new is put on them. */
  readonly isErased?: boolean;
}

/** The programme's consultants in the order they were added; of a consultant only they themselves. */
export async function listProgrammeConsultants(
  db: Kysely<Database>, membership: Membership, programmeId: string,
): Promise<StoredConsultant[]> {
  if (!membership.reaches(programmeId)) return [];
  const { organisationId, ownOnly } = membership;
  const all = db.selectFrom('programme_consultants as link')
    .innerJoin('consultants', (join) => join
      .onRef('consultants.id', '=', 'link.consultant_id').onRef('consultants.organisation_id', '=', 'link.organisation_id'))
    .select(['consultants.id', 'consultants.name', 'consultants.company', 'consultants.version', 'consultants.user_id', 'consultants.erased_at', 'link.role'])
    .where('link.organisation_id', '=', organisationId).where('link.programme_id', '=', programmeId)
    .orderBy('link.position').orderBy('consultants.id');
  const rows = await (ownOnly === undefined ? all : all.where('consultants.id', '=', ownOnly.consultantId ?? '')).execute();
  return rows.map(({ id, name, company, version, user_id, erased_at, role }) => ({
    consultant: { id, name, role, company: company ?? undefined }, version, userId: user_id ?? undefined, isErased: erased_at !== null,
  }));
}
