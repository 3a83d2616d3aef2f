import { randomUUID } from 'node:crypto';
import type { Insertable, Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import type { Membership } from '#app/domain/membership.ts';
import { insertOrganisation } from '#app/features/organisations/organisations.repository.server.ts';
import { insertProgramme } from '#app/features/programmes/programmes.repository.server.ts';
import { findMembership, saveMembership } from '#app/features/users/memberships.repository.server.ts';
import { aProgramme } from '#test/fixtures/factories.ts';
import { calendarDate } from '#app/domain/calendar-date.ts';

const createdAt = '2026-01-05T09:00:00.000Z';
const perProgramme = 50;

/** The programme that is asked for, and who asks. */
export interface BenchGround {
  readonly organisationId: string;
  readonly programmeId: string;
  readonly userId: string;
}

/** What else lies in the installation. */
export interface Surroundings {
  readonly otherExpenses: number;
  readonly programmesPerOrganisation: number;
}

/** A programme of 50 expenses with a file each; and so many expenses in other programmes, of its organisation and of others. */
export async function fillBench(db: Kysely<Database>, { otherExpenses, programmesPerOrganisation }: Surroundings): Promise<BenchGround> {
  const organisation = await anOrganisation(db);
  const programmeId = await aProgrammeOf50(db, organisation, true);
  let inThisOne = 1;
  let current = organisation;
  for (let made = 0; made < otherExpenses; made += perProgramme) {
    if (inThisOne === programmesPerOrganisation) [current, inThisOne] = [await anOrganisation(db), 0];
    await aProgrammeOf50(db, current, false);
    inThisOne += 1;
  }
  return { organisationId: organisation.organisationId, programmeId, userId: organisation.userId };
}

async function anOrganisation(db: Kysely<Database>): Promise<Membership> {
  const [organisationId, userId] = [randomUUID(), randomUUID()];
  await insertOrganisation(db, { id: organisationId, organisation: aProgramme().organisation, createdAt });
  await db.insertInto('users').values({
    id: userId, email: `${userId}@example.no`, name: 'Siri Saksbehandler', password_hash: '', language: null, created_at: createdAt, disabled_at: null,
  }).execute();
  await saveMembership(db, { organisationId, userId, role: 'case_worker', createdAt });
  // Noted once an hour at most: never while the bench runs.
  await db.updateTable('memberships').set({ last_used_at: '2999-01-01T00:00:00.000Z' }).where('user_id', '=', userId).execute();
  const membership = await findMembership(db, { userId, organisationId }, calendarDate('2026-11-24'));
  if (membership === undefined) throw new Error('The member just made is none');
  return membership;
}

async function aProgrammeOf50(db: Kysely<Database>, membership: Membership, hasFiles: boolean): Promise<string> {
  const { organisationId, userId } = membership;
  const [programmeId, consultantId] = [randomUUID(), randomUUID()];
  const { facts, contact, grant } = aProgramme({ grant: { letter: undefined } });
  const inProgramme = { organisation_id: organisationId, programme_id: programmeId };
  const ids = Array.from({ length: perProgramme }, () => randomUUID());
  await db.transaction().execute(async (trx) => {
    await insertProgramme(trx, membership, {
      id: programmeId, facts, contact, grant, grantLetterId: undefined, termsReason: undefined,
      ledger: { responsibility: undefined, function: undefined, project: undefined }, createdAt,
    });
    await trx.insertInto('consultants').values({ organisation_id: organisationId, id: consultantId, name: 'Ola Veileder', company: 'IMTEC AS', version: 1 }).execute();
    await trx.insertInto('programme_consultants').values({ ...inProgramme, consultant_id: consultantId, role: 'process_supervisor', position: 0 }).execute();
    await trx.insertInto('expenses').values(ids.map((id, index) => ({ ...inProgramme, ...anExpense(index), id, consultant_id: consultantId, created_by: userId }))).execute();
    await trx.insertInto('expense_days').values(ids.map((id, index) => ({
      organisation_id: organisationId, expense_id: id, position: 0, on_day: dayOf(index), amount_ore: amountOf(index),
    }))).execute();
    if (hasFiles) await addFiles(trx, { inProgramme, ids, userId });
  });
  return programmeId;
}

const dayOf = (index: number) => `2026-0${1 + Math.floor(index / 25)}-${String(1 + (index % 25)).padStart(2, '0')}`;
/** Some above the day's cap, so that the page has cuts to tell of. */
const amountOf = (index: number) => (index % 10 === 0 ? 2_100_000n : 1_200_000n);

type Plain = Omit<Insertable<Database['expenses']>, 'organisation_id' | 'programme_id' | 'id' | 'consultant_id' | 'created_by'>;

function anExpense(index: number): Plain {
  return {
    position: index + 1, version: 1, kind: 'fee', reason: null, activity_id: null, incurred_on: null, amount_ore: amountOf(index), vat_ore: null,
    invoice_number: String(1001 + index), invoice_issued_on: '2026-03-15', invoice_supplier: 'IMTEC AS', paid_on: '2026-04-01',
    description: 'Prosessveiledning', credit_of: null, ledger_account: null, parked_reason: null, deleted_at: null, created_at: createdAt,
  };
}

interface Filing {
  readonly inProgramme: { readonly organisation_id: string; readonly programme_id: string };
  readonly ids: readonly string[];
  readonly userId: string;
}

/** Rows only: the page says that a file is there and does not open it. */
async function addFiles(db: Kysely<Database>, { inProgramme, ids, userId }: Filing): Promise<void> {
  const files = ids.map((expenseId, index) => ({ expenseId, id: randomUUID(), name: `faktura-${1001 + index}.pdf` }));
  await db.insertInto('attachments').values(files.map(({ id, name }, index) => ({
    ...inProgramme, id, name, sha256: index.toString(16).padStart(64, '0'), bytes: 40_000, media_type: 'application/pdf', pages: 1,
    unreadable_cause: null, uploaded_by: userId, uploaded_at: createdAt, deleted_at: null,
  }))).execute();
  await db.insertInto('expense_attachments').values(files.map(({ expenseId, id }) => (
    { organisation_id: inProgramme.organisation_id, expense_id: expenseId, attachment_id: id, position: 0 }))).execute();
}
