import type { Permission } from '#app/domain/permissions.ts';

/** What a person can ask for on a claim's page, and who may. What each needs beyond that, the domain decides. */
export const intentPermissions = {
  send_to_review: 'claim.prepare',
  discard: 'claim.prepare',
  submit: 'claim.register',
  settle: 'claim.register',
  withdraw: 'claim.register',
  replace: 'claim.prepare',
} as const satisfies Record<string, Permission>;

export type ClaimIntent = keyof typeof intentPermissions;

export function isClaimIntent(text: string): text is ClaimIntent {
  return Object.hasOwn(intentPermissions, text);
}
