import { describe, expect, test } from 'vitest';
import { calendarDate } from '#app/domain/calendar-date.ts';
import { languages } from '#app/domain/programme.ts';
import { retentionLimits } from '#app/domain/retention.ts';
import { isErasable, type KeptBy, type KeptPerson, type KeptProgrammeRow } from './kept-person.ts';
import { personalDataView, type PersonalDataInput } from './personal-data-view.ts';
import { readRetentionForm } from './retention-form.ts';

/** Who is on record, what keeps them there, and what is due to be taken away. */

const today = calendarDate('2037-01-01');
const kari: KeptPerson = { kind: 'member', id: 'u-1', name: 'Kari', email: 'kari@sorvik.example', role: 'reader', consultantId: undefined, keptBy: { reason: 'access' } };
const ola: KeptPerson = { kind: 'consultant', id: 'k-1', name: 'Ola', email: undefined, role: undefined, consultantId: 'k-1', keptBy: undefined };
const programme: KeptProgrammeRow = { id: 'p-1', name: 'LED skole', endsOn: calendarDate('2026-06-30'), keptUntil: calendarDate('2036-12-31') };

const view = ({ people = [], programmes = [], ...changes }: Partial<PersonalDataInput & PersonalDataInput['data']> = {}) => personalDataView({
  organisationId: 'o-1', organisationName: 'Sørvik kommune', data: { years: 10, programmes, people }, typed: { years: '10' }, faults: {},
  notices: [], asked: undefined, newFormKey: () => 'key', today, language: 'nb', ...changes,
});
const rowOf = (person: KeptPerson) => view({ people: [person] }).people.table.rows[0]?.cells ?? [];
const linksOf = (person: KeptPerson) => {
  const cell = rowOf(person).at(-1);
  return typeof cell === 'object' ? cell.links?.map(({ href }) => href) : undefined;
};

describe('what keeps a person', () => {
  test.each<[KeptBy | undefined, boolean, string]>([
    [undefined, true, 'Ingenting'],
    [{ reason: 'access' }, false, 'Tilgangen, som ikke er avsluttet'],
    [{ reason: 'open_claim' }, false, 'Et program som ikke er oppgjort'],
    [{ reason: 'vouchers', until: calendarDate('2036-12-31') }, true, 'Ingenting: lagringstiden gikk ut 31.12.2036'],
    [{ reason: 'vouchers', until: today }, false, 'Bilag som skal lagres til 01.01.2037'],
    [{ reason: 'vouchers', until: calendarDate('2040-12-31') }, false, 'Bilag som skal lagres til 31.12.2040'],
  ])('%o: may be erased %s', (keptBy, mayBe, words) => {
    const person = { ...ola, keptBy };
    expect([isErasable(person, today), rowOf(person)[2]]).toEqual([mayBe, words]);
    const base = '/organisations/o-1/personal-data';
    expect(linksOf(person)).toEqual(mayBe ? [`${base}/k-1`, `${base}?erase=k-1`] : [`${base}/k-1`]);
  });
});

describe('the people on record', () => {
  test('are told by name and, where there is one, address and role', () => {
    expect(rowOf(kari).slice(0, 2)).toEqual([{ text: 'Kari', detail: 'kari@sorvik.example' }, 'Innsyn']);
    expect(rowOf(ola).slice(0, 2)).toEqual([{ text: 'Ola' }, 'Konsulent']);
  });

  test('stand in the order of the Norwegian alphabet', () => {
    const people = ['Åse', 'Bo', 'Ærlig', 'Øyvind'].map((name) => ({ ...ola, id: name, name }));
    expect(view({ people }).people.table.rows.map(({ key }) => key)).toEqual(['Bo', 'Ærlig', 'Øyvind', 'Åse']);
  });
});

describe('erasing', () => {
  test('is asked about once more, by name, and sends who it is', () => {
    const { erasing } = view({ people: [kari, ola], asked: 'k-1' });
    expect(erasing?.notice).toMatchObject({ tone: 'warning', heading: 'Slette Ola?' });
    expect(erasing?.button).toMatchObject({ isDanger: true, hidden: { act: 'erase', id: 'k-1', form_key: 'key' } });
    expect(erasing?.cancel.href).toBe('/organisations/o-1/personal-data');
  });

  test.each([['somebody who is kept', 'u-1'], ['somebody who is not there', 'x'], ['nobody', undefined]])('is not asked about of %s', (_name, asked) => {
    expect(view({ people: [kari, ola], asked }).erasing).toBeUndefined();
  });
});

describe('what is due', () => {
  test.each<[string, Partial<KeptProgrammeRow>, boolean]>([
    ['past its last day', {}, true],
    ['on its last day', { keptUntil: today }, false],
    ['not done with', { keptUntil: undefined }, false],
  ])('is a programme %s: %s', (_name, changes, isDue) => {
    const { due } = view({ programmes: [{ ...programme, ...changes }] });
    expect(due.table?.rows ?? []).toEqual(isDue
      ? [{ key: 'p-1', cells: [{ text: 'LED skole', href: '/organisations/o-1/programmes/p-1' }, '30.06.2026', '31.12.2036'] }]
      : []);
    expect(due.section.lead).toContain(isDue ? 'Ta vare på arkivpakken' : 'Ingen programmer');
  });
});

describe('the time of keeping', () => {
  test.each([[' 5 ', 5], ['30', 30], ['10', 10]])('%j is read', (years, read) => {
    expect(readRetentionForm({ years }, today)).toEqual({ years: read });
  });

  test.each([['', 'missing'], ['4', 'wholeUnclear'], ['31', 'wholeUnclear'], ['-5', 'wholeUnclear'], ['5,5', 'wholeUnclear'], ['ti', 'wholeUnclear']])('%j is not: %s', (years, code) => {
    const reading = readRetentionForm({ years }, today);
    expect('faults' in reading && reading.faults.years?.code).toBe(code);
  });

  test.each(languages)('that cannot be stays as typed, and is told what would do: %s', (language) => {
    const { form } = view({ typed: { years: '4' }, faults: { years: { code: 'wholeUnclear' } }, language });
    const [field] = form.groups[0]?.fields ?? [];
    expect(field).toMatchObject({ value: '4', inputMode: 'numeric' });
    expect(field?.error).toMatch(new RegExp(`${retentionLimits.least}\\D+${retentionLimits.most}`));
    expect(form.card.hidden).toEqual({ form_key: 'key', act: 'retention' });
  });
});

test('who was asked in and never came is on record too, and can be erased when the invitation is over', () => {
  const nora: KeptPerson = { ...kari, kind: 'invited', id: 'i-1', name: 'Nora', keptBy: { reason: 'invitation' } };
  expect([rowOf(nora)[1], rowOf(nora)[2], isErasable(nora, today)]).toEqual(['Innsyn, invitert', 'En invitasjon som ikke er besvart', false]);
  expect(isErasable({ ...nora, keptBy: undefined }, today)).toBe(true);
});
