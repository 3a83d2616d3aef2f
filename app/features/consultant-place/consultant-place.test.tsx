import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { calendarDate } from '#app/domain/calendar-date.ts';
import { Membership } from '#app/domain/membership.ts';
import { moneyToText, zero } from '#app/domain/money.ts';
import { languages } from '#app/domain/programme.ts';
import type { StoredDaySheet } from '#app/features/day-sheets/stored-day-sheet.ts';
import { HomePage } from '#app/features/home/home-page.tsx';
import { homeView } from '#app/features/home/home-view.ts';
import { sheetsWaitingView } from '#app/features/day-sheets/sheets-waiting-view.ts';
import type { ProgrammeFindings } from '#app/features/programmes/programme-findings.ts';
import { today } from '#test/fixtures/claims.ts';
import { aStoredSheet as aSheet, anAcceptedSheet as acceptedSheet, complete, loadedOf, standingOf } from '#test/fixtures/day-sheets.ts';
import { aDay, aFee, anActual, aProgramme } from '#test/fixtures/factories.ts';
import { completenessFor } from './completeness.ts';
import { completenessChecks, completenessText } from './completeness-view.ts';
import type { ConsultantProgramme } from './consultant-place.ts';
import { ConsultantProgrammePage } from './consultant-programme.tsx';
import { consultantProgrammeView } from './consultant-programme-view.ts';
import { ownLacksText, ownWaits } from './own-lacks-view.ts';

const member = new Membership({ organisationId: 'o1', userId: 'me', role: 'consultant', programmeIds: new Set(['p1']), consultantId: 'k1' });

describe('how it stands with one’s own work', () => {
  const fee = aFee({ id: 'e1', days: [aDay('2026-02-10', '20000'), aDay('2026-02-11', '20000')], invoice: undefined, attachments: [] });
  const travel = anActual('travel', '2412.50', { id: 'e2', invoice: undefined, attachments: [] });

  test('what was accepted waits for its invoice, in days and kroner', () => {
    const { waiting, lackingInvoice } = standingOf(aProgramme({ expenses: [fee, travel] }), acceptedSheet('e1', 'e2'));
    expect([waiting.days, moneyToText(waiting.amount), lackingInvoice]).toEqual([2, '42412.50', 2]);
  });

  test('what has its invoice, or did not come by a sheet, waits for none', () => {
    expect(standingOf(aProgramme({ expenses: [aFee({ id: 'e1' })] }), acceptedSheet('e1')).waiting).toEqual({ days: 0, amount: zero });
    expect(standingOf(aProgramme({ expenses: [fee] })).waiting).toEqual({ days: 0, amount: zero });
  });

  test('an invoice without its file is told', () => {
    expect(standingOf(aProgramme({ expenses: [aFee({ attachments: [] })] })).lackingFile).toBe(1);
    expect(standingOf(aProgramme({ expenses: [aFee(), fee] })).lackingFile).toBe(0);
  });

  test('days of an activity in no sheet and no cost of one’s own are told; those in a draft are not', () => {
    const programme = aProgramme({ expenses: [] });
    expect(standingOf(programme).held.map(({ days }) => days)).toEqual([['2026-02-10', '2026-02-11']]);
    expect(standingOf(programme, aSheet('draft', ['2026-02-10'])).held.map(({ days }) => days)).toEqual([['2026-02-11']]);
    expect(standingOf(programme, aSheet('handed_in', ['2026-02-10', '2026-02-11'])).held).toEqual([]);
  });
});

describe('what an application lacks, as it is told to a consultant', () => {
  const own = { expenseIds: new Set(['e1']), fileNames: new Set(['min.pdf']), parkedIds: new Set<string>() };
  const finding = (code: string, path: (string | number)[], facts = {}) => ({ code, path, facts });
  const placed = (code: string, expenseId: string | undefined, facts = {}) => ({ finding: finding(code, expenseId === undefined ? ['grant'] : ['expenses', 0], facts), expenseId });
  const told = (warnings: ReturnType<typeof placed>[]) => {
    const findings: Pick<ProgrammeFindings, 'lacks'> & Record<'refusals' | 'warnings', unknown[]> = { refusals: [], warnings, lacks: new Map() };
    return completenessFor(fromUnknown(findings), own).warnings.map(({ finding: { code } }) => code);
  };

  test('is the programme’s and one’s own, never another’s', () => {
    expect(told([placed('grant_expired', undefined), placed('fee_without_specification', 'e1'), placed('fee_without_specification', 'e2')])).toEqual(['grant_expired', 'fee_without_specification']);
  });

  test('is nothing that names another’s cost or file beside one’s own', () => {
    expect(told([placed('possible_duplicate', 'e1', { expense: 'e1', other: 'e2' }), placed('same_file_twice', 'e1', { file: 'min.pdf', other: 'hennes.pdf' })])).toEqual([]);
    expect(told([placed('same_file_twice', 'e1', { file: 'min.pdf', other: 'min.pdf' })])).toEqual(['same_file_twice']);
  });

  test('counts others’ costs that lack something, and says no sum', () => {
    const findings = { refusals: [placed('refund_not_positive', undefined), placed('grant_reference_missing', undefined)], warnings: [], lacks: new Map([['e1', ['expense_not_paid']], ['e2', ['expense_not_paid']], ['e3', ['attachment_missing']]]) };
    const completeness = completenessFor(fromUnknown(findings), own);
    expect([completeness.othersLacking, [...completeness.lacks.keys()], completeness.refusals.map(({ finding: { code } }) => code)]).toEqual([2, ['e1'], ['grant_reference_missing']]);
  });

  test.each<[number, string]>([[0, 'Ingenting mangler'], [1, 'Én ting mangler'], [3, '3 ting mangler']])('%i costs of others: %s', (othersLacking, text) => {
    expect(completenessText({ ...complete, othersLacking }, 'nb')).toBe(text);
    const items = completenessChecks({ ...complete, othersLacking }, { organisationId: 'o1', programmeId: 'p1', numbers: new Map(), may: () => false, language: 'nb' }).items;
    expect(items.map(({ tone }) => tone)).toEqual([othersLacking === 0 ? 'success' : 'danger']);
  });
});

