import { describe, expect, test } from 'vitest';
import { calendarDate } from '#app/domain/calendar-date.ts';
import type { AttachmentState } from '#app/domain/circumstances.ts';
import type { Programme } from '#app/domain/programme.ts';
import type { Role } from '#app/domain/permissions.ts';
import { readable } from '#test/fixtures/assessments.ts';
import { aDay, aFee, anActual, aProgramme } from '#test/fixtures/factories.ts';
import { anOverviewContext, type Standing } from '#test/fixtures/overviews.ts';
import { findingChecks } from './finding-checks-view.ts';

function checksOf(programme: Programme, { role = 'case_worker', ...standing }: Standing & { role?: Role } = {}) {
  const context = anOverviewContext(programme, standing, { role });
  const { lines, findings } = context.overview;
  const place = { ...context, numbers: new Map(lines.map(({ expense, number }) => [expense.id, number])) };
  return { refusals: findingChecks('refusal', findings.refusals, place), warnings: findingChecks('warning', findings.warnings, place) };
}

const programmePages = '/organisations/o1/programmes/p1';

describe('each finding leads to the very field', () => {
  test.each<[string, Programme, string]>([
    ['an unpaid expense', aProgramme({ expenses: [aFee({ id: 'e1', paidOn: undefined })] }), `${programmePages}/expenses/e1#paidOn`],
    ['a day to come', aProgramme({ expenses: [aFee({ id: 'e1', days: [aDay('2027-01-01', '9000')] })] }), `${programmePages}/expenses/e1#days`],
    ['an expense without a file', aProgramme({ expenses: [anActual('travel', '900', { id: 'e1', attachments: [] })] }), `${programmePages}/expenses/e1#upload`],
    ['a grant without a reference', aProgramme({ grant: { reference: undefined } }), `${programmePages}/grant#reference`],
    ['a programme that goes on', aProgramme({ facts: { endsOn: calendarDate('2026-12-31') } }), `${programmePages}/edit#endsOn`],
  ])('%s', (_, programme, href) => {
    expect(checksOf(programme).refusals.map(({ link }) => link?.href)).toEqual([href]);
  });

  test('a locked file is unlocked under the files, by who may, and shown on its expense to others', () => {
    const locked = aProgramme({ expenses: [aFee({ id: 'e1', attachments: ['laast.pdf'] })] });
    const attachmentStates = new Map<string, AttachmentState>([['laast.pdf', { isReadable: false, cause: 'password' }], ['tilsagnsbrev.pdf', readable('tilsagnsbrev.pdf')]]);
    const linkOf = (role: Role) => checksOf(locked, { role, attachmentStates }).refusals.map(({ link }) => link);
    expect(linkOf('case_worker')).toEqual([{ href: `${programmePages}/files`, text: 'Skriv passordet under Bilag' }]);
    expect(linkOf('reader')).toEqual([{ href: `${programmePages}/expenses/e1`, text: 'Til utgift 1' }]);
    expect(linkOf('consultant')).toEqual([{ href: `${programmePages}/files`, text: 'Til bilagene' }]);
    expect(checksOf(locked, { role: 'consultant', attachmentStates }).refusals.map(({ text }) => /kommunen/.test(text))).toEqual([false]);
  });

  test('the organisation’s, for those who may change it', () => {
    const programme = aProgramme({ organisation: { bankAccount: undefined } });
    expect(checksOf(programme, { role: 'administrator' }).refusals.map(({ link }) => link?.href)).toEqual(['/organisations/o1/settings#bankAccount']);
    expect(checksOf(programme, { role: 'case_worker' }).refusals).toMatchObject([{ tone: 'danger', link: undefined }]);
    const ends = (role: Role) => checksOf(programme, { role }).refusals.map(({ text }) => text.endsWith('Det gjør administratoren hos dere.'));
    expect([ends('case_worker'), ends('administrator'), ends('reader')]).toEqual([[true], [false], [false]]);
  });

  test('a reader is told of it, and comes to the expense it is about', () => {
    const { refusals } = checksOf(aProgramme({ expenses: [aFee({ id: 'e1', paidOn: undefined })] }), { role: 'reader' });
    expect(refusals).toMatchObject([{ toneText: 'Må rettes', link: { href: `${programmePages}/expenses/e1`, text: 'Til utgift 1' } }]);
  });

  test('a reader of what several expenses lack is told which', () => {
    const unpaid = ['e1', 'e2'].map((id, index) => aFee({ id, paidOn: undefined, days: [aDay(`2026-02-1${index}`, '9000')] }));
    const { refusals } = checksOf(aProgramme({ expenses: unpaid }), { role: 'reader' });
    expect(refusals[0]?.links?.map(({ text, href }) => [text, href]))
      .toEqual([['Utgift 1', `${programmePages}/expenses/e1`], ['Utgift 2', `${programmePages}/expenses/e2`]]);
  });

  test('a reader has nowhere to go with what only others may change', () => {
    const { refusals } = checksOf(aProgramme({ grant: { reference: undefined } }), { role: 'reader' });
    expect(refusals).toMatchObject([{ link: undefined }]);
  });
});

