/** Who a person is towards one organisation. Source: README.md § 5. */
export const roles = ['administrator', 'case_worker', 'finance', 'consultant', 'reader'] as const;
export type Role = (typeof roles)[number];

export const permissions = [
  'organisation.read', 'organisation.edit', 'people.manage', 'bank_account.read', 'accounting_string.edit',
  'programme.read', 'programme.edit', 'expense.read', 'expense.edit', 'file.add', 'day_sheet.write', 'day_sheet.decide',
  'claim.read', 'claim.prepare', 'claim.check', 'claim.approve', 'claim.register', 'claim.download', 'audit.read',
] as const;
export type Permission = (typeof permissions)[number];

/** How far a permission reaches: the whole organisation, or only the programmes the person was invited to. */
export type Reach = 'organisation' | 'own_programmes';

/**
 * The permission table. What is not listed is not allowed. A consultant reaches only programmes they were invited to,
 * never the bank account, and approves nothing: what they hand in becomes a cost when the municipality accepts it.
 * A reader changes nothing.
 */
const permissionTable = {
  administrator: grants('organisation', [
    'organisation.read', 'organisation.edit', 'people.manage', 'bank_account.read', 'accounting_string.edit',
    'programme.read', 'expense.read', 'claim.read', 'claim.download', 'audit.read',
  ]),
  case_worker: grants('organisation', [
    'organisation.read', 'bank_account.read', 'programme.read', 'programme.edit', 'expense.read', 'expense.edit',
    'file.add', 'day_sheet.decide', 'claim.read', 'claim.prepare', 'claim.check', 'claim.register', 'claim.download', 'audit.read',
  ]),
  finance: grants('organisation', [
    'organisation.read', 'bank_account.read', 'accounting_string.edit', 'programme.read', 'expense.read',
    'claim.read', 'claim.check', 'claim.approve', 'claim.register', 'claim.download', 'audit.read',
  ]),
  consultant: grants('own_programmes', ['programme.read', 'expense.read', 'file.add', 'day_sheet.write', 'claim.check']),
  reader: grants('organisation', [
    'organisation.read', 'bank_account.read', 'programme.read', 'expense.read', 'claim.read', 'claim.download', 'audit.read',
  ]),
} satisfies Record<Role, ReadonlyMap<Permission, Reach>>;

/** How far a role may use a permission; undefined when it may not at all. */
export function reachOf(role: Role, permission: Permission): Reach | undefined {
  return permissionTable[role].get(permission);
}

function grants(reach: Reach, allowed: readonly Permission[]): ReadonlyMap<Permission, Reach> {
  return new Map(allowed.map((permission) => [permission, reach]));
}
