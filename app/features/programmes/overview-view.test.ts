import { describe, expect, test } from 'vitest';
import { addDays, calendarDate } from '#app/domain/calendar-date.ts';
import type { Role } from '#app/domain/permissions.ts';
import { languages, type Programme } from '#app/domain/programme.ts';
import { aRichProgramme } from '#test/fixtures/assessments.ts';
import { aDay, aFee, aProgramme } from '#test/fixtures/factories.ts';
import { anOverviewContext, type Standing } from '#test/fixtures/overviews.ts';
import { overviewView } from './overview-view.ts';

const viewOf = (programme: Programme, standing: Standing = {}, role: Role = 'case_worker') =>
  overviewView(anOverviewContext(programme, standing, { role }), { from: 1 });

describe('what can be done from the page', () => {
  test.each<[Role, string[]]>([
    ['case_worker', ['Ny utgift', 'Lag krav', 'Last ned programfil']],
    ['consultant', ['Last ned programfil']],
    ['finance', ['Last ned programfil']],
    ['reader', ['Last ned programfil']],
  ])('by a %s', (role, texts) => {
    expect(viewOf(aProgramme(), {}, role).heading.actions?.map(({ text }) => text)).toEqual(texts);
  });
});

describe('before a claim can be made', () => {
  const checksOf = (programme: Programme, standing: Standing = {}) => (viewOf(programme, standing).checks?.list.items ?? []).map(({ tone, text }) => [tone, text]);

  test('nothing is missing when every line is ready', () => {
    expect(checksOf(aProgramme())).toEqual([['success', 'Ingenting mangler. Én utgift kan kreves nå.']]);
    expect(viewOf(aProgramme()).checks?.list.items[0]?.link?.href).toBe('/organisations/o1/programmes/p1/claims/new');
  });

  test('what is refused comes before what is warned of', () => {
    const programme = aProgramme({ facts: { endsOn: calendarDate('2026-12-31') }, grant: { letter: undefined } });
    expect(checksOf(programme).map(([tone]) => tone)).toEqual(['danger', 'warning']);
  });

  test('all may be claimed already, or nothing entered yet', () => {
    expect(checksOf(aProgramme({ expenses: [aFee({ id: 'e1' })] }), { attested: [['e1']] })).toEqual([['success', 'Alt er krevd. Det er ingen utgifter som venter.']]);
    expect(checksOf(aProgramme({ expenses: [] }))).toEqual([]);
  });
});

describe('a programme without expenses', () => {
  test('says what to do, and draws no empty tables', () => {
    const { expenses, cuts, months, empty } = viewOf(aProgramme({ expenses: [] }));
    expect([expenses, cuts, months]).toEqual([undefined, undefined, undefined]);
    expect(empty.action?.href).toBe('/organisations/o1/programmes/p1/expenses/new');
    expect(viewOf(aProgramme({ expenses: [] }), {}, 'reader').empty.action).toBeUndefined();
  });

  test('tells what is left of setting it up, to who sets it up', () => {
    const steps = viewOf(aProgramme({ expenses: [], activities: [] })).firstSteps?.list.items ?? [];
    expect(steps.map(({ link }) => link?.href.split('/').at(-1))).toEqual([undefined, undefined, undefined, 'activities', 'new']);
    expect(viewOf(aProgramme({ expenses: [] }), {}, 'finance').firstSteps).toBeUndefined();
    expect(viewOf(aProgramme()).firstSteps).toBeUndefined();
  });
});

describe('days held without an invoice', () => {
  const [activity] = aProgramme().activities;

  test('are named, with the way to enter the fee', () => {
    expect(viewOf(aProgramme()).held?.list.items.map(({ text, link }) => [text, link?.href])).toEqual([
      ['Fagsamling 1: 11.02.2026.', '/organisations/o1/programmes/p1/expenses/new?activity=a1'],
    ]);
  });

  test('of a long period are told as the period', () => {
    const long = activity === undefined ? [] : [{ ...activity, endsOn: addDays(activity.startsOn, 60) }];
    const held = viewOf(aProgramme({ activities: long, expenses: [] }), {}, 'finance').held;
    expect(held?.list.items.map(({ text, link }) => [text, link])).toEqual([['Fagsamling 1: 10.02.2026–11.04.2026.', undefined]]);
  });

  test('are not there when each has a fee', () => {
    expect(viewOf(aProgramme({ expenses: [aFee({ days: [aDay('2026-02-10', '9000'), aDay('2026-02-11', '9000')] })] })).held).toBeUndefined();
  });
});

test.each(languages)('the page is texts only, with no sentence left unfilled: %s', (language) => {
  const context = anOverviewContext(aRichProgramme(), { attested: [['e1', 'e4']], drafts: [['e2']], parked: { e7: 'Senere' } }, { language });
  const text = JSON.stringify(overviewView(context, { from: 1 }));
  expect(text).not.toMatch(/\{[a-z]\w*\}|undefined|\[object|NaN/);
});