describe('a consultant, who changes no costs', () => {
  const lacking = (...ids: readonly string[]) => aProgramme({ expenses: ids.map((id) => anActual('travel', '900', { id, attachments: [] })) });

  test('is led from a voucher that is missing to where it is sent, and told who puts it on the cost', () => {
    const { refusals: [check] } = checksOf(lacking('e1'), { role: 'consultant' });
    expect(check?.link).toEqual({ href: `${programmePages}/files`, text: 'Til bilagene' });
    expect(check?.text).toMatch(/Du laster opp filene under Bilag, og kommunen legger dem på utgiftene\.$/);
  });

  test('sees which, where several lack one, and comes to the files from there too', () => {
    const { refusals: [check] } = checksOf(lacking('e1', 'e2'), { role: 'consultant' });
    expect(check?.links?.map(({ href }) => href)).toEqual([`${programmePages}/expenses/e1`, `${programmePages}/expenses/e2`, `${programmePages}/files`]);
    expect(check?.text).toMatch(/^2 utgifter mangler vedlegg.*kommunen legger dem på utgiftene\.$/);
  });

  test('is told that the rest of a cost is the municipality’s to mend; who does mend it is not', () => {
    const unpaid = aProgramme({ expenses: [aFee({ id: 'e1', paidOn: undefined })] });
    const ends = (role: Role) => checksOf(unpaid, { role }).refusals.map(({ text }) => text.endsWith('Det gjør kommunen.'));
    expect([ends('consultant'), ends('case_worker'), ends('reader')]).toEqual([[true], [false], [false]]);
  });
});

describe('an expense is called by its number', () => {
  test('in what is said of it and of the one it resembles', () => {
    const alike = { days: [aDay('2026-02-10', '9000')] };
    const { warnings } = checksOf(aProgramme({ expenses: [aFee({ ...alike, id: 'a-uuid' }), aFee({ ...alike, id: 'another-uuid' })] }));
    expect(warnings.map(({ text, link }) => [text, link?.text])).toEqual([
      ['Utgift 2 ligner utgift 1: samme type, konsulent, dager og beløp. Sjekk at den ikke er ført to ganger.', 'Til utgift 2'],
    ]);
  });

  test('the same lack of several expenses is told once, with a way to each', () => {
    const unpaid = ['e1', 'e2', 'e3'].map((id, index) => aFee({ id, paidOn: undefined, days: [aDay(`2026-02-1${index}`, '9000')] }));
    const { refusals } = checksOf(aProgramme({ expenses: unpaid }));
    expect(refusals.map(({ text }) => text)).toEqual([
      '3 utgifter er ikke betalt. Fondet refunderer bare betalte fakturaer. Legg inn betalingsdatoen når fakturaen er betalt.',
    ]);
    expect(refusals[0]?.links?.map(({ text, href }) => [text, href])).toEqual([
      ['Utgift 1', `${programmePages}/expenses/e1#paidOn`], ['Utgift 2', `${programmePages}/expenses/e2#paidOn`], ['Utgift 3', `${programmePages}/expenses/e3#paidOn`],
    ]);
  });
});
