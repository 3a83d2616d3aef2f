import { describe, expect, test } from 'vitest';
import { reachOf, type Role } from '#app/domain/permissions.ts';
import { programmeFrame, type ProgrammeFrameInput } from './programme-frame-view.ts';

function frameFor(role: Role, fields: Partial<ProgrammeFrameInput> = {}) {
  return programmeFrame({
    organisationId: 'o1', organisationName: 'Gjøvik kommune', programmeId: 'p1', programmeName: 'LED skole 2026', current: 'overview',
    language: 'nb', may: (permission) => reachOf(role, permission) !== undefined, ...fields,
  });
}

describe('the sections', () => {
  test.each<[Role, string[]]>([
    ['case_worker', ['Oversikt', 'Dagslister', 'Bilag', 'Krav', 'Oppsett', 'Historikk']],
    ['administrator', ['Oversikt', 'Dagslister', 'Bilag', 'Krav', 'Oppsett', 'Historikk']],
    ['finance', ['Oversikt', 'Dagslister', 'Bilag', 'Krav', 'Oppsett', 'Historikk']],
    ['reader', ['Oversikt', 'Dagslister', 'Bilag', 'Krav', 'Oppsett', 'Historikk']],
    ['consultant', ['Oversikt', 'Dagslister', 'Bilag', 'Oppsett']],
  ])('of a %s are those the role may open', (role, texts) => {
    expect(frameFor(role).nav.items.map(({ text }) => text)).toEqual(texts);
  });

  test('of setup open where the role has something to set, else where there is something to read', () => {
    const setup = (role: Role) => frameFor(role).nav.items.find(({ text }) => text === 'Oppsett')?.href;
    expect(setup('case_worker')).toBe('/organisations/o1/programmes/p1/edit');
    expect(setup('finance')).toBe('/organisations/o1/programmes/p1/accounting');
    expect(setup('consultant')).toBe('/organisations/o1/programmes/p1/edit');
  });

  test('mark the one the page belongs to; an expense belongs to the overview', () => {
    const marked = (current: ProgrammeFrameInput['current']) => frameFor('case_worker', { current }).nav.items.filter(({ isCurrent }) => isCurrent)
      .map(({ href }) => href);
    expect(marked('overview')).toEqual(['/organisations/o1/programmes/p1']);
    expect(marked('expenses')).toEqual(['/organisations/o1/programmes/p1']);
    expect(marked('claims')).toEqual(['/organisations/o1/programmes/p1/claims']);
  });
});

describe('the way down', () => {
  const wayOf = ({ breadcrumbs: { items, current } }: ReturnType<typeof frameFor>) => [...items.map(({ text }) => text), current];

  test('ends at the programme, at one of its sections, or at a page below one', () => {
    expect(wayOf(frameFor('finance'))).toEqual(['Forsiden', 'Gjøvik kommune', 'LED skole 2026']);
    expect(wayOf(frameFor('finance', { current: 'history' }))).toEqual(['Forsiden', 'Gjøvik kommune', 'LED skole 2026', 'Historikk']);
    expect(wayOf(frameFor('finance', { current: 'claims', title: 'Krav 7' }))).toEqual(['Forsiden', 'Gjøvik kommune', 'LED skole 2026', 'Krav', 'Krav 7']);
    expect(wayOf(frameFor('case_worker', { current: 'expenses', title: 'Ny utgift' }))).toEqual(['Forsiden', 'Gjøvik kommune', 'LED skole 2026', 'Ny utgift']);
  });

  test('of a consultant leaves the organisation out, whose page is not open to them', () => {
    expect(wayOf(frameFor('consultant'))).toEqual(['Forsiden', 'LED skole 2026']);
  });
});
