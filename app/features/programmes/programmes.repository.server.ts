import type { Kysely, Selectable } from 'kysely';
import type { Database, ProgrammeTable } from '#db/schema.ts';
import { calendarDate } from '#app/domain/calendar-date.ts';
import { DomainError } from '#app/domain/errors.ts';
import type { Grant } from '#app/domain/grant.ts';
import type { Membership } from '#app/domain/membership.ts';
import { basisPointsOf, fromOre, percentOfBasisPoints, toOre } from '#app/domain/money.ts';
import type { Contact, ProgrammeFacts } from '#app/domain/programme.ts';

export interface ProgrammeLedger {
  readonly responsibility: string | undefined;
  readonly function: string | undefined;
  readonly project: string | undefined;
}

/** A programme's own row: facts, contact and grant. The grant's letter is an attachment's id here. */
export interface ProgrammeRow {
  readonly id: string;
  readonly version: number;
  readonly facts: ProgrammeFacts;
  readonly contact: Contact;
  readonly grant: Omit<Grant, 'letter'>;
  readonly grantLetterId: string | undefined;
  /** Why percent or day cap differ from the rule set's. */
  readonly termsReason: string | undefined;
  readonly ledger: ProgrammeLedger;
}

const mostProgrammes = 1_000;

/** True when the programme is the organisation's and open to the member. */
export async function hasProgramme(db: Kysely<Database>, membership: Membership, programmeId: string): Promise<boolean> {
  if (!membership.reaches(programmeId)) return false;
  const row = await db.selectFrom('programmes').select('id')
    .where('organisation_id', '=', membership.organisationId).where('id', '=', programmeId).executeTakeFirst();
  return row !== undefined;
}

/** The programmes open to the member, the latest to end first. At most 1 000. */
export async function listProgrammes(db: Kysely<Database>, membership: Membership): Promise<ProgrammeRow[]> {
  const { onlyProgrammes } = membership;
  if (onlyProgrammes?.size === 0) return [];
  let query = db.selectFrom('programmes').selectAll().where('organisation_id', '=', membership.organisationId);
  if (onlyProgrammes !== undefined) query = query.where('id', 'in', [...onlyProgrammes]);
  const rows = await query.orderBy('ends_on', 'desc').orderBy('name').orderBy('id').limit(mostProgrammes).execute();
  return rows.map(fromRow);
}

/** Some of the programmes open to the member, by their ids, after one of them. */
export async function listProgrammePage(
  db: Kysely<Database>, membership: Membership, { after, limit }: { readonly after: string; readonly limit: number },
): Promise<ProgrammeRow[]> {
  const rows = await db.selectFrom('programmes').selectAll().where('organisation_id', '=', membership.organisationId)
    .where('id', '>', after).orderBy('id').limit(limit).execute();
  return rows.map(fromRow).filter(({ id }) => membership.reaches(id));
}

export async function getProgrammeRow(db: Kysely<Database>, membership: Membership, programmeId: string): Promise<ProgrammeRow> {
  const row = await db.selectFrom('programmes').selectAll()
    .where('organisation_id', '=', membership.organisationId).where('id', '=', programmeId).executeTakeFirst();
  if (row === undefined || !membership.reaches(programmeId)) throw new DomainError('not_found', `No programme ${programmeId}`);
  return fromRow(row);
}

export interface NewProgramme extends Omit<ProgrammeRow, 'version'> {
  readonly createdAt: string;
}

export async function insertProgramme(db: Kysely<Database>, membership: Membership, programme: NewProgramme): Promise<void> {
  await db.insertInto('programmes').values({
    organisation_id: membership.organisationId, id: programme.id, ...toColumns(programme),
    version: 1, created_at: programme.createdAt, created_by: membership.userId,
  }).execute();
}

