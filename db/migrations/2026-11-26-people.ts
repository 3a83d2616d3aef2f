import { sql, type ColumnDataType, type CreateTableBuilder, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * People and walls: invitations and what is sent by e-mail, second factors and other ways to sign in, day sheets of consultants,
 * tokens of machines, limits shared by several servers. What belongs to an organisation leads with its id in every key.
 */
export function migration(isPostgres: boolean): Migration {
  return { up: (db: Kysely<unknown>) => up(db, isPostgres) };
}

type Table = CreateTableBuilder<string, string>;
type Create = (name: string, columns: (table: Table) => Table) => Promise<void>;

async function up(db: Kysely<unknown>, isPostgres: boolean): Promise<void> {
  const create: Create = async (name, columns) => {
    const table = columns(db.schema.createTable(name));
    await (isPostgres ? table : table.modifyEnd(sql`strict`)).execute();
  };
  await widenEarlierTables(db);
  await createInvitations(create);
  await createWaysIn(create);
  await createDaySheets(create, isPostgres);
  await createMachines(create);
  await createIndexes(db);
}

function texts(table: Table, ...names: string[]): Table {
  return names.reduce((grown, name) => grown.addColumn(name, 'text', (column) => column.notNull()), table);
}

function maybeTexts(table: Table, ...names: string[]): Table {
  return names.reduce((grown, name) => grown.addColumn(name, 'text'), table);
}

function integers(table: Table, ...names: string[]): Table {
  return names.reduce((grown, name) => grown.addColumn(name, 'integer', (column) => column.notNull()), table);
}

/** Ten years: the longest an accounting rule asks for; an organisation may set another. */
const usualRetentionYears = 10;

async function widenEarlierTables(db: Kysely<unknown>): Promise<void> {
  const added: [table: string, column: string, type: ColumnDataType, usual?: number][] = [
    ['organisations', 'requires_second_factor', 'integer', 0], ['organisations', 'retention_years', 'integer', usualRetentionYears],
    ['users', 'erased_at', 'text'], ['memberships', 'last_used_at', 'text'], ['memberships', 'erased_at', 'text'], ['consultants', 'erased_at', 'text'],
    ['programme_members', 'ends_on', 'text'], ['programme_members', 'last_used_at', 'text'],
    ['sessions', 'method', 'text'], ['sessions', 'device', 'text'], ['sessions', 'second_factor_at', 'text'],
  ];
  for (const [table, column, type, usual] of added) {
    await db.schema.alterTable(table)
      .addColumn(column, type, (built) => (usual === undefined ? built : built.notNull().defaultTo(usual))).execute();
  }
  await db.schema.alterTable('memberships').addColumn('ended_by', 'text', (built) => built.references('users.id')).execute();
}

async function createInvitations(create: Create): Promise<void> {
  await create('invitations', (table) => maybeTexts(
    texts(table, 'organisation_id', 'id', 'email', 'name', 'role', 'language', 'token_hash', 'invited_by', 'created_at', 'expires_at'),
    'programme_id', 'consultant_id', 'access_ends_on', 'accepted_at', 'accepted_by', 'withdrawn_at',
  ).addPrimaryKeyConstraint('invitations_key', ['organisation_id', 'id'])
    .addUniqueConstraint('invitations_token', ['token_hash'])
    .addForeignKeyConstraint('invitations_organisation', ['organisation_id'], 'organisations', ['id'])
    .addForeignKeyConstraint('invitations_programme', ['organisation_id', 'programme_id'], 'programmes', ['organisation_id', 'id'])
    .addForeignKeyConstraint('invitations_consultant', ['organisation_id', 'consultant_id'], 'consultants', ['organisation_id', 'id'])
    .addCheckConstraint('invitations_role', sql`role in ('administrator', 'case_worker', 'finance', 'consultant', 'reader')`)
    .addCheckConstraint('invitations_reach', sql`(role = 'consultant') = (programme_id is not null)`));
  await create('outbox_messages', (table) => maybeTexts(
    integers(texts(table, 'id', 'kind', 'recipient', 'language', 'subject', 'created_at', 'next_try_at'), 'tries'),
    'organisation_id', 'about_id', 'body_sealed', 'expires_at', 'sent_at', 'dead_at', 'last_fault',
  ).addPrimaryKeyConstraint('outbox_messages_key', ['id'])
    .addForeignKeyConstraint('outbox_messages_organisation', ['organisation_id'], 'organisations', ['id']));
}

async function createWaysIn(create: Create): Promise<void> {
  const toUser = (table: Table, name: string) => table.addForeignKeyConstraint(`${name}_user`, ['user_id'], 'users', ['id']);
  await create('second_factors', (table) => toUser(maybeTexts(texts(table, 'user_id', 'secret_sealed', 'created_at'), 'confirmed_at')
    .addColumn('last_step', 'integer').addPrimaryKeyConstraint('second_factors_key', ['user_id']), 'second_factors'));
  await create('recovery_codes', (table) => toUser(maybeTexts(texts(table, 'user_id', 'code_hash', 'created_at'), 'used_at')
    .addPrimaryKeyConstraint('recovery_codes_key', ['user_id', 'code_hash']), 'recovery_codes'));
  // Between the right password and the second factor: no session yet.
  await create('sign_in_steps', (table) => toUser(texts(table, 'id_hash', 'user_id', 'method', 'created_at', 'ends_at')
    .addPrimaryKeyConstraint('sign_in_steps_key', ['id_hash']), 'sign_in_steps'));
  await create('password_resets', (table) => toUser(maybeTexts(texts(table, 'token_hash', 'user_id', 'created_at', 'expires_at'), 'used_at')
    .addPrimaryKeyConstraint('password_resets_key', ['token_hash']), 'password_resets'));
  await create('identities', (table) => toUser(maybeTexts(texts(table, 'issuer', 'subject', 'user_id', 'created_at'), 'last_used_at')
    .addPrimaryKeyConstraint('identities_key', ['issuer', 'subject']), 'identities'));
  await create('identity_requests', (table) => toUser(maybeTexts(texts(
    table, 'state_hash', 'browser_hash', 'nonce', 'verifier_sealed', 'return_to', 'created_at', 'ends_at'), 'user_id', 'invitation_hash')
    .addPrimaryKeyConstraint('identity_requests_key', ['state_hash']), 'identity_requests'));
  await create('account_events', (table) => toUser(texts(table, 'user_id', 'id', 'at', 'event', 'facts_json')
    .addPrimaryKeyConstraint('account_events_key', ['user_id', 'id']), 'account_events'));
}

async function createDaySheets(create: Create, isPostgres: boolean): Promise<void> {
  const ore = isPostgres ? sql`bigint` : sql`integer`;
  await create('day_sheets', (table) => maybeTexts(
    integers(texts(table, 'organisation_id', 'id', 'programme_id', 'consultant_id', 'status', 'created_by', 'created_at'), 'version'),
    'message', 'handed_in_at', 'returned_reason', 'decided_by', 'decided_at',
  ).addPrimaryKeyConstraint('day_sheets_key', ['organisation_id', 'id'])
    .addForeignKeyConstraint('day_sheets_programme', ['organisation_id', 'programme_id'], 'programmes', ['organisation_id', 'id'])
    .addForeignKeyConstraint('day_sheets_consultant', ['organisation_id', 'consultant_id'], 'consultants', ['organisation_id', 'id'])
    .addCheckConstraint('day_sheets_status', sql`status in ('draft', 'handed_in', 'returned', 'accepted', 'withdrawn')`)
    .addCheckConstraint('day_sheets_handed_in', sql`status not in ('handed_in', 'accepted') or handed_in_at is not null`));
  await create('day_sheet_lines', (table) => maybeTexts(
    integers(texts(table, 'organisation_id', 'sheet_id', 'kind', 'on_day'), 'position')
      .addColumn('amount_ore', ore, (column) => column.notNull()).addColumn('vat_ore', ore),
    'activity_id', 'description', 'expense_id',
  ).addPrimaryKeyConstraint('day_sheet_lines_key', ['organisation_id', 'sheet_id', 'position'])
    .addForeignKeyConstraint('day_sheet_lines_sheet', ['organisation_id', 'sheet_id'], 'day_sheets', ['organisation_id', 'id'])
    .addForeignKeyConstraint('day_sheet_lines_activity', ['organisation_id', 'activity_id'], 'activities', ['organisation_id', 'id'])
    .addForeignKeyConstraint('day_sheet_lines_expense', ['organisation_id', 'expense_id'], 'expenses', ['organisation_id', 'id'])
    .addCheckConstraint('day_sheet_lines_kind', sql`kind in ('fee', 'travel', 'accommodation')`));
  await create('day_sheet_files', (table) => integers(texts(table, 'organisation_id', 'sheet_id', 'attachment_id'), 'line_position', 'position')
    .addPrimaryKeyConstraint('day_sheet_files_key', ['organisation_id', 'sheet_id', 'line_position', 'attachment_id'])
    .addForeignKeyConstraint(
      'day_sheet_files_line', ['organisation_id', 'sheet_id', 'line_position'], 'day_sheet_lines', ['organisation_id', 'sheet_id', 'position'],
    )
    .addForeignKeyConstraint('day_sheet_files_file', ['organisation_id', 'attachment_id'], 'attachments', ['organisation_id', 'id']));
}

async function createMachines(create: Create): Promise<void> {
  await create('api_tokens', (table) => maybeTexts(
    texts(table, 'organisation_id', 'id', 'name', 'scopes', 'token_hash', 'created_by', 'created_at', 'expires_on'), 'last_used_at', 'revoked_at', 'revoked_by',
  ).addPrimaryKeyConstraint('api_tokens_key', ['organisation_id', 'id'])
    .addUniqueConstraint('api_tokens_token', ['token_hash'])
    .addForeignKeyConstraint('api_tokens_organisation', ['organisation_id'], 'organisations', ['id']));
  await create('rate_limits', (table) => integers(texts(table, 'key_hash', 'window_starts_at'), 'taken')
    .addPrimaryKeyConstraint('rate_limits_key', ['key_hash', 'window_starts_at']));
}

async function createIndexes(db: Kysely<unknown>): Promise<void> {
  // A person is one consultant in an organisation.
  await sql`create unique index consultants_person on consultants (organisation_id, user_id) where user_id is not null`.execute(db);
  await sql`create index outbox_messages_waiting on outbox_messages (next_try_at) where sent_at is null and dead_at is null`.execute(db);
  const plain: [table: string, ...columns: string[]][] = [
    ['invitations', 'organisation_id', 'created_at'], ['outbox_messages', 'organisation_id', 'created_at'],
    ['sign_in_steps', 'ends_at'], ['password_resets', 'user_id'], ['identities', 'user_id'],
    ['day_sheets', 'organisation_id', 'programme_id'], ['day_sheets', 'organisation_id', 'consultant_id'],
    ['day_sheet_lines', 'organisation_id', 'expense_id'], ['day_sheet_files', 'organisation_id', 'attachment_id'],
  ];
  for (const [table, ...columns] of plain) await db.schema.createIndex(`${table}_by_${columns.at(-1)}`).on(table).columns(columns).execute();
}
