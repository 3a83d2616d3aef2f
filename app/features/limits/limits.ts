/** How often something may be done by one and the same, in a stretch of time that begins on the clock. */
export interface Limit {
  readonly most: number;
  readonly minutes: number;
}

/**
 * What is counted, and how much of it is far more than anybody's errand takes. The key it is counted by stands beside:
 * the client's address where nobody has signed in, else the person or the token. Source: OWASP ASVS 5.0 § 2.4, § 6.3.
 */
export const limits = {
  /** By address: secrets that stand in a link or are typed, such as invitations, resets and recovery codes. */
  secretGuess: { most: 100, minutes: 15 },
  /** By address, and by the account that is asked for. */
  passwordReset: { most: 5, minutes: 60 },
  /** By address: sign-ins begun at another place. */
  identityRequest: { most: 600, minutes: 10 },
  /** By person: files sent. */
  upload: { most: 1_000, minutes: 60 },
  /** By person: PDFs and exports, which take the processor. */
  pdf: { most: 120, minutes: 10 },
  /** By token: requests of a machine. */
  api: { most: 600, minutes: 1 },
} as const satisfies Readonly<Record<string, Limit>>;

export type LimitName = keyof typeof limits;