/** Writes the row when nobody else has changed the programme since; false when somebody has. */
export async function updateProgramme(db: Kysely<Database>, membership: Membership, programme: ProgrammeRow): Promise<boolean> {
  const result = await db.updateTable('programmes').set({ ...toColumns(programme), version: programme.version + 1 })
    .where('organisation_id', '=', membership.organisationId).where('id', '=', programme.id).where('version', '=', programme.version)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** Notes that something of the programme changed: whoever has it open learns of it. Every command on its parts does this. */
export async function touchProgramme(db: Kysely<Database>, membership: Membership, programmeId: string): Promise<void> {
  const result = await db.updateTable('programmes').set((row) => ({ version: row('version', '+', 1) }))
    .where('organisation_id', '=', membership.organisationId).where('id', '=', programmeId).executeTakeFirst();
  if (result.numUpdatedRows !== 1n || !membership.reaches(programmeId)) throw new DomainError('not_found', `No programme ${programmeId}`);
}

function fromRow(row: Selectable<ProgrammeTable>): ProgrammeRow {
  return {
    id: row.id,
    version: row.version,
    facts: {
      name: row.name, purpose: row.purpose, targetGroup: row.target_group, leaderCount: row.leader_count,
      startsOn: calendarDate(row.starts_on), endsOn: calendarDate(row.ends_on),
      supplier: row.supplier_name === null ? undefined : { name: row.supplier_name, organisationNumber: row.supplier_number ?? undefined },
    },
    contact: { name: row.contact_name, email: row.contact_email, phone: row.contact_phone ?? undefined },
    grant: grantOf(row),
    grantLetterId: row.grant_letter_id ?? undefined,
    termsReason: row.grant_terms_reason ?? undefined,
    ledger: {
      responsibility: row.ledger_responsibility ?? undefined, function: row.ledger_function ?? undefined,
      project: row.ledger_project ?? undefined,
    },
  };
}

function grantOf(row: Selectable<ProgrammeTable>): Omit<Grant, 'letter'> {
  const day = (text: string | null) => (text === null ? undefined : calendarDate(text));
  return {
    reference: row.grant_reference ?? undefined,
    appliedOn: day(row.grant_applied_on),
    letterOn: day(row.grant_letter_on),
    expiresOn: day(row.grant_expires_on),
    amount: row.grant_amount_ore === null ? undefined : fromOre(row.grant_amount_ore),
    percent: row.grant_percent_bp === null ? undefined : percentOfBasisPoints(row.grant_percent_bp),
    dayCap: row.grant_day_cap_ore === null ? undefined : fromOre(row.grant_day_cap_ore),
    partPayment: row.grant_is_part_payment === 1 ? true : undefined,
  };
}

function toColumns({ facts, contact, grant, grantLetterId, termsReason, ledger }: Omit<ProgrammeRow, 'version'>) {
  return {
    name: facts.name, purpose: facts.purpose, target_group: facts.targetGroup, leader_count: facts.leaderCount,
    starts_on: facts.startsOn, ends_on: facts.endsOn,
    supplier_name: facts.supplier?.name ?? null, supplier_number: facts.supplier?.organisationNumber ?? null,
    contact_name: contact.name, contact_email: contact.email, contact_phone: contact.phone ?? null,
    grant_reference: grant.reference ?? null, grant_applied_on: grant.appliedOn ?? null, grant_letter_on: grant.letterOn ?? null,
    grant_expires_on: grant.expiresOn ?? null,
    grant_amount_ore: grant.amount === undefined ? null : toOre(grant.amount),
    grant_percent_bp: grant.percent === undefined ? null : basisPointsOf(grant.percent),
    grant_day_cap_ore: grant.dayCap === undefined ? null : toOre(grant.dayCap),
    grant_terms_reason: termsReason ?? null,
    grant_letter_id: grantLetterId ?? null,
    grant_is_part_payment: grant.partPayment === true ? 1 as const : 0 as const,
    ledger_responsibility: ledger.responsibility ?? null, ledger_function: ledger.function ?? null, ledger_project: ledger.project ?? null,
  };
}
