import { describe, expect, test } from 'vitest';
import { calendarDate } from '#app/domain/calendar-date.ts';
import { languages, type Programme } from '#app/domain/programme.ts';
import { filesOf, readable } from '#test/fixtures/assessments.ts';
import { aReader, aSmallProgramme } from '#test/fixtures/claim-subjects.ts';
import { today } from '#test/fixtures/claims.ts';
import { aFile } from '#test/fixtures/expense-matter.ts';
import { aFee, aProgramme } from '#test/fixtures/factories.ts';
import type { RichCellView } from '#app/components/table-cell.tsx';
import { chooseLinesView, type ChooseLinesInput, type ChooseLinesView } from './choose-lines-view.ts';
import { lineChoice } from './line-choice.ts';

interface Setting extends Partial<Pick<ChooseLinesInput, 'errors' | 'reasons' | 'isNothingChosen' | 'claim' | 'reader'>> {
  readonly parked?: Readonly<Record<string, string>>;
  readonly chosen?: readonly string[];
}

function viewOf(programme: Programme, { parked = {}, chosen, ...fields }: Setting = {}): ChooseLinesView {
  const matter = {
    id: 'p1', organisation: { id: 'o1' }, programme, claimed: new Map(), earlier: {},
    expenses: programme.expenses.map((expense, position) => ({
      expense, position, version: 1, attachmentIds: [], parkedReason: parked[expense.id], ledgerAccount: undefined, createdBy: 'u1',
    })),
    attachmentStates: new Map(filesOf(programme).map((file) => [file, readable(file)])),
    attachments: filesOf(programme).map((name) => aFile(name, { name, preparedBytes: 400_000, state: readable(name) })),
  };
  const choice = lineChoice(matter, { today, claimId: undefined, chosen: chosen && new Set(chosen) });
  return chooseLinesView({
    matter, choice, claim: undefined, reasons: new Map(), errors: new Map(), isNothingChosen: false, isUnsaved: false, notices: [], formKey: 'key', reader: aReader(), ...fields,
  });
}

const cellsOf = ({ form }: ChooseLinesView, place: number): RichCellView[] =>
  form?.table.rows.map(({ cells }) => cells.at(place)).map((cell) => (typeof cell === 'object' ? cell : { text: cell })) ?? [];

