export interface Wait {
  readonly code: 'wait';
  readonly minutes: number;
}

/** Why a person was not signed in. Nothing tells an unknown account from a wrong password. */
export type SignInFault = { readonly code: 'wrong' | 'too_late' } | Wait;

/** Why a code was not taken. */
export type CodeFault = { readonly code: 'wrong' | 'used' } | Wait;
