import { describe, expect, test } from 'vitest';
import { Membership } from '#app/domain/membership.ts';
import type { Role } from '#app/domain/permissions.ts';
import { languages } from '#app/domain/programme.ts';
import { aProgramme } from '#test/fixtures/factories.ts';
import { setupFrame } from './setup-frame-view.ts';
import { setupStepsView } from './setup-steps-view.ts';

const bare = aProgramme({ grant: { reference: undefined, letter: undefined }, consultants: [], activities: [], expenses: [] });
const place = { organisationId: 'o1', programmeId: 'p1', language: 'nb' } as const;
const leftOf = (programme: typeof bare) => setupStepsView(programme, place)?.list.items.flatMap(({ link }) => link?.href ?? []) ?? [];

describe('a new programme', () => {
  test('has five steps to its first cost, each with the way there', () => {
    expect(leftOf(bare)).toEqual(['grant', 'grant#letter', 'consultants', 'activities', 'expenses/new'].map((page) => `/organisations/o1/programmes/p1/${page}`));
  });

  test('has those that are done said to be done, and none when all are', () => {
    const { consultants } = aProgramme();
    const items = setupStepsView({ ...bare, consultants }, place)?.list.items ?? [];
    expect(items.map(({ tone }) => tone)).toEqual(['info', 'info', 'success', 'info', 'info']);
    expect(setupStepsView(aProgramme(), place)).toBeUndefined();
  });

  test('says in a line how far one has come and what is next', () => {
    const { consultants } = aProgramme();
    expect(setupStepsView({ ...bare, consultants }, place)?.summary).toBe('Kom i gang: 1 av 5 steg er gjort. Neste: Fyll ut tilsagnet');
    expect(setupStepsView(aProgramme({ expenses: [] }), place)?.summary).toBe('Kom i gang: 4 av 5 steg er gjort. Neste: Før den første utgiften');
  });

  test('lacks its grant until it has a reference and a last day', () => {
    expect(leftOf(aProgramme({ grant: { expiresOn: undefined } }))).toEqual(['/organisations/o1/programmes/p1/grant']);
  });

  test.each(languages)('has its words in %s', (language) => {
    expect(JSON.stringify(setupStepsView(bare, { ...place, language }))).not.toMatch(/programme\.steps|\{\w+\}/);
  });
});

describe('the pages of the setup', () => {
  const frame = (role: Role) => setupFrame({ id: 'p1', programme: bare }, {
    membership: new Membership({ organisationId: 'o1', userId: 'u1', role, programmeIds: new Set(['p1']) }), language: 'nb', current: 'grant',
  });

  test('lead to each other; a consultant has nothing to do with accounting', () => {
    expect(frame('case_worker').navs[1]?.items.map(({ text }) => text)).toEqual(['Om programmet', 'Tilsagn', 'Konsulenter', 'Samlinger', 'Kontostreng']);
    expect(frame('consultant').navs[1]?.items.map(({ text }) => text)).toEqual(['Om programmet', 'Tilsagn', 'Konsulenter', 'Samlinger']);
  });

  test('tell what is left to those who can do it', () => {
    expect(frame('case_worker').steps).toBeDefined();
    expect(frame('finance').steps).toBeUndefined();
  });
});
