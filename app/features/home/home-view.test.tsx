import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { calendarDate } from '#app/domain/calendar-date.ts';
import { Membership } from '#app/domain/membership.ts';
import { money, moneyToText } from '#app/domain/money.ts';
import type { Role } from '#app/domain/permissions.ts';
import { languages, type Programme } from '#app/domain/programme.ts';
import { today } from '#test/fixtures/claims.ts';
import { aFee, aNotRefundable, aProgramme } from '#test/fixtures/factories.ts';
import { anOverview, type Standing } from '#test/fixtures/overviews.ts';
import { HomePage } from './home-page.tsx';
import { homeView } from './home-view.ts';
import { programmeStanding } from './programme-standing.ts';
import type { WaitingClaim } from './programme-sums.ts';
import type { WorkplaceMatter } from './workplace-matter.ts';

interface Setting extends Standing {
  readonly claims?: readonly Partial<WaitingClaim>[];
  readonly isWorkedOut?: boolean;
}

const aClaim: WaitingClaim = { id: 'c1', programmeId: 'p1', number: 7, status: 'draft', preparedBy: 'other', preparers: new Set(['other']), returnedReason: undefined };

function standing(programme: Programme, { claims = [], isWorkedOut = true, ...rest }: Setting = {}) {
  const overview = anOverview(programme, rest);
  const { name, startsOn, endsOn } = programme.facts;
  const sums = { expenses: programme.expenses.length, cost: overview.total.cost, claimed: overview.claimed.refund, received: money('0') };
  return programmeStanding({
    id: 'p1', name, startsOn, endsOn, grant: programme.grant, sums, today, overview: isWorkedOut ? overview : undefined,
    claims: claims.map((claim) => ({ ...aClaim, ...claim })),
  });
}

function matter(role: Role, programmes: WorkplaceMatter['programmes'], organisation = aProgramme().organisation): WorkplaceMatter {
  return { membership: new Membership({ organisationId: 'o1', userId: 'me', role, programmeIds: new Set(['p1']) }), organisation, programmes };
}

const view = (...workplaces: WorkplaceMatter[]) => homeView({ workplaces, today, language: 'nb' });
const waitsOf = (role: Role, ...programmes: WorkplaceMatter['programmes']) => (view(matter(role, programmes)).workplaces[0]?.waiting?.list.items ?? [])
  .map(({ text, link }) => [text, link?.href]);

const [ready, lacking] = [aProgramme({ expenses: [aFee({ id: 'e1' })] }), aProgramme({ expenses: [aFee({ id: 'e1', paidOn: undefined }), aFee({ id: 'e2' })] })];

describe('how it stands with a programme', () => {
  test.each<[string, ReturnType<typeof standing>]>([
    ['empty', standing(aProgramme({ expenses: [] }))],
    ['lacking', standing(lacking)],
    ['ready', standing(ready)],
    ['in_review', standing(ready, { drafts: [['e1']], claims: [{ status: 'in_review' }] })],
    ['approved', standing(ready, { attested: [['e1']], claims: [{ status: 'approved' }] })],
    ['submitted', standing(ready, { attested: [['e1']], claims: [{ status: 'submitted' }] })],
    ['ongoing', standing(ready, { drafts: [['e1']], claims: [{ status: 'draft' }] })],
    ['ongoing', standing(aProgramme({ expenses: [aFee({ id: 'e1' })], organisation: { bankAccount: undefined } }))],
  ])('is %s', (status, found) => {
    expect(found.status).toBe(status);
  });

  test('counts the lines that lack something, and all that could be claimed when nothing does', () => {
    expect([standing(lacking).lacking, standing(lacking).ready]).toEqual([1, 0]);
    expect([standing(ready).lacking, standing(ready).ready]).toEqual([0, 1]);
    const withLunch = aProgramme({ expenses: [aFee({ id: 'e1' }), aNotRefundable('8000')] });
    expect(standing(withLunch).ready).toBe(1);
    expect(standing(lacking, { parked: { e1: 'Venter' } })).toMatchObject({ lacking: 0, ready: 1 });
  });

  test('has no refund where there is too much to work out; what is left of the grant is then what attested claims left', () => {
    const found = standing(ready, { isWorkedOut: false });
    expect([found.refund, found.left && moneyToText(found.left), found.status]).toEqual([undefined, '315000.00', 'ongoing']);
  });
});

