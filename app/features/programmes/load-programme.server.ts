import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import type { AttachmentState } from '#app/domain/circumstances.ts';
import type { Membership } from '#app/domain/membership.ts';
import type { Programme } from '#app/domain/programme.ts';
import type { EarlierClaims } from '#app/domain/refund.ts';
import { listActivities, type StoredActivity } from '#app/features/activities/activities.repository.server.ts';
import { listAttachments, type StoredAttachment } from '#app/features/attachments/attachments.repository.server.ts';
import { getEarlierClaims, listClaimedExpenses, type ClaimOfExpense } from '#app/features/claims/claimed.repository.server.ts';
import { listProgrammeConsultants, type StoredConsultant } from '#app/features/consultants/consultants.repository.server.ts';
import { listExpenses, type StoredExpense } from '#app/features/expenses/expenses.repository.server.ts';
import { getOrganisation, type StoredOrganisation } from '#app/features/organisations/organisations.repository.server.ts';
import { getProgrammeRow, type ProgrammeRow } from './programmes.repository.server.ts';

/** A programme with all its parts, as the domain knows it and as it is stored. */
export interface LoadedProgramme {
  readonly id: string;
  /** Grows with every change of the programme or a part of it. */
  readonly version: number;
  readonly programme: Programme;
  readonly organisation: StoredOrganisation;
  readonly row: ProgrammeRow;
  readonly consultants: readonly StoredConsultant[];
  /** Those of them whose name was taken away. */
  readonly erasedConsultants: ReadonlySet<string>;
  readonly activities: readonly StoredActivity[];
  readonly expenses: readonly StoredExpense[];
  readonly attachments: readonly StoredAttachment[];
  /** By the name the programme uses. */
  readonly attachmentStates: ReadonlyMap<string, AttachmentState>;
  /** By expense: the live claim it stands in. */
  readonly claimed: ReadonlyMap<string, ClaimOfExpense>;
  readonly earlier: EarlierClaims;
}

/** Reads a whole programme. Throws DomainError `not_found` when it is not the member's. */
export async function loadProgramme(db: Kysely<Database>, membership: Membership, programmeId: string): Promise<LoadedProgramme> {
  const row = await getProgrammeRow(db, membership, programmeId);
  const organisation = await getOrganisation(db, membership);
  const consultants = await listProgrammeConsultants(db, membership, programmeId);
  const activities = await listActivities(db, membership, programmeId);
  const expenses = await listExpenses(db, membership, programmeId);
  const attachments = await listAttachments(db, membership, programmeId);
  const claimed = await listClaimedExpenses(db, membership, programmeId);
  const earlier = await getEarlierClaims(db, membership, programmeId);
  const letter = attachments.find(({ id }) => id === row.grantLetterId)?.name;
  const programme: Programme = {
    organisation: organisation.organisation,
    contact: row.contact,
    facts: row.facts,
    grant: { ...row.grant, letter },
    consultants: consultants.map(({ consultant }) => consultant),
    activities: activities.map(({ activity }) => activity),
    expenses: expenses.map(({ expense }) => expense),
  };
  return {
    id: programmeId, version: row.version, programme, organisation, row, consultants, activities, expenses, attachments,
    erasedConsultants: new Set(consultants.filter(({ isErased }) => isErased === true).map(({ consultant }) => consultant.id)),
    attachmentStates: new Map(attachments.map(({ name, state }) => [name, state])), claimed, earlier,
  };
}
