import { describe, expect, test } from 'vitest';
import { Membership } from './membership.ts';
import { permissions, roles, type Permission, type Role } from './permissions.ts';

const member = (role: Role, facts: Partial<ConstructorParameters<typeof Membership>[0]> = {}) => new Membership({
  organisationId: 'o1', userId: 'u1', role, programmeIds: new Set(['p1']), consultantId: role === 'consultant' ? 'k1' : undefined, ...facts,
});
const others = roles.filter((role) => role !== 'consultant');
const everyRole = roles.map((role) => [role] as const);

describe('what of a programme is open', () => {
  test('is all of it for whoever works in the organisation', () => {
    expect(others.map((role) => member(role).ownOnly)).toEqual(others.map(() => undefined));
  });

  test('is for a consultant what is theirs: by who they are, and by what they entered', () => {
    expect(member('consultant').ownOnly).toEqual({ userId: 'u1', consultantId: 'k1' });
  });

  test('is for one nobody has named still only what they entered themselves', () => {
    expect(member('consultant', { consultantId: undefined }).ownOnly).toEqual({ userId: 'u1', consultantId: undefined });
  });
});

describe('reading for counts', () => {
  const counting = member('consultant').forCounts();

  test('opens the whole programme, of the programmes they were invited to and no other', () => {
    expect(counting.ownOnly).toBeUndefined();
    expect([counting.reaches('p1'), counting.reaches('p2')]).toEqual([true, false]);
    expect(counting.onlyProgrammes).toEqual(new Set(['p1']));
  });

  test('leaves the proof it was asked of as it was', () => {
    const consultant = member('consultant');
    consultant.forCounts();
    expect(consultant.ownOnly).toEqual({ userId: 'u1', consultantId: 'k1' });
  });

  test.each(everyRole)('gives %s no permission they do not have, and takes none', (role) => {
    const [own, counted] = [member(role), member(role).forCounts()];
    const allowed = (proof: Membership, programmeId?: string) => permissions.filter((permission) => proof.may(permission, programmeId));
    for (const programmeId of [undefined, 'p1', 'p2']) expect(allowed(counted, programmeId)).toEqual(allowed(own, programmeId));
  });

  test.each(everyRole)('is of the same person in the same organisation as %s', (role) => {
    const { organisationId, userId, consultantId, tokenId } = member(role, { tokenId: 't1' }).forCounts();
    expect({ organisationId, userId, role: member(role).forCounts().role, consultantId, tokenId }).toEqual({
      organisationId: 'o1', userId: 'u1', role, consultantId: role === 'consultant' ? 'k1' : undefined, tokenId: 't1',
    });
  });

  test('holds a machine to what its token opens', () => {
    const machine = member('consultant', { onlyPermissions: new Set<Permission>(['programme.read']) }).forCounts();
    expect([machine.may('programme.read', 'p1'), machine.may('expense.edit', 'p1')]).toEqual([true, false]);
  });
});

describe('a cost', () => {
  test('is entered and changed by no consultant, in no programme: they hand in a day sheet, and send its files', () => {
    const consultant = member('consultant');
    const may = (permission: Permission) => [undefined, 'p1', 'p2'].filter((programmeId) => consultant.may(permission, programmeId));
    expect([may('expense.edit'), may('day_sheet.decide')]).toEqual([[], []]);
    expect([may('expense.read'), may('day_sheet.write'), may('file.add')]).toEqual([['p1'], ['p1'], ['p1']]);
  });
});

describe('a machine', () => {
  test('may never more than its token opens, nor what the role lacks', () => {
    const machine = member('reader', { onlyPermissions: new Set<Permission>(['claim.read', 'expense.edit']), tokenId: 't1' });
    expect(permissions.filter((permission) => machine.may(permission))).toEqual(['claim.read']);
  });
});

test('a look-alike is no proof: what it says of itself cannot be reached from outside', () => {
  const proof = member('reader');
  expect(Object.keys(proof)).toEqual([]);
  expect(JSON.stringify(proof)).toBe('{}');
});
