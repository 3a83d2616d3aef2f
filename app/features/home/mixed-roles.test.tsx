import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { Membership } from '#app/domain/membership.ts';
import { money } from '#app/domain/money.ts';
import type { Role } from '#app/domain/permissions.ts';
import { languages } from '#app/domain/programme.ts';
import type { StoredDaySheet } from '#app/features/day-sheets/stored-day-sheet.ts';
import { today } from '#test/fixtures/claims.ts';
import { aConsultantPlace, aConsultantProgramme, aStoredSheet } from '#test/fixtures/day-sheets.ts';
import { aFee, aProgramme } from '#test/fixtures/factories.ts';
import { anOverview } from '#test/fixtures/overviews.ts';
import { HomePage } from './home-page.tsx';
import { homeView } from './home-view.ts';
import { programmeStanding } from './programme-standing.ts';
import type { WorkplaceMatter } from './workplace-matter.ts';

/** One person, several municipalities: what they are in one says nothing of what they are in another. */

function gjovik(role: Role, sheets: readonly StoredDaySheet[] = []): WorkplaceMatter {
  const programme = aProgramme({ expenses: [aFee({ id: 'e1' })] });
  const overview = anOverview(programme);
  const { name, startsOn, endsOn } = programme.facts;
  const sums = { expenses: 1, cost: overview.total.cost, claimed: money('0'), received: money('0') };
  const standing = programmeStanding({ id: 'p1', name, startsOn, endsOn, grant: programme.grant, sums, today, overview, claims: [] });
  const membership = new Membership({ organisationId: 'gjovik', userId: 'me', role, programmeIds: new Set() });
  return { membership, organisation: programme.organisation, programmes: [standing], sheets };
}

const bodo = () => aConsultantPlace('Bodo', aConsultantProgramme(aProgramme({ facts: { name: 'Lederløft' }, expenses: [] })));
const quietBodo = () => aConsultantPlace('Bodo', aConsultantProgramme(aProgramme({ activities: [], expenses: [] })));
const view = (workplaces: readonly WorkplaceMatter[], places = [bodo()], closed: readonly string[] = []) => homeView({ workplaces, places, closed, today, language: 'nb' });
const hrefsOf = (page: ReturnType<typeof view>): readonly string[] => JSON.stringify(page.workplaces).match(/\/organisations\/\w+[^"]*/g) ?? [];

describe('a case worker in one municipality who is a consultant in another', () => {
  const page = view([gjovik('case_worker')]);

  test('sees both, each under its own name with what they are there, their workplace first', () => {
    expect(page.title).toBe('Arbeidsplassen');
    expect(page.workplaces.map(({ key, section }) => [key, section.heading, section.lead])).toEqual([['gjovik', 'Gjøvik kommune', 'Saksbehandler'], ['bodo', 'Bodo', 'Konsulent']]);
  });

  test('enters the organisation where they work, and only a programme where they are a guest', () => {
    expect(page.workplaces.map(({ section }) => section.action?.href)).toEqual(['/organisations/gjovik', undefined]);
    expect(page.workplaces[1]?.table?.rows.map(({ cells: [name] }) => name)).toMatchObject([{ text: 'Lederløft', href: '/organisations/bodo/programmes/p1' }]);
  });

  test('is told in each what waits for them there, in the words of what they are', () => {
    expect(page.workplaces.map(({ waiting }) => waiting?.list.items.map(({ text }) => text))).toEqual([
      ['Én utgift i LED skole 2026 kan kreves nå.'], ['Fagsamling 1 i Lederløft har dager du ikke har ført: 10.02.2026, 11.02.2026. Var du ikke med, kan du se bort fra dette.'],
    ]);
  });

  test('has the sums of the programme at work, and of the other only what is theirs', () => {
    const columns = page.workplaces.map(({ table }) => table?.columns.map(({ heading }) => heading) ?? []);
    expect(columns[0]).toContain('Får tilbake');
    expect(columns[1]).toEqual(['Program', 'Tilgang', 'Ikke fakturert', 'Beløp uten mva.', 'Mangler', 'Søknaden']);
  });

  test('finds no way from one into the other', () => {
    const [work, guest] = page.workplaces.map((workplace) => hrefsOf({ ...page, workplaces: [workplace] }));
    expect(work?.every((href) => href.startsWith('/organisations/gjovik'))).toBe(true);
    expect(guest?.every((href) => href.startsWith('/organisations/bodo/programmes/p1'))).toBe(true);
    expect([work?.length, guest?.length].every((count) => count !== undefined && count > 0)).toBe(true);
  });
});

describe('a day sheet that waits for an answer', () => {
  const sheet = aStoredSheet('handed_in', ['2026-03-10']);

  test.each<[Role, boolean]>([['case_worker', true], ['finance', false], ['administrator', false], ['reader', false]])('is told to a %s: %s', (role, isTold) => {
    expect(hrefsOf(view([gjovik(role, [sheet])])).includes('/organisations/gjovik/programmes/p1/day-sheets/s-handed_in/decide')).toBe(isTold);
  });

  test('names who handed it in, for which days, in which programme', () => {
    const items = view([gjovik('case_worker', [sheet])]).workplaces[0]?.waiting?.list.items ?? [];
    expect(items[0]?.text).toBe('Ola Veileder har levert dagsliste 10.03.2026 i LED skole 2026.');
  });
});

describe('that nothing waits', () => {
  test('is said when nothing does in any of them', () => {
    expect(view([gjovik('reader')], [quietBodo()]).notices.map(({ tone }) => tone)).toEqual(['success']);
  });

  test.each([['where they work', view([gjovik('case_worker')], [quietBodo()])], ['where they are a guest', view([gjovik('reader')], [bodo()])]])('is not said when something does %s', (_, page) => {
    expect(page.notices).toEqual([]);
  });
});

describe('a municipality that asks for a second factor', () => {
  test('is named with the way to set one up, and the others stand as they did', () => {
    const { notices: [notice], workplaces } = view([gjovik('case_worker')], [bodo()], ['Havdal kommune']);
    expect(notice).toMatchObject({ tone: 'warning', items: ['Havdal kommune'] });
    expect(notice?.link?.href).toContain('/account/second-factor');
    expect(workplaces).toHaveLength(2);
  });

  test('keeps a person with one open workplace on the page over all: that there is another is not forgotten', () => {
    expect(view([gjovik('case_worker')], [], ['Havdal kommune']).title).toBe('Arbeidsplassen');
    expect(view([gjovik('case_worker')], []).title).toBe('Gjøvik kommune');
  });
});

test('a consultant with one municipality has it under its name, not as a workplace of their own', () => {
  const page = view([], [bodo()]);
  expect([page.title, page.heading.actions, page.workplaces.map(({ section }) => section.heading)]).toEqual(['Arbeidsplassen', undefined, ['Bodo']]);
});

test.each(languages)('the page has all its words in %s: one first heading, a section for each municipality', (language) => {
  const markup = renderToStaticMarkup(<HomePage page={homeView({ workplaces: [gjovik('finance')], places: [bodo(), aConsultantPlace('Fauske')], closed: ['Havdal'], today, language })} />);
  expect(markup).not.toMatch(/programme\.\w|sheet\.\w|\{\w+\}|undefined/);
  expect(markup.match(/<h1/g)).toHaveLength(1);
  expect(['Gjøvik kommune', 'Bodo', 'Fauske'].filter((name) => !new RegExp(`<h2[^>]*>${name}`).test(markup))).toEqual([]);
});
