/** Why a person was not signed in. Nothing tells an unknown account from a wrong password. */
export type SignInFault = { readonly code: 'wrong' } | { readonly code: 'wait'; readonly minutes: number };
