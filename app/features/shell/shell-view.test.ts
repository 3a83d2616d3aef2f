import { describe, expect, test } from 'vitest';
import { Membership } from '#app/domain/membership.ts';
import { roles, type Role } from '#app/domain/permissions.ts';
import { accountView } from './account-view.ts';
import { readFault } from './read-fault.ts';
import { shellView } from './shell-view.ts';

function linksOf(role: Role, pathname = '/') {
  const membership = new Membership({ organisationId: 'o1', userId: 'u1', role, programmeIds: new Set() });
  const organisation = { id: 'o1', name: 'Sørvik kommune', may: (permission: Parameters<typeof membership.may>[0]) => membership.may(permission) };
  return accountView({ name: 'Ada', organisation, pathname, language: 'nb' }).links;
}

describe('the head of a page', () => {
  test.each<[Role, string[]]>([
    ['administrator', ['Programmer', 'Refusjonskrav', 'Innstillinger', 'Tilgang', 'API-nøkler', 'Personopplysninger', 'Historikk']],
    ['case_worker', ['Programmer', 'Refusjonskrav', 'Innstillinger', 'Historikk']],
    ['finance', ['Programmer', 'Refusjonskrav', 'Innstillinger', 'Historikk']],
    ['reader', ['Programmer', 'Refusjonskrav', 'Innstillinger', 'Historikk']],
    ['consultant', []],
  ])('leads a %s to what the role opens', (role, texts) => {
    expect(linksOf(role).map(({ text }) => text)).toEqual(texts);
  });

  test('marks the page one is on, and no other', () => {
    for (const role of roles) expect(linksOf(role, '/organisations/o1/programmes/p1').filter(({ isCurrent }) => isCurrent)).toEqual([]);
    expect(linksOf('finance', '/organisations/o1/claims').filter(({ isCurrent }) => isCurrent).map(({ text }) => text)).toEqual(['Refusjonskrav']);
    expect(linksOf('finance', '/organisations/o1').filter(({ isCurrent }) => isCurrent).map(({ text }) => text)).toEqual(['Programmer']);
  });

  test('names the person, and outside an organisation offers only the way out', () => {
    expect(accountView({ name: 'Ada', pathname: '/', language: 'nn' }))
      .toEqual({ name: 'Ada', ownPage: { href: '/account', text: 'Kontoen din' }, organisationName: undefined, label: 'Deg', links: [], signOut: { action: '/sign-out', text: 'Logg ut' } });
  });

  test('has nobody in it for a visitor', () => {
    expect(shellView({ language: 'nb', requestId: 'r1' }).account).toBeUndefined();
  });
});

test('a page that failed tells the number its cause is logged under', () => {
  expect(shellView({ language: 'en', requestId: 'r1' }).failed.paragraphs.at(-1)).toBe('Reference: r1. Give it if you need help.');
});

test.each([undefined, null, '', 'Error: one line', 'two\nlines', { fault: 'x' }, 7])('%j is not read as the words of a fault', (body) => {
  expect(readFault(body)).toBeUndefined();
});
