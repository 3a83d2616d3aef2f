import type { Role } from '#app/domain/permissions.ts';
import type { Language } from '#app/domain/programme.ts';

/** The tables of people and of what may act for an organisation: who may come in, as what, and how they show it. */
export interface InOrganisation { organisation_id: string }
export type SignInMethod = 'password' | 'oidc';

export interface UserTable {
  id: string;
  email: string;
  name: string;
  /** Null for who signs in at another place only. */
  password_hash: string | null;
  language: Language | null;
  created_at: string;
  disabled_at: string | null;
  /** When name and address were taken away at the person's own wish. */
  erased_at: string | null;
}

export interface MembershipTable extends InOrganisation {
  user_id: string;
  role: Role;
  created_at: string;
  ended_at: string | null;
  ended_by: string | null;
  /** When the organisation took the person off its record. */
  erased_at: string | null;
  last_used_at: string | null;
}

/** The programmes a consultant was invited to. */
export interface ProgrammeMemberTable extends InOrganisation {
  programme_id: string;
  user_id: string;
  created_at: string;
  /** The last day it is open to them; null for as long as they are a member. */
  ends_on: string | null;
  last_used_at: string | null;
}

export interface SessionTable {
  id_hash: string;
  user_id: string;
  created_at: string;
  last_seen_at: string;
  ends_at: string;
  method: SignInMethod | null;
  /** What the browser calls itself, in short, so that a person knows their sessions apart. */
  device: string | null;
  second_factor_at: string | null;
}

/** Tries at signing in, by account and address; the key is a hash. */
export interface SignInTryTable {
  key_hash: string;
  failures: number;
  last_at: string;
}

/** Forms already carried out: the same key and body give the same answer. */
export interface FormKeyTable {
  user_id: string;
  form_key: string;
  body_hash: string;
  location: string;
  created_at: string;
}

export interface InvitationTable extends InOrganisation {
  id: string;
  email: string;
  name: string;
  role: Role;
  /** A consultant's: what they are let in to, as whom, and to what day. */
  programme_id: string | null;
  consultant_id: string | null;
  access_ends_on: string | null;
  language: Language;
  token_hash: string;
  invited_by: string;
  created_at: string;
  expires_at: string;
  accepted_at: string | null;
  accepted_by: string | null;
  withdrawn_at: string | null;
}

/** E-mail to be sent, written in the transaction of what it tells of; what it says is sealed, and gone once it is sent. */
export interface OutboxMessageTable {
  id: string;
  organisation_id: string | null;
  kind: string;
  /** The row it is about, such as an invitation. */
  about_id: string | null;
  recipient: string;
  language: Language;
  subject: string;
  body_sealed: string | null;
  /** From when on it is not worth sending. */
  expires_at: string | null;
  created_at: string;
  tries: number;
  next_try_at: string;
  sent_at: string | null;
  /** When it was given up. */
  dead_at: string | null;
  last_fault: string | null;
}

/** A second factor by time (TOTP); it counts once it is confirmed. */
export interface SecondFactorTable {
  user_id: string;
  secret_sealed: string;
  created_at: string;
  confirmed_at: string | null;
  /** The last time step that was used: no code serves twice. */
  last_step: number | null;
}

export interface RecoveryCodeTable {
  user_id: string;
  code_hash: string;
  created_at: string;
  used_at: string | null;
}

/** Someone whose first factor was right, until the second is. */
export interface SignInStepTable {
  id_hash: string;
  user_id: string;
  method: SignInMethod;
  created_at: string;
  ends_at: string;
}

export interface PasswordResetTable {
  token_hash: string;
  user_id: string;
  created_at: string;
  expires_at: string;
  used_at: string | null;
}

/** Who a person is at another place they sign in at (OIDC): issuer and subject, never the e-mail address. */
export interface IdentityTable {
  issuer: string;
  subject: string;
  user_id: string;
  created_at: string;
  last_used_at: string | null;
}

/** A sign-in under way at another place. */
export interface IdentityRequestTable {
  state_hash: string;
  /** The browser that began it. */
  browser_hash: string;
  nonce: string;
  verifier_sealed: string;
  return_to: string;
  created_at: string;
  ends_at: string;
  /** Set when a person who is signed in links an identity to their account. */
  user_id: string | null;
  invitation_hash: string | null;
}

/** What happened to a person's own account: signed in, password changed, second factor set up. */
export interface AccountEventTable {
  user_id: string;
  id: string;
  at: string;
  event: string;
  facts_json: string;
}

/** A machine's way in: only the token's hash is kept. */
export interface ApiTokenTable extends InOrganisation {
  id: string;
  name: string;
  /** Words with a space between: `programmes:read claims:read`. */
  scopes: string;
  token_hash: string;
  created_by: string;
  created_at: string;
  /** The last day it is good for. */
  expires_on: string;
  last_used_at: string | null;
  revoked_at: string | null;
  revoked_by: string | null;
}

/** How much of something was taken in a stretch of time; several servers share it. */
export interface RateLimitTable {
  key_hash: string;
  window_starts_at: string;
  taken: number;
}

/** A file of a day sheet's line: it becomes a voucher of the cost the line becomes. */
export interface DaySheetFileTable extends InOrganisation {
  sheet_id: string;
  line_position: number;
  attachment_id: string;
  /** Its place among the line's. */
  position: number;
}
