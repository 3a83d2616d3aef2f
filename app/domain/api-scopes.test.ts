import { describe, expect, test } from 'vitest';
import { actingRole, apiScopes, scopePermissions, scopesIn } from './api-scopes.ts';
import { Membership } from './membership.ts';
import { permissions, reachOf } from './permissions.ts';

describe('a scope', () => {
  test.each(apiScopes)('%s opens nothing its role could not do', (scope) => {
    const role = actingRole([scope]);
    expect([...scopePermissions([scope])].filter((permission) => reachOf(role, permission) !== 'organisation')).toEqual([]);
  });

  test('that reads changes nothing', () => {
    const reading = scopePermissions(['programmes:read', 'expenses:read', 'claims:read']);
    expect([...reading].filter((permission) => !/\.(read|download)$/.test(permission))).toEqual([]);
  });

  test('that imports reads no claim and no account', () => {
    const importing = scopePermissions(['programmes:import']);
    expect(importing.has('claim.read') || importing.has('bank_account.read')).toBe(false);
  });
});

test('a stored text names its scopes, in their order; other words are none', () => {
  expect(scopesIn('claims:read programmes:read people:manage')).toEqual(['programmes:read', 'claims:read']);
  expect(scopesIn('')).toEqual([]);
});

test('a machine is held to its scopes within its role', () => {
  const scopes = scopesIn('programmes:import');
  const machine = new Membership({
    organisationId: 'o1', userId: 'u1', role: actingRole(scopes), programmeIds: new Set(), onlyPermissions: scopePermissions(scopes),
  });
  expect(permissions.filter((permission) => machine.may(permission))).toEqual(['programme.read', 'programme.edit']);
});
