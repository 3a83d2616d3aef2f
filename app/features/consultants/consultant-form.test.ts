import { describe, expect, test } from 'vitest';
import { calendarDate } from '#app/domain/calendar-date.ts';
import { consultantGroups, consultantsTable } from './consultants-view.ts';
import { emptyConsultant, isSameConsultant, readConsultantForm, typedFromConsultant } from './consultant-form.ts';

const today = calendarDate('2026-11-24');
const ola = { id: 'k1', name: 'Ola Veileder', role: 'lecturer', company: 'IMTEC AS' } as const;

test('what the form shows reads back the same', () => {
  expect(readConsultantForm(typedFromConsultant(ola), today)).toEqual({ consultant: { name: ola.name, company: ola.company, role: ola.role } });
});

test('one chosen in the list needs no name; somebody new does', () => {
  expect(readConsultantForm({ ...emptyConsultant, consultant: 'k9' }, today)).toEqual({ consultant: { role: 'process_supervisor', consultantId: 'k9' } });
  expect(readConsultantForm(emptyConsultant, today)).toEqual({ faults: { name: { code: 'missing', facts: {} } } });
  expect(readConsultantForm({ ...emptyConsultant, consultant: 'k9', role: 'clown' }, today)).toMatchObject({ faults: { role: { code: 'choiceMissing' } } });
});

test('two are the same person when name and company are, but for capitals and space', () => {
  expect(isSameConsultant(ola, { name: ' ola  VEILEDER', company: 'imtec as' })).toBe(true);
  expect(isSameConsultant(ola, { name: 'Ola Veileder', company: undefined })).toBe(false);
  expect(isSameConsultant({ name: 'A', company: undefined }, { name: 'A', company: '' })).toBe(true);
  expect(isSameConsultant({ name: 'A B', company: '' }, { name: 'A', company: 'B' })).toBe(false);
});

describe('the page', () => {
  const state = { typed: emptyConsultant, faults: {}, language: 'nb' } as const;

  test('offers those the organisation knows, by name and company, when one is added', () => {
    const [choice] = consultantGroups(state, [ola])[0]?.fields ?? [];
    expect(choice).toMatchObject({ kind: 'select', options: [{ value: 'k1', text: 'Ola Veileder (IMTEC AS)' }] });
    expect(consultantGroups(state, []).flatMap(({ fields }) => fields.map(({ name }) => name))).toEqual(['name', 'company', 'role']);
  });

  test('lets nobody take out one with costs, nor change anything without the right to', () => {
    const table = (mayEdit: boolean, costs: number, erased: readonly string[] = []) => consultantsTable({
      consultants: [ola], erased: new Set(erased), uses: new Map([['k1', costs]]), href: '/k', mayEdit, newFormKey: () => 'f', language: 'nb',
    }).rows[0]?.cells;
    expect(table(true, 0)?.[0]).toEqual({ text: 'Ola Veileder', href: '/k?edit=k1' });
    expect(table(true, 0)?.at(-1)).toMatchObject({ button: { text: 'Ta bort Ola Veileder', hidden: { act: 'remove', id: 'k1' } } });
    expect(table(true, 2)?.at(-1)).toMatchObject({ button: undefined });
    expect(table(true, 0, ['k1'])?.[0], 'whose name was taken away is not led to').toBe('Ola Veileder');
    expect(table(false, 0)).toEqual(['Ola Veileder', 'IMTEC AS', 'Foredragsholder', '0']);
  });
});

describe('who signs in as a consultant', () => {
  const people = [{ userId: 'u1', name: 'Ola på nett' }, { userId: 'u2', name: 'Kari på nett' }];
  const personIn = (typed = typedFromConsultant(ola, 'u2'), among = people) => consultantGroups({ typed, faults: {}, language: 'nb' }, undefined, among)
    .flatMap(({ fields }) => fields).find(({ name }) => name === 'person');

  test('is chosen among those who may be it, and may be nobody yet', () => {
    expect(personIn()).toMatchObject({
      kind: 'select', label: 'Logger inn som', value: 'u2', empty: 'Ingen ennå', optional: '(valgfritt)',
      options: [{ value: 'u1', text: 'Ola på nett' }, { value: 'u2', text: 'Kari på nett' }],
    });
  });

  test('is not asked where nobody is let in, nor of one who is being added', () => {
    expect(personIn(typedFromConsultant(ola), [])).toBeUndefined();
    expect(consultantGroups({ typed: emptyConsultant, faults: {}, language: 'nb' }, [ola]).flatMap(({ fields }) => fields.map(({ name }) => name))).not.toContain('person');
  });

  test.each([['u2', { person: 'u2' }], ['', {}]])('is read as it was chosen: «%s»', (chosen, person) => {
    expect(readConsultantForm({ ...typedFromConsultant(ola), person: chosen }, today)).toEqual({ consultant: { name: ola.name, company: ola.company, role: ola.role, ...person } });
  });

  test('goes with a name, never with one chosen in the list: who they are is said when they are there', () => {
    expect(readConsultantForm({ ...emptyConsultant, consultant: 'k9', person: 'u1' }, today)).toEqual({ consultant: { role: 'process_supervisor', consultantId: 'k9' } });
  });

  test.each(['gone', 'alreadyThere'] as const)('is told at its field when it cannot be (%s)', (code) => {
    const [group] = consultantGroups({ typed: typedFromConsultant(ola, 'u2'), faults: { person: { code, facts: {} } }, language: 'nb' }, undefined, people);
    const wrong = group?.fields.filter(({ error }) => error !== undefined) ?? [];
    expect(wrong.map(({ name }) => name)).toEqual(['person']);
    expect(wrong[0]?.error).toMatch(/^Personen .+\. .+\.$/);
  });
});
