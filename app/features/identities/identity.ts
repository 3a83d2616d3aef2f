/** Who somebody is at another place where they sign in: never told by their e-mail address, which others may come to have. */
export interface Identity {
  readonly issuer: string;
  readonly subject: string;
}

/** One that is linked to an account here. */
export interface LinkedIdentity extends Identity {
  readonly linkedAt: string;
  readonly lastUsedAt: string | undefined;
}

/** What that place answered. */
export interface ProvenIdentity extends Identity {
  /** It has asked for a second factor, in a way this installation counts. */
  readonly hasSecondFactor: boolean;
}

/** Why nobody was let in, or nothing linked, by another place; each has its words. */
export const identityFaults = [
  /** The place does not answer, or answers what is none. */
  'unreachable',
  /** It says that the person gave up, or may not. */
  'cancelled',
  /** It says something else went wrong. */
  'refused',
  /** What it says holds at another time than ours. */
  'clock',
  /** Its answer does not hold. */
  'invalid',
  /** Nobody here began this, or not in this browser, or too long ago, or it was used already. */
  'stale',
  /** It is right, but belongs to no account here. */
  'unknown',
  /** To be linked, but another account has it. */
  'taken',
  /** To be linked by one person; another, or nobody, is signed in now. */
  'other_person',
] as const;
export type IdentityFaultCode = (typeof identityFaults)[number];

export class IdentityFault extends Error {
  override readonly name = 'IdentityFault';
  readonly code: IdentityFaultCode;

  constructor(code: IdentityFaultCode, options?: ErrorOptions) {
    super(code, options);
    this.code = code;
  }
}