/** Findings of codes that only a test has. */
function fromUnknown(findings: unknown): ProgrammeFindings {
  if (!isFindings(findings)) throw new Error('No findings');
  return findings;
}

function isFindings(findings: unknown): findings is ProgrammeFindings {
  return typeof findings === 'object' && findings !== null && 'lacks' in findings;
}

function aPlace(...sheets: StoredDaySheet[]): ConsultantProgramme {
  const programme = aProgramme({ expenses: [aFee({ id: 'e1', invoice: undefined }), aFee({ id: 'e2' })] });
  const loaded = loadedOf(programme, new Map([['e2', { claimId: 'c1', number: 7, status: 'draft' }]]));
  return { loaded, sheets, standing: standingOf(programme, ...sheets), completeness: complete, accessEndsOn: calendarDate('2026-12-31') };
}

describe('the pages', () => {
  const returned = aSheet('returned', ['2026-03-10'], { returnedReason: 'Feil dato' });
  const place = { organisationId: 'o1', language: 'nb' } as const;

  test('tell first what was sent back, then days that were not entered, each with the way there', () => {
    expect(ownWaits(aPlace(returned), place).map(({ text, link }) => [text, link?.href])).toEqual([
      ['Dagsliste 10.03.2026 i LED skole 2026 er sendt tilbake: Feil dato', '/organisations/o1/programmes/p1/day-sheets/s-returned'],
      ['Fagsamling 1 i LED skole 2026 har dager du ikke har ført: 11.02.2026. Var du ikke med, kan du se bort fra dette.', '/organisations/o1/programmes/p1/day-sheets/new?activity=a1'],
    ]);
  });

  test('say in few words what is lacking', () => {
    expect(ownLacksText(aPlace(returned, aSheet('draft', []), acceptedSheet('e1')), 'nb')).toBe('dagsliste sendt tilbake, kladd ikke levert, dager uten dagsliste, faktura');
    expect(ownLacksText({ ...aPlace(), standing: standingOf(aProgramme({ activities: [], expenses: [] })) }, 'nb')).toBe('Ingenting');
  });

  test('show one’s own costs with how far each is, and to when one has access', () => {
    const page = consultantProgrammeView(aPlace(), { membership: member, notices: [], language: 'nb' });
    const states = page.costs.table?.rows.map(({ cells }) => cells.at(-1));
    expect(states).toEqual([{ status: { text: 'Mangler faktura', tone: 'warning' } }, { status: { text: 'Krav 7 · Utkast', tone: 'neutral' } }]);
    expect(page.heading.lead).toContain('Tilgang til og med 31.12.2026');
    expect(page.heading.actions?.map(({ href }) => href)).toEqual(['/organisations/o1/programmes/p1/day-sheets/new', '/organisations/o1/programmes/p1/files']);
    const stranger = new Membership({ organisationId: 'o1', userId: 'me', role: 'consultant', programmeIds: new Set(['p1']) });
    expect(consultantProgrammeView(aPlace(), { membership: stranger, notices: [], language: 'nb' }).heading.actions).toHaveLength(1);
  });

  test.each(languages)('have all their words in %s, over all municipalities', (language) => {
    const places = ['Gjøvik kommune', 'Bodø kommune'].map((organisationName, at) => ({
      membership: new Membership({ organisationId: `o${at}`, userId: 'me', role: 'consultant', programmeIds: new Set(['p1']), consultantId: 'k1' }), organisationName, programmes: at === 0 ? [aPlace(returned)] : [],
    }));
    const home = renderToStaticMarkup(<HomePage page={homeView({ workplaces: [], places, today, language })} />);
    const own = renderToStaticMarkup(<ConsultantProgrammePage page={consultantProgrammeView(aPlace(returned), { membership: member, notices: [], language })} />);
    for (const markup of [home, own]) {
      expect(markup).not.toMatch(/sheet\.\w|\{\w+\}|undefined/);
      expect(markup.match(/<h1/g)).toHaveLength(1);
    }
    expect(home.match(/kommune<\/h2>/g)).toHaveLength(2);
  });
});

test('a sheet that waits is told to who may answer it, and to nobody else', () => {
  const sheets = [aSheet('handed_in', ['2026-03-10']), aSheet('accepted', [])];
  const place = { overview: { programme: aProgramme() }, organisationId: 'o1', language: 'nb' } as const;
  expect(sheetsWaitingView(sheets, { ...place, may: (permission) => permission === 'day_sheet.decide' })?.list.items.map(({ link }) => link?.href))
    .toEqual(['/organisations/o1/programmes/p1/day-sheets/s-handed_in/decide']);
  expect(sheetsWaitingView(sheets, { ...place, may: () => false })).toBeUndefined();
  expect(sheetsWaitingView(sheets.slice(1), { ...place, may: () => true })).toBeUndefined();
});
