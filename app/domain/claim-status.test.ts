import { describe, expect, test } from 'vitest';
import { claimActions, claimStatuses, decideTransition, liveStatuses, type TransitionRequest } from './claim-status.ts';
import { DomainError } from './errors.ts';
import { permissions, reachOf, roles, type Permission, type Role } from './permissions.ts';

const request: TransitionRequest = { status: 'in_review', action: 'approve', actor: { id: 'per', role: 'finance' }, preparers: new Set(['kari']) };

describe('the life of a claim', () => {
  const allowed = new Map([
    ['draft send_to_review', 'in_review'], ['in_review return', 'draft'], ['in_review approve', 'approved'], ['approved submit', 'submitted'],
    ['submitted settle', 'settled'], ['approved withdraw', 'withdrawn'], ['submitted withdraw', 'withdrawn'],
    ['approved replace', 'replaced'], ['submitted replace', 'replaced'],
  ]);
  const steps = claimStatuses.flatMap((status) => claimActions.map((action) => ({ status, action })));

  test.each(steps)('$status + $action', ({ status, action }) => {
    const role: Role = action === 'send_to_review' || action === 'replace' ? 'case_worker' : 'finance';
    const decision = decideTransition({ ...request, status, action, actor: { id: 'per', role }, reason: 'Feil konto' });
    const expected = allowed.get(`${status} ${action}`);
    expect(decision).toEqual(expected === undefined ? { refused: 'wrong_status' } : { status: expected });
  });

  test('nobody who prepared it can approve it, whoever else did too, unless someone outside attested', () => {
    const own = { ...request, preparers: new Set(['kari', 'per']) };
    expect(decideTransition(own)).toEqual({ refused: 'own_claim' });
    expect(decideTransition({ ...own, hasExternalAttestation: true })).toEqual({ status: 'approved' });
  });

  test('to return, withdraw or replace needs a reason; so does another amount than claimed', () => {
    expect(decideTransition({ ...request, action: 'return', reason: '  ' })).toEqual({ refused: 'reason_missing' });
    expect(decideTransition({ ...request, status: 'submitted', action: 'withdraw' })).toEqual({ refused: 'reason_missing' });
    expect(decideTransition({ ...request, status: 'submitted', action: 'settle', isAmountDifferent: true })).toEqual({ refused: 'difference_reason_missing' });
    expect(decideTransition({ ...request, status: 'submitted', action: 'settle' })).toEqual({ status: 'settled' });
  });

  test.each(['administrator', 'case_worker', 'consultant', 'reader'] as const)('%s cannot approve', (role) => {
    expect(decideTransition({ ...request, actor: { id: 'x', role } })).toEqual({ refused: 'not_permitted' });
  });

  test('a withdrawn or replaced claim lets go of its expenses', () => {
    expect(claimStatuses.filter((status) => !liveStatuses.includes(status))).toEqual(['withdrawn', 'replaced']);
  });
});

describe('the permission table', () => {
  const changing: Permission[] = ['organisation.edit', 'people.manage', 'accounting_string.edit', 'programme.edit', 'expense.edit', 'claim.prepare', 'claim.approve', 'claim.register'];
  const rows: [Role, string][] = [
    ['administrator', 'organisation.read organisation.edit people.manage bank_account.read accounting_string.edit programme.read expense.read claim.read claim.download audit.read'],
    ['case_worker', 'organisation.read bank_account.read programme.read programme.edit expense.read expense.edit file.add day_sheet.decide claim.read claim.prepare claim.check claim.register claim.download audit.read'],
    ['finance', 'organisation.read bank_account.read accounting_string.edit programme.read expense.read claim.read claim.check claim.approve claim.register claim.download audit.read'],
    ['consultant', 'programme.read expense.read file.add day_sheet.write claim.check'],
    ['reader', 'organisation.read bank_account.read programme.read expense.read claim.read claim.download audit.read'],
  ];

  test.each(rows)('%s', (role, allowed) => {
    expect(permissions.filter((permission) => reachOf(role, permission) !== undefined).join(' ')).toBe(allowed);
  });

  test('a consultant reaches only programmes they were invited to', () => {
    expect(permissions.map((permission) => reachOf('consultant', permission)).filter((reach) => reach === 'organisation')).toEqual([]);
    expect(roles.filter((role) => reachOf(role, 'programme.read') === 'own_programmes')).toEqual(['consultant']);
  });

  test('a reader changes nothing', () => {
    expect(changing.filter((permission) => reachOf('reader', permission) !== undefined)).toEqual([]);
  });

  test('a refusal to serve has a code', () => {
    expect(new DomainError('not_permitted', 'No')).toMatchObject({ code: 'not_permitted', name: 'DomainError' });
  });
});