describe('the table of lines', () => {
  test('says of each what it is for, who and by which invoice, and leads to it', () => {
    expect(cellsOf(viewOf(aSmallProgramme()), 2)[0]).toMatchObject({
      text: 'Foredrag', detail: 'Honorar · Ola Veileder · faktura 1001, IMTEC AS', href: '/organisations/o1/programmes/p1/expenses/fee',
    });
  });

  test('says how each stands', () => {
    const programme = aProgramme({ expenses: [...aSmallProgramme().expenses, aFee({ id: 'bare', consultant: undefined, days: [], attachments: [] })] });
    const view = viewOf(programme, { parked: { journey: 'Neste krav' } });
    expect(cellsOf(view, -1).map(({ status }) => status?.text)).toEqual(['Klar', 'Satt på vent', 'Dekkes ikke', 'Mangler noe']);
    expect(cellsOf(view, -1)[3]?.links?.map(({ href, text }) => [href.replace(/^.*#/, '#'), text])).toEqual([
      ['#consultant', 'Uten konsulent'], ['#days', 'Uten dag for oppdraget'], ['#upload', 'Uten vedlegg'],
    ]);
  });

  test('asks for a reason only where the line could be claimed, or waits; what was written stands', () => {
    const view = viewOf(aSmallProgramme(), { parked: { journey: 'Neste krav' }, reasons: new Map([['fee', 'Feil']]) });
    expect(cellsOf(view, 2).map(({ field }) => field?.value)).toEqual(['Feil', 'Neste krav', undefined]);
  });

  test('names each box for who does not see its row', () => {
    expect(cellsOf(viewOf(aSmallProgramme()), 0).map(({ checkbox }) => checkbox?.label)).toEqual([
      'Ta med utgift 1: Foredrag', 'Ta med utgift 2: Fly Oslo–Bodø', 'Ta med utgift 3: Kulturhuset',
    ]);
  });

  test('sets back what is not chosen', () => {
    expect(viewOf(aSmallProgramme(), { chosen: ['journey'] }).form?.table.rows.map(({ isMuted }) => isMuted)).toEqual([true, false, true]);
  });
});

describe('the form', () => {
  test('makes a draft, or changes one from the version it was made from', () => {
    expect(viewOf(aSmallProgramme()).form?.card).toMatchObject({ submit: 'Lag utkast til krav', hidden: { form_key: 'key' } });
    const draft = viewOf(aSmallProgramme(), { claim: { id: 'c1', number: 7, version: 2 } });
    expect(draft.title).toBe('Linjene i krav 7');
    expect(draft.form?.card).toMatchObject({ submit: 'Lagre linjene', hidden: { version: '2' }, cancel: { href: '/organisations/o1/programmes/p1/claims/c1' } });
  });

  test('says at the sum how many lines are chosen', () => {
    const headings = [[], ['fee'], ['fee', 'rent']].map((chosen) => viewOf(aSmallProgramme(), { chosen }).form?.sum.heading);
    expect(headings).toEqual(['Ingen linjer er valgt', 'Én linje er valgt', '2 linjer er valgt']);
  });

  test('says at the sum how large the PDF becomes with the files of the chosen lines, and the letter', () => {
    const programme = aProgramme({ expenses: [aFee({ id: 'one', attachments: ['a.pdf'] }), aFee({ id: 'two', attachments: ['a.pdf', 'b.pdf'] })] });
    const sizes = [[], ['one'], ['one', 'two']].map((chosen) => viewOf(programme, { chosen }).form?.sum.size);
    expect(sizes).toEqual([
      'PDF-en blir om lag 430 kB, med 2 sider bilag.', 'PDF-en blir om lag 840 kB, med 4 sider bilag.', 'PDF-en blir om lag 1,2 MB, med 6 sider bilag.',
    ]);
  });

  test('tells each fault in the words of its field', () => {
    const view = viewOf(aSmallProgramme(), { errors: new Map([['fee', 'reasonMissing'], ['journey', 'reasonTooLong']]), isNothingChosen: true });
    const [nothing, ...atFields] = view.form?.card.errors?.items ?? [];
    expect(nothing?.href).toBe('#lines');
    expect(atFields.map(({ text }) => text)).toEqual(cellsOf(view, 2).flatMap(({ field }) => field?.error ?? []));
  });

  test('while the percentage is unknown nothing is said to come back', () => {
    const programme = aProgramme({ grant: { appliedOn: calendarDate('2018-03-01') } });
    expect(viewOf(programme).form?.sum.figures[0]).toMatchObject({ value: 'kan ikke regnes ut ennå', detail: 'Prosenten mangler' });
  });
});

test('a programme without costs says what to do, to who can do it', () => {
  const empty = aProgramme({ expenses: [] });
  expect(viewOf(empty)).toMatchObject({ form: undefined, empty: { heading: 'Ingen utgifter å kreve', action: { text: 'Ny utgift' } } });
  expect(viewOf(empty, { reader: aReader('finance') }).empty?.action).toBeUndefined();
});

test.each(languages)('no word in %s is left to fill in', (language) => {
  const programme = aProgramme({ expenses: [...aSmallProgramme().expenses, aFee({ consultant: undefined, days: [], attachments: [], paidOn: undefined })], organisation: { bankAccount: undefined } });
  const view = viewOf(programme, { reader: aReader('case_worker', language), errors: new Map([['fee', 'reasonMissing'], ['journey', 'reasonTooLong']]), isNothingChosen: true });
  expect(JSON.stringify(view)).not.toMatch(/\{\w+\}|undefined/);
});
