import { sql, type CreateTableBuilder, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * The workplace: organisations and people, programmes and costs, claims and what happened. Every table of an organisation
 * leads with its id in the primary key and in each foreign key, so that no row can point across organisations.
 */
export function migration(isPostgres: boolean): Migration {
  return { up: (db: Kysely<unknown>) => up(db, isPostgres) };
}

type Table = CreateTableBuilder<string, string>;
type AddColumns = (table: Table) => Table;

async function up(db: Kysely<unknown>, isPostgres: boolean): Promise<void> {
  constraints = 0;
  const ore = isPostgres ? sql`bigint` : sql`integer`;
  const create = async (name: string, columns: AddColumns) => {
    const table = columns(db.schema.createTable(name));
    await (isPostgres ? table : table.modifyEnd(sql`strict`)).execute();
  };
  await createPeople(create);
  await createProgrammes(create, { ore, isPostgres });
  await createExpenses(create, ore);
  await createClaims(create, ore);
  if (isPostgres) await tieLetters(db);
  await createIndexes(db);
  await createAudit(create);
  await indexAudit(db);
  await (isPostgres ? forbidOnPostgres(db) : forbidOnSqlite(db));
}

type Create = (name: string, columns: AddColumns) => Promise<void>;
type OreType = ReturnType<typeof sql>;

const flag = sql`integer`;

/** text not null, for most columns. */
function texts(table: Table, ...names: string[]): Table {
  return names.reduce((grown, name) => grown.addColumn(name, 'text', (column) => column.notNull()), table);
}

function maybeTexts(table: Table, ...names: string[]): Table {
  return names.reduce((grown, name) => grown.addColumn(name, 'text'), table);
}

function integers(table: Table, ...names: string[]): Table {
  return names.reduce((grown, name) => grown.addColumn(name, 'integer', (column) => column.notNull()), table);
}

function toOrganisation(table: Table): Table {
  return texts(table, 'organisation_id').addForeignKeyConstraint(unnamed(), ['organisation_id'], 'organisations', ['id']);
}

/** A key to a row of the same organisation. */
function refers(table: Table, column: string, target: string): Table {
  return table.addForeignKeyConstraint(unnamed(), ['organisation_id', column], target, ['organisation_id', 'id']);
}

/** Counts within one run of the migration, so that the names are the same everywhere. */
let constraints = 0;
function unnamed(): string {
  constraints += 1;
  return `fk_${constraints}`;
}

async function createPeople(create: Create): Promise<void> {
  await create('organisations', (table) => integers(
    maybeTexts(
      texts(table.addColumn('id', 'text', (column) => column.primaryKey()), 'name', 'street', 'postal_code', 'city', 'language',
        'ledger_responsibility', 'ledger_function', 'ledger_project', 'created_at', 'audit_hash'),
      'organisation_number', 'municipality_number', 'bank_account',
    ), 'version', 'audit_sequence', 'last_claim_number', 'allows_external_attestation', 'claim_holds_files',
  ));
  await create('users', (table) => maybeTexts(
    texts(table.addColumn('id', 'text', (column) => column.primaryKey()), 'email', 'name', 'created_at'),
    'password_hash', 'language', 'disabled_at',
  ).addUniqueConstraint('users_email', ['email']));
  await create('memberships', (table) => maybeTexts(texts(toOrganisation(table), 'user_id', 'role', 'created_at'), 'ended_at')
    .addPrimaryKeyConstraint('memberships_key', ['organisation_id', 'user_id'])
    .addForeignKeyConstraint('memberships_user', ['user_id'], 'users', ['id'])
    .addCheckConstraint('memberships_role', sql`role in ('administrator', 'case_worker', 'finance', 'consultant', 'reader')`));
  await create('sessions', (table) => texts(table, 'id_hash', 'user_id', 'created_at', 'last_seen_at', 'ends_at')
    .addPrimaryKeyConstraint('sessions_key', ['id_hash'])
    .addForeignKeyConstraint('sessions_user', ['user_id'], 'users', ['id']));
  await create('sign_in_tries', (table) => integers(texts(table, 'key_hash', 'last_at'), 'failures')
    .addPrimaryKeyConstraint('sign_in_tries_key', ['key_hash']));
  await create('form_keys', (table) => texts(table, 'user_id', 'form_key', 'body_hash', 'location', 'created_at')
    .addPrimaryKeyConstraint('form_keys_key', ['user_id', 'form_key'])
    .addForeignKeyConstraint('form_keys_user', ['user_id'], 'users', ['id']));
}

/** SQLite lets a table refer to one that is made later, PostgreSQL does not. */
async function createProgrammes(create: Create, { ore, isPostgres }: { ore: OreType; isPostgres: boolean }): Promise<void> {
  const withLetter: AddColumns = (table) => (isPostgres ? table : refers(table, 'grant_letter_id', 'attachments'));
  await create('programmes', (table) => withLetter(maybeTexts(
    integers(texts(toOrganisation(table), 'id', 'name', 'purpose', 'target_group', 'starts_on', 'ends_on', 'contact_name', 'contact_email',
      'created_at', 'created_by'), 'leader_count', 'version')
      .addColumn('grant_amount_ore', ore).addColumn('grant_day_cap_ore', ore).addColumn('grant_percent_bp', 'integer')
      .addColumn('grant_is_part_payment', flag, (column) => column.notNull()),
    'supplier_name', 'supplier_number', 'contact_phone', 'grant_reference', 'grant_applied_on', 'grant_letter_on', 'grant_expires_on',
    'grant_terms_reason', 'grant_letter_id', 'ledger_responsibility', 'ledger_function', 'ledger_project',
  )).addPrimaryKeyConstraint('programmes_key', ['organisation_id', 'id'])
    .addCheckConstraint('programmes_days', sql`starts_on <= ends_on`)
    .addCheckConstraint('programmes_percent', sql`grant_percent_bp is null or (grant_percent_bp > 0 and grant_percent_bp <= 10000)`));
  await create('programme_members', (table) => refers(texts(toOrganisation(table), 'programme_id', 'user_id', 'created_at'), 'programme_id', 'programmes')
    .addPrimaryKeyConstraint('programme_members_key', ['organisation_id', 'programme_id', 'user_id'])
    .addForeignKeyConstraint('programme_members_user', ['organisation_id', 'user_id'], 'memberships', ['organisation_id', 'user_id']));
  await create('consultants', (table) => maybeTexts(integers(texts(toOrganisation(table), 'id', 'name'), 'version'), 'company', 'user_id')
    .addPrimaryKeyConstraint('consultants_key', ['organisation_id', 'id'])
    .addForeignKeyConstraint('consultants_member', ['organisation_id', 'user_id'], 'memberships', ['organisation_id', 'user_id']));
  await create('programme_consultants', (table) => refers(refers(
    integers(texts(toOrganisation(table), 'programme_id', 'consultant_id', 'role'), 'position'), 'programme_id', 'programmes'), 'consultant_id', 'consultants')
    .addPrimaryKeyConstraint('programme_consultants_key', ['organisation_id', 'programme_id', 'consultant_id']));
  await create('activities', (table) => refers(maybeTexts(
    integers(texts(toOrganisation(table), 'id', 'programme_id', 'kind', 'title', 'starts_on', 'ends_on'), 'position', 'version')
      .addColumn('participants', 'integer'), 'place'), 'programme_id', 'programmes')
    .addPrimaryKeyConstraint('activities_key', ['organisation_id', 'id'])
    .addCheckConstraint('activities_days', sql`starts_on <= ends_on`));
}

async function tieLetters(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('programmes')
    .addForeignKeyConstraint('programmes_letter', ['organisation_id', 'grant_letter_id'], 'attachments', ['organisation_id', 'id']).execute();
}

async function createExpenses(create: Create, ore: OreType): Promise<void> {
  await create('expenses', (table) => refers(refers(refers(refers(maybeTexts(
    integers(texts(toOrganisation(table), 'id', 'programme_id', 'kind', 'created_by', 'created_at'), 'position', 'version')
      .addColumn('amount_ore', ore, (column) => column.notNull()).addColumn('vat_ore', ore),
    'reason', 'consultant_id', 'activity_id', 'incurred_on', 'invoice_number', 'invoice_issued_on', 'invoice_supplier', 'paid_on',
    'description', 'credit_of', 'ledger_account', 'parked_reason', 'deleted_at',
  ), 'programme_id', 'programmes'), 'consultant_id', 'consultants'), 'activity_id', 'activities')
    .addPrimaryKeyConstraint('expenses_key', ['organisation_id', 'id']), 'credit_of', 'expenses')
    .addCheckConstraint('expenses_kind', sql`kind in ('fee', 'travel', 'accommodation', 'not_refundable')`)
    .addCheckConstraint('expenses_day', sql`(kind = 'fee') = (incurred_on is null)`)
    .addCheckConstraint('expenses_reason', sql`(kind = 'not_refundable') = (reason is not null)`));
  await create('expense_days', (table) => refers(integers(texts(toOrganisation(table), 'expense_id', 'on_day'), 'position')
    .addColumn('amount_ore', ore, (column) => column.notNull()), 'expense_id', 'expenses')
    .addPrimaryKeyConstraint('expense_days_key', ['organisation_id', 'expense_id', 'position']));
  await create('attachments', (table) => refers(maybeTexts(
    integers(texts(toOrganisation(table), 'id', 'programme_id', 'name', 'sha256', 'media_type', 'uploaded_by', 'uploaded_at'), 'bytes')
      .addColumn('pages', 'integer').addColumn('prepared_bytes', 'integer'), 'unreadable_cause', 'deleted_at'), 'programme_id', 'programmes')
    .addPrimaryKeyConstraint('attachments_key', ['organisation_id', 'id'])
    .addCheckConstraint('attachments_opened', sql`(pages is null) = (unreadable_cause is not null)`));
  await create('expense_attachments', (table) => refers(refers(
    integers(texts(toOrganisation(table), 'expense_id', 'attachment_id'), 'position'), 'expense_id', 'expenses'), 'attachment_id', 'attachments')
    .addPrimaryKeyConstraint('expense_attachments_key', ['organisation_id', 'expense_id', 'attachment_id']));
}

async function createClaims(create: Create, ore: OreType): Promise<void> {
  await create('claims', (table) => refers(refers(maybeTexts(
    integers(texts(toOrganisation(table), 'id', 'programme_id', 'status', 'prepared_by', 'prepared_at'), 'number', 'version')
      .addColumn('received_ore', ore).addColumn('cost_ore', ore).addColumn('eligible_ore', ore).addColumn('basis_ore', ore)
      .addColumn('refund_ore', ore).addColumn('pdf_bytes', 'integer'),
    'content_sha256', 'replaces_claim_id', 'replaces_reason', 'returned_reason', 'approved_by', 'approved_at', 'external_attestation', 'submitted_on',
    'submitted_by', 'received_on', 'difference_reason', 'withdrawn_reason', 'snapshot_json', 'claim_json', 'pdf_sha256',
  ), 'programme_id', 'programmes'), 'replaces_claim_id', 'claims')
    .addPrimaryKeyConstraint('claims_key', ['organisation_id', 'id'])
    .addUniqueConstraint('claims_number', ['organisation_id', 'number'])
    .addCheckConstraint('claims_status', sql`status in ('draft', 'in_review', 'approved', 'submitted', 'settled', 'withdrawn', 'replaced')`)
    .addCheckConstraint('claims_frozen', sql`status in ('draft', 'in_review') or (snapshot_json is not null and pdf_sha256 is not null) or status = 'withdrawn'`));
  await create('claim_lines', (table) => refers(refers(integers(texts(toOrganisation(table), 'claim_id', 'expense_id'), 'position', 'is_live'),
    'claim_id', 'claims'), 'expense_id', 'expenses')
    .addPrimaryKeyConstraint('claim_lines_key', ['organisation_id', 'claim_id', 'expense_id']));
  await create('claim_days', (table) => refers(refers(integers(texts(toOrganisation(table), 'claim_id', 'consultant_id', 'on_day'), 'is_live')
    .addColumn('amount_ore', ore, (column) => column.notNull()), 'claim_id', 'claims'), 'consultant_id', 'consultants')
    .addPrimaryKeyConstraint('claim_days_key', ['organisation_id', 'claim_id', 'consultant_id', 'on_day']));
}

async function createIndexes(db: Kysely<unknown>): Promise<void> {
  // The law: an expense stands in one live claim only.
  await sql`create unique index claim_lines_live on claim_lines (organisation_id, expense_id) where is_live = 1`.execute(db);
  await sql`create unique index attachments_name on attachments (organisation_id, programme_id, name) where deleted_at is null`.execute(db);
  await sql`create index claim_days_used on claim_days (organisation_id, consultant_id, on_day) where is_live = 1`.execute(db);
  const plain: [table: string, ...columns: string[]][] = [
    ['expenses', 'organisation_id', 'programme_id', 'position'], ['activities', 'organisation_id', 'programme_id', 'position'],
    ['claims', 'organisation_id', 'programme_id'], ['expense_attachments', 'organisation_id', 'attachment_id'],
    ['memberships', 'user_id'], ['sessions', 'user_id'], ['programme_members', 'organisation_id', 'user_id'],
    ['programme_consultants', 'organisation_id', 'consultant_id'],
  ];
  for (const [table, ...columns] of plain) await db.schema.createIndex(`${table}_by_${columns.at(-1)}`).on(table).columns(columns).execute();
}

async function createAudit(create: Create): Promise<void> {
  await create('audit_entries', (table) => maybeTexts(
    integers(texts(toOrganisation(table), 'at', 'actor_name', 'action', 'subject_kind', 'subject_id', 'facts_json', 'request_id', 'previous_hash', 'hash'),
      'sequence'), 'actor_id', 'programme_id')
    .addPrimaryKeyConstraint('audit_entries_key', ['organisation_id', 'sequence']));
}

/** The history of a programme and of one thing in it, read from the latest backwards. */
async function indexAudit(db: Kysely<unknown>): Promise<void> {
  for (const column of ['programme_id', 'subject_id']) {
    await db.schema.createIndex(`audit_entries_by_${column}`).on('audit_entries').columns(['organisation_id', column, 'sequence']).execute();
  }
}

/** What was written in the audit trail stays; what an approved claim froze stays. */
const frozenColumns = {
  claims: [
    'organisation_id', 'id', 'programme_id', 'number', 'prepared_by', 'prepared_at', 'replaces_claim_id', 'replaces_reason', 'content_sha256',
    'snapshot_json', 'claim_json', 'pdf_sha256', 'pdf_bytes', 'cost_ore', 'eligible_ore', 'basis_ore', 'refund_ore', 'approved_by', 'approved_at',
    'external_attestation',
  ],
  claim_lines: ['organisation_id', 'claim_id', 'expense_id', 'position'],
  claim_days: ['organisation_id', 'claim_id', 'consultant_id', 'on_day', 'amount_ore'],
};
const isThawed = (table: keyof typeof frozenColumns) => frozenColumns[table].map((name) => `new.${name} is distinct from old.${name}`).join(' or ');
/** It goes on to KS, or is taken back; it is never worked on again. */
const isReopened = "new.status in ('draft', 'in_review')";
/** Its expenses and days are free again when it is taken back, not before, and for good. */
const isFreedWrongly = `new.is_live <> old.is_live and (new.is_live = 1 or exists (select 1 from claims where organisation_id = old.organisation_id
  and id = old.claim_id and status not in ('withdrawn', 'replaced')))`;
const isOfApproved = 'exists (select 1 from claims where organisation_id = old.organisation_id and id = old.claim_id and snapshot_json is not null)';
const parts = ['claim_lines', 'claim_days'] as const;

async function forbidOnSqlite(db: Kysely<unknown>): Promise<void> {
  for (const event of ['update', 'delete']) {
    await sql.raw(`create trigger audit_entries_no_${event} before ${event} on audit_entries begin select raise(abort, 'the audit trail is append-only'); end`).execute(db);
  }
  await sql.raw(`create trigger claims_stay_frozen before update on claims when old.snapshot_json is not null and (${isThawed('claims')} or ${isReopened})
    begin select raise(abort, 'an approved claim does not change'); end`).execute(db);
  await sql.raw('create trigger claims_stay before delete on claims when old.snapshot_json is not null begin select raise(abort, \'an approved claim is never deleted\'); end').execute(db);
  for (const part of parts) {
    await sql.raw(`create trigger ${part}_stay_frozen before update on ${part} when ${isOfApproved} and (${isThawed(part)} or (${isFreedWrongly}))
      begin select raise(abort, 'an approved claim does not change'); end`).execute(db);
    await sql.raw(`create trigger ${part}_stay before delete on ${part} when ${isOfApproved}
      begin select raise(abort, 'an approved claim does not change'); end`).execute(db);
  }
}

async function forbidOnPostgres(db: Kysely<unknown>): Promise<void> {
  await sql.raw('create function forbid() returns trigger language plpgsql as $$ begin raise exception \'%\', tg_argv[0]; end $$').execute(db);
  await sql.raw(`create trigger audit_entries_append_only before update or delete or truncate on audit_entries
    for each statement execute function forbid('the audit trail is append-only')`).execute(db);
  await sql.raw(`create trigger claims_stay_frozen before update on claims for each row when (old.snapshot_json is not null and (${isThawed('claims')} or ${isReopened}))
    execute function forbid('an approved claim does not change')`).execute(db);
  await sql.raw(`create trigger claims_stay before delete on claims for each row when (old.snapshot_json is not null)
    execute function forbid('an approved claim is never deleted')`).execute(db);
  for (const part of parts) await forbidPartOnPostgres(db, part);
}

/** A trigger's condition may look at its own row only there, so a function looks at the claim. */
async function forbidPartOnPostgres(db: Kysely<unknown>, part: (typeof parts)[number]): Promise<void> {
  await sql.raw(`create function keep_${part}() returns trigger language plpgsql as $$ begin
    if ${isOfApproved} then
      if tg_op = 'DELETE' then raise exception 'an approved claim does not change'; end if;
      if ${isThawed(part)} or (${isFreedWrongly}) then raise exception 'an approved claim does not change'; end if;
    end if;
    if tg_op = 'DELETE' then return old; end if;
    return new; end $$`).execute(db);
  await sql.raw(`create trigger ${part}_stay_frozen before update or delete on ${part} for each row execute function keep_${part}()`).execute(db);
}