describe('what waits', () => {
  test('for a case worker: lines that lack something, lines to claim, claims that came back or may be sent', () => {
    expect(waitsOf('case_worker', standing(lacking))).toEqual([['Én utgift i LED skole 2026 mangler noe.', '/organisations/o1/programmes/p1#checks']]);
    expect(waitsOf('case_worker', standing(ready))).toEqual([['Én utgift i LED skole 2026 kan kreves nå.', '/organisations/o1/programmes/p1/claims/new']]);
    const busy = standing(ready, { attested: [['e1']], claims: [{ status: 'draft', returnedReason: 'Feil dag' }, { status: 'approved', id: 'c2', number: 8 }] });
    expect(waitsOf('case_worker', busy)).toEqual([
      ['Krav 7 i LED skole 2026 er sendt tilbake: Feil dag', '/organisations/o1/programmes/p1/claims/c1'],
      ['Krav 8 i LED skole 2026 er attestert og kan sendes KS.', '/organisations/o1/programmes/p1/claims/c2'],
    ]);
  });

  test('for finance: claims to attest, never one’s own', () => {
    const inReview = (...people: string[]) => standing(ready, { drafts: [['e1']], claims: [{ status: 'in_review', preparers: new Set(people) }] });
    expect(waitsOf('finance', inReview('other'))).toEqual([['Krav 7 i LED skole 2026 venter på attestasjon.', '/organisations/o1/programmes/p1/claims/c1/attest']]);
    expect(waitsOf('finance', inReview('other', 'me'))).toEqual([]);
    expect(waitsOf('case_worker', inReview('other'))).toEqual([]);
  });

  test('for an administrator: what no claim can be without', () => {
    const organisation = { ...aProgramme().organisation, bankAccount: undefined, organisationNumber: undefined };
    const hrefs = view(matter('administrator', [], organisation)).workplaces[0]?.waiting?.list.items.map(({ link }) => link?.href);
    expect(hrefs).toEqual(['/organisations/o1/settings#organisationNumber', '/organisations/o1/settings#bankAccount']);
    expect(waitsOf('administrator', standing(lacking))).toEqual([]);
  });

  test('for a reader: nothing', () => {
    expect(waitsOf('reader', standing(lacking))).toEqual([]);
  });

  test('a grant that is about to end while something is left to claim, or that nobody has filled in', () => {
    const ending = (on: string, standing_: Setting = {}) => waitsOf('case_worker', standing(aProgramme({ ...ready, grant: { expiresOn: calendarDate(on) } }), standing_))
      .map(([text]) => text).filter((text) => text?.includes('Tilsagnet'));
    expect(ending('2026-12-31')).toEqual(['Tilsagnet til LED skole 2026 går ut 31.12.2026, og noe er ikke krevd ennå.']);
    expect(ending('2026-10-31')).toEqual(['Tilsagnet til LED skole 2026 gikk ut 31.10.2026, og noe er ikke krevd. Spør KS om forlengelse.']);
    expect(ending('2027-12-31')).toEqual([]);
    expect(ending('2026-12-31', { attested: [['e1']] })).toEqual([]);
    expect(waitsOf('case_worker', standing(aProgramme({ expenses: [], grant: { reference: undefined } }))).map(([text]) => text)).toEqual(['LED skole 2026 mangler tilsagn.']);
  });
});

describe('the front page', () => {
  test('of one organisation is that organisation’s, with what can be begun there', () => {
    const { title, workplaces, heading } = view(matter('case_worker', [standing(ready)]));
    expect([title, workplaces.length]).toEqual(['Gjøvik kommune', 1]);
    expect(heading.actions?.map(({ href }) => href)).toEqual(['/organisations/o1/programmes/new', '/organisations/o1/programmes/import']);
    for (const role of ['reader', 'finance', 'administrator', 'consultant'] as const) expect(view(matter(role, [])).heading.actions).toEqual([]);
  });

  test('of several has each, with the way in for those who may enter', () => {
    const { workplaces, heading } = view(matter('case_worker', [standing(ready)]), matter('consultant', []));
    expect(heading.title).toBe('Arbeidsplassen');
    expect(workplaces.map(({ section }) => [section.heading, section.lead, section.action?.href])).toEqual([
      ['Gjøvik kommune', 'Saksbehandler', '/organisations/o1'], ['Gjøvik kommune', 'Konsulent', undefined],
    ]);
  });

  test('tells each role what to do when there is nothing', () => {
    const texts = (['case_worker', 'administrator', 'consultant', 'reader'] as const).map((role) => view(matter(role, [])).workplaces[0]?.empty);
    expect(texts.map((empty) => empty?.action?.href)).toEqual(['/organisations/o1/programmes/new', '/organisations/o1/people', undefined, undefined]);
    expect(new Set(texts.map((empty) => empty?.text)).size).toBe(4);
    expect(view().empty?.heading).toBe('Du er ikke med i noen organisasjon ennå');
  });

  test('says so when nothing waits', () => {
    expect(view(matter('reader', [standing(ready)])).notices.map(({ text }) => text)).toEqual(['Ingenting venter på deg nå.']);
    expect(view(matter('reader', [])).notices).toEqual([]);
  });

  test('adds up the programmes, but not a refund that was not worked out', () => {
    const footer = (...programmes: WorkplaceMatter['programmes']) => view(matter('reader', programmes)).workplaces[0]?.table?.footer?.[0]?.cells
      .map((cell) => (typeof cell === 'string' ? cell.replaceAll('\u00a0', ' ') : ''));
    expect(footer(standing(ready), standing(ready))?.slice(0, 3)).toEqual(['Sum', '30 000,00', '21 000,00']);
    expect(footer(standing(ready), standing(ready, { isWorkedOut: false }))?.slice(0, 3)).toEqual(['Sum', '30 000,00', '–']);
    expect(footer(standing(ready))).toBeUndefined();
  });

  test.each(languages)('has all its words in %s, headings in order', (language) => {
    const all = (['case_worker', 'finance', 'administrator', 'consultant'] as const).map((role) => matter(role, [standing(lacking), standing(ready)]));
    for (const workplaces of [all, all.slice(0, 1), []]) {
      const markup = renderToStaticMarkup(<HomePage page={homeView({ workplaces, today, language })} />);
      expect(markup).not.toMatch(/programme\.\w|\{\w+\}/);
      expect(markup.match(/<h1/g)).toHaveLength(1);
    }
  });
});
