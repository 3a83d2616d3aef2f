import type { ColumnType, Generated } from 'kysely';
import type { ClaimStatus } from '#app/domain/claim-status.ts';
import type { DaySheetStatus } from '#app/domain/day-sheet.ts';
import type { NotRefundableReason, RefundableKind } from '#app/domain/expense.ts';
import type { ActivityKind, ConsultantRole, Language } from '#app/domain/programme.ts';
import type {
  AccountEventTable, ApiTokenTable, DaySheetFileTable, FormKeyTable, IdentityRequestTable, IdentityTable, InOrganisation, InvitationTable,
  MembershipTable, OutboxMessageTable, PasswordResetTable, ProgrammeMemberTable, RateLimitTable, RecoveryCodeTable, SecondFactorTable,
  SessionTable, SignInStepTable, SignInTryTable, UserTable,
} from './schema-people.ts';

/**
 * The tables, as Kysely knows them. Ids are uuid texts, days `_on` `YYYY-MM-DD`, instants `_at` ISO UTC, money whole øre `_ore`,
 * rates basis points `_bp`, yes/no `is_` 0 or 1, JSON text. PostgreSQL gives bigint as text, SQLite as a number: `fromOre` takes both.
 */
export type Ore = ColumnType<number | string, bigint, bigint>;
export type NullableOre = ColumnType<number | string | null, bigint | null, bigint | null>;
type Flag = 0 | 1;
export type StoredKind = RefundableKind | 'not_refundable';

interface Versioned { version: number }

export interface OrganisationTable extends Versioned {
  id: string;
  name: string;
  organisation_number: string | null;
  municipality_number: string | null;
  bank_account: string | null;
  street: string;
  postal_code: string;
  city: string;
  language: Language;
  /** Kontostreng: ansvar, funksjon, prosjekt; art goes by kind of cost. */
  ledger_responsibility: string;
  ledger_function: string;
  ledger_project: string;
  created_at: string;
  /** Head of the audit chain, and the lock every change of the organisation takes first. */
  audit_sequence: number;
  audit_hash: string;
  last_claim_number: number;
  /** One where a claim may be attested outside the product, as one with a single person has to. */
  allows_external_attestation: Flag;
  claim_holds_files: Flag;
  requires_second_factor: Generated<Flag>;
  /** How long what is done with is kept, counted from the end of its year. */
  retention_years: Generated<number>;
}

export interface ProgrammeTable extends InOrganisation, Versioned {
  id: string;
  name: string;
  purpose: string;
  target_group: string;
  leader_count: number;
  starts_on: string;
  ends_on: string;
  supplier_name: string | null;
  supplier_number: string | null;
  contact_name: string;
  contact_email: string;
  contact_phone: string | null;
  grant_reference: string | null;
  grant_applied_on: string | null;
  grant_letter_on: string | null;
  grant_expires_on: string | null;
  grant_amount_ore: NullableOre;
  grant_percent_bp: number | null;
  grant_day_cap_ore: NullableOre;
  /** Why percent or day cap differ from the rule set. */
  grant_terms_reason: string | null;
  grant_letter_id: string | null;
  grant_is_part_payment: Flag;
  ledger_responsibility: string | null;
  ledger_function: string | null;
  ledger_project: string | null;
  created_at: string;
  created_by: string;
}

/** A consultant is the organisation's: the day cap counts over its programmes. */
export interface ConsultantTable extends InOrganisation, Versioned {
  id: string;
  name: string;
  company: string | null;
  /** The person who signs in as this consultant. */
  user_id: string | null;
  /** When the name was taken away. */
  erased_at: string | null;
}

export interface ProgrammeConsultantTable extends InOrganisation {
  programme_id: string;
  consultant_id: string;
  role: ConsultantRole;
  position: number;
}

export interface ActivityTable extends InOrganisation, Versioned {
  id: string;
  programme_id: string;
  kind: ActivityKind;
  title: string;
  starts_on: string;
  ends_on: string;
  place: string | null;
  participants: number | null;
  position: number;
}

export interface ExpenseTable extends InOrganisation, Versioned {
  id: string;
  programme_id: string;
  /** Order of entry, within the programme. */
  position: number;
  kind: StoredKind;
  reason: NotRefundableReason | null;
  consultant_id: string | null;
  activity_id: string | null;
  incurred_on: string | null;
  /** The net amount; of a fee the sum of its days. */
  amount_ore: Ore;
  vat_ore: NullableOre;
  invoice_number: string | null;
  invoice_issued_on: string | null;
  invoice_supplier: string | null;
  paid_on: string | null;
  description: string | null;
  credit_of: string | null;
  ledger_account: string | null;
  parked_reason: string | null;
  deleted_at: string | null;
  created_by: string;
  created_at: string;
}

