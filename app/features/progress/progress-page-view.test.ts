import { describe, expect, test } from 'vitest';
import { languages } from '#app/domain/programme.ts';
import { progressPageView, type ProgressPageInput } from './progress-page-view.ts';
import type { WorkStatus } from './read-work-status.ts';
import { workKinds } from './work-kinds.ts';

const underWay: WorkStatus = { state: 'under_way', text: 'Åpner fil 1 av 2', done: 0, total: 2 };
const input = (fields: Partial<ProgressPageInput> = {}): ProgressPageInput => ({
  organisationId: 'o1', organisationName: 'Fjellvik kommune', programme: { id: 'p1', name: 'LED skole' }, kind: 'draft', status: underWay, back: '/back',
  href: '/progress?of=w1', statusHref: '/progress/status?of=w1', isByHand: false, language: 'nb', may: () => true, ...fields,
});

describe('the page to wait at', () => {
  test.each([['save', 'Åpner filene', 'Bilag'], ['attest', 'Attesterer kravet', 'Krav'], ['draft', 'Lager utkastet', 'Krav'], ['parts', 'Lager delene', 'Krav']] as const)('of %s says «%s»', (kind, title, section) => {
    const page = progressPageView(input({ kind }));
    expect([page.title, page.frame?.nav.items.find(({ isCurrent }) => isCurrent)?.text]).toEqual([title, section]);
    expect(page.lead).toBeDefined();
    expect(page.link).toBeUndefined();
  });

  test('of a programme that is not there yet stands below the organisation', () => {
    const { title, frame, breadcrumbs } = progressPageView(input({ kind: 'import', programme: undefined }));
    expect([title, frame, breadcrumbs?.items.map(({ text }) => text), breadcrumbs?.current]).toEqual(['Henter programmet', undefined, ['Forsiden', 'Fjellvik kommune'], 'Henter programmet']);
  });

  test('comes again by itself where there are no scripts, until one asks it not to', () => {
    expect(progressPageView(input()).refresh).toEqual({
      isByHand: false, now: { href: '/progress?of=w1', text: 'Oppdater nå' }, stop: { href: '/progress?of=w1&by=hand', text: 'Ikke oppdater av seg selv' },
    });
    expect(progressPageView(input({ isByHand: true })).refresh).toMatchObject({ isByHand: true });
  });

  test.each<[WorkStatus['state'], Partial<WorkStatus>, string, { href: string; text: string }]>([
    ['done', { leadsTo: '/deler', isFile: true }, 'Ferdig', { href: '/deler', text: 'Hent dokumentet' }],
    ['failed', {}, 'Dette gikk ikke', { href: '/back', text: 'Tilbake' }],
    ['gone', {}, 'Ikke i gang lenger', { href: '/back', text: 'Tilbake' }],
  ])('%s: leads on, and comes no more by itself', (state, fields, title, link) => {
    const page = progressPageView(input({ status: { state, text: '…', ...fields }, kind: state === 'gone' ? undefined : 'parts' }));
    expect([page.title, page.link, page.refresh, page.lead]).toEqual([title, link, undefined, undefined]);
  });

  test.each(languages)('speaks %s of every sort of work', (language) => {
    for (const kind of workKinds) expect(JSON.stringify(progressPageView(input({ kind, language })))).not.toMatch(/progress\.\w+\.|\{\w+\}/);
  });
});
