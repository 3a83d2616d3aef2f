import { describe, expect, test } from 'vitest';
import { Membership } from './membership.ts';
import { permissions, reachOf, roles, type Permission, type Role } from './permissions.ts';

/** The table of README.md § 5, row by row: who may what. A consultant's `own` is the programmes they were invited to. */
const table: readonly (readonly [permission: Permission, ...marks: readonly string[]])[] = [
  //                       administrator, case worker, finance, consultant, reader
  ['organisation.read', /*     */ 'yes', 'yes', 'yes', 'no', 'yes'],
  ['organisation.edit', /*     */ 'yes', 'no', 'no', 'no', 'no'],
  ['people.manage', /*         */ 'yes', 'no', 'no', 'no', 'no'],
  ['bank_account.read', /*     */ 'yes', 'yes', 'yes', 'no', 'yes'],
  ['accounting_string.edit', /**/ 'yes', 'no', 'yes', 'no', 'no'],
  ['programme.read', /*        */ 'yes', 'yes', 'yes', 'own', 'yes'],
  ['programme.edit', /*        */ 'no', 'yes', 'no', 'no', 'no'],
  ['expense.read', /*          */ 'yes', 'yes', 'yes', 'own', 'yes'],
  ['expense.edit', /*          */ 'no', 'yes', 'no', 'no', 'no'],
  ['file.add', /*              */ 'no', 'yes', 'no', 'own', 'no'],
  ['day_sheet.write', /*       */ 'no', 'no', 'no', 'own', 'no'],
  ['day_sheet.decide', /*      */ 'no', 'yes', 'no', 'no', 'no'],
  ['claim.read', /*            */ 'yes', 'yes', 'yes', 'no', 'yes'],
  ['claim.prepare', /*         */ 'no', 'yes', 'no', 'no', 'no'],
  ['claim.check', /*           */ 'no', 'yes', 'yes', 'own', 'no'],
  ['claim.approve', /*         */ 'no', 'no', 'yes', 'no', 'no'],
  ['claim.register', /*        */ 'no', 'yes', 'yes', 'no', 'no'],
  ['claim.download', /*        */ 'yes', 'yes', 'yes', 'no', 'yes'],
  ['audit.read', /*            */ 'yes', 'yes', 'yes', 'no', 'yes'],
];

const cells = table.flatMap(([permission, ...marks]) => roles.map((role, place): [Role, Permission, string] => [role, permission, marks[place] ?? '']));
const memberOf = (role: Role) => new Membership({ organisationId: 'o1', userId: 'u1', role, programmeIds: new Set(['p1']) });

test('the table has every permission once', () => {
  expect(table.map(([permission]) => permission)).toEqual(permissions);
});

describe('who may what', () => {
  test.each(cells)('%s · %s: %s', (role, permission, mark) => {
    const member = memberOf(role);
    expect(reachOf(role, permission)).toBe({ yes: 'organisation', own: 'own_programmes', no: undefined }[mark]);
    expect(member.may(permission)).toBe(mark === 'yes');
    expect(member.may(permission, 'p1')).toBe(mark !== 'no');
    expect(member.may(permission, 'p2')).toBe(mark === 'yes');
  });
});

describe('whoever', () => {
  const rolesWith = (permission: Permission) => roles.filter((role) => reachOf(role, permission) !== undefined);

  test('prepares a claim has no role that approves one', () => {
    expect(rolesWith('claim.prepare').filter((role) => rolesWith('claim.approve').includes(role))).toEqual([]);
  });

  test('only looks changes nothing', () => {
    const allowed = permissions.filter((permission) => reachOf('reader', permission) !== undefined);
    expect(allowed.filter((permission) => !/\.(read|download)$/.test(permission))).toEqual([]);
  });

  test('is a consultant reaches the programmes they were invited to and no other; everybody else reaches all', () => {
    expect(roles.filter((role) => memberOf(role).reaches('p2'))).toEqual(roles.filter((role) => role !== 'consultant'));
    expect(memberOf('consultant').reaches('p1')).toBe(true);
    expect(memberOf('consultant').onlyProgrammes).toEqual(new Set(['p1']));
  });
});
