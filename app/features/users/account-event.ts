/** What can happen to a person's own account; told in words by `account.event.<name>`. */
export const accountEventNames = [
  'signed_in', 'second_factor_wrong', 'password_changed', 'password_reset', 'second_factor_on', 'second_factor_off', 'recovery_code_used',
  'recovery_codes_renewed', 'sessions_ended', 'identity_linked', 'identity_unlinked',
] as const;
export type AccountEventName = (typeof accountEventNames)[number];

export interface NewAccountEvent {
  readonly userId: string;
  /** ISO UTC. */
  readonly at: string;
  readonly event: AccountEventName;
  /** `device`: see deviceOf. */
  readonly facts?: Readonly<Record<string, string>>;
}

export interface AccountEvent {
  readonly id: string;
  readonly at: string;
  readonly event: AccountEventName;
  readonly facts: Readonly<Record<string, string>>;
}