export interface ExpenseDayTable extends InOrganisation {
  expense_id: string;
  position: number;
  on_day: string;
  amount_ore: Ore;
}

export interface AttachmentTable extends InOrganisation {
  id: string;
  programme_id: string;
  /** Unique in the programme, as a programme file needs it. */
  name: string;
  sha256: string;
  bytes: number;
  media_type: string;
  /** Null when it could not be opened. */
  pages: number | null;
  unreadable_cause: string | null;
  /** What its pages add to a claim's PDF, about; null when it could not be opened, or that was not counted. */
  prepared_bytes: number | null;
  uploaded_by: string;
  uploaded_at: string;
  deleted_at: string | null;
}

export interface ExpenseAttachmentTable extends InOrganisation {
  expense_id: string;
  attachment_id: string;
  position: number;
}

export interface ClaimTable extends InOrganisation, Versioned {
  id: string;
  programme_id: string;
  /** Counts within the organisation; told as «krav 7». */
  number: number;
  status: ClaimStatus;
  /** The claim this one replaces, and why. */
  replaces_claim_id: string | null;
  replaces_reason: string | null;
  prepared_by: string;
  prepared_at: string;
  /** What was sent to attestation, as a hash: approval is of that and nothing else. */
  content_sha256: string | null;
  returned_reason: string | null;
  approved_by: string | null;
  approved_at: string | null;
  /** Who attested outside the product, where an organisation has to. */
  external_attestation: string | null;
  submitted_on: string | null;
  submitted_by: string | null;
  received_on: string | null;
  received_ore: NullableOre;
  difference_reason: string | null;
  withdrawn_reason: string | null;
  cost_ore: NullableOre;
  eligible_ore: NullableOre;
  basis_ore: NullableOre;
  refund_ore: NullableOre;
  /** Frozen at approval: programme, earlier claims, day, language; the calculation as claim.json; the PDF by its hash. */
  snapshot_json: string | null;
  claim_json: string | null;
  pdf_sha256: string | null;
  pdf_bytes: number | null;
}

export interface ClaimLineTable extends InOrganisation {
  claim_id: string;
  expense_id: string;
  position: number;
  /** One while the claim is live: an expense stands in one live claim only (unique index). */
  is_live: Flag;
}

/** Fees an approved claim has used of the day cap, by consultant and day. */
export interface ClaimDayTable extends InOrganisation {
  claim_id: string;
  consultant_id: string;
  on_day: string;
  amount_ore: Ore;
  is_live: Flag;
}

export interface AuditEntryTable extends InOrganisation {
  sequence: number;
  at: string;
  actor_id: string | null;
  actor_name: string;
  action: string;
  subject_kind: string;
  subject_id: string;
  programme_id: string | null;
  facts_json: string;
  request_id: string;
  previous_hash: string;
  hash: string;
}

/** Days and travel a consultant hands in before the invoice comes. */
export interface DaySheetTable extends InOrganisation, Versioned {
  id: string;
  programme_id: string;
  consultant_id: string;
  status: DaySheetStatus;
  message: string | null;
  created_by: string;
  created_at: string;
  handed_in_at: string | null;
  returned_reason: string | null;
  decided_by: string | null;
  decided_at: string | null;
}

export interface DaySheetLineTable extends InOrganisation {
  sheet_id: string;
  position: number;
  kind: RefundableKind;
  on_day: string;
  amount_ore: Ore;
  vat_ore: NullableOre;
  activity_id: string | null;
  description: string | null;
  /** The cost it became. */
  expense_id: string | null;
}

export interface Database {
  invitations: InvitationTable;
  outbox_messages: OutboxMessageTable;
  second_factors: SecondFactorTable;
  recovery_codes: RecoveryCodeTable;
  sign_in_steps: SignInStepTable;
  password_resets: PasswordResetTable;
  identities: IdentityTable;
  identity_requests: IdentityRequestTable;
  account_events: AccountEventTable;
  day_sheets: DaySheetTable;
  day_sheet_lines: DaySheetLineTable;
  day_sheet_files: DaySheetFileTable;
  api_tokens: ApiTokenTable;
  rate_limits: RateLimitTable;
  organisations: OrganisationTable;
  users: UserTable;
  memberships: MembershipTable;
  programme_members: ProgrammeMemberTable;
  sessions: SessionTable;
  sign_in_tries: SignInTryTable;
  form_keys: FormKeyTable;
  programmes: ProgrammeTable;
  consultants: ConsultantTable;
  programme_consultants: ProgrammeConsultantTable;
  activities: ActivityTable;
  expenses: ExpenseTable;
  expense_days: ExpenseDayTable;
  attachments: AttachmentTable;
  expense_attachments: ExpenseAttachmentTable;
  claims: ClaimTable;
  claim_lines: ClaimLineTable;
  claim_days: ClaimDayTable;
  audit_entries: AuditEntryTable;
}
