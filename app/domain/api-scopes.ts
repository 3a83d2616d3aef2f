import type { Permission, Role } from './permissions.ts';

/** What a machine may be let in to. */
export const apiScopes = ['programmes:read', 'expenses:read', 'claims:read', 'programmes:import'] as const;
export type ApiScope = (typeof apiScopes)[number];

/** What each scope opens, in the words of the permission table. A claim's document names the account, so who reads claims reads it. */
const permissionsByScope = {
  'programmes:read': ['organisation.read', 'programme.read'],
  'expenses:read': ['programme.read', 'expense.read'],
  'claims:read': ['programme.read', 'claim.read', 'claim.download', 'bank_account.read'],
  'programmes:import': ['programme.read', 'programme.edit'],
} satisfies Record<ApiScope, readonly Permission[]>;

/** A machine acts in a role, and within it only as far as its scopes reach. */
export function actingRole(scopes: readonly ApiScope[]): Role {
  return scopes.includes('programmes:import') ? 'case_worker' : 'reader';
}

export function scopePermissions(scopes: readonly ApiScope[]): ReadonlySet<Permission> {
  return new Set(scopes.flatMap((scope) => permissionsByScope[scope]));
}

/** The scopes a text names, as they are stored: words with a space between. What is no scope opens nothing. */
export function scopesIn(text: string): ApiScope[] {
  const words = new Set(text.split(' '));
  return apiScopes.filter((scope) => words.has(scope));
}
