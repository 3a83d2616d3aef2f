import { describe, expect, test } from 'vitest';
import { calendarDate } from '#app/domain/calendar-date.ts';
import { roles } from '#app/domain/permissions.ts';
import type { Member } from './member.ts';
import { readPersonForm, type PersonField } from './person-form.ts';
import { personFrame, personView, type PersonInput } from './person-view.ts';

/** One person's access, and what can be changed about it: another role, or a consultant's last day. */

const today = calendarDate('2026-11-26');
const nothing: Record<PersonField, string> = { role: '', programme: '', endsOn: '' };
const member: Member = {
  userId: 'u-1', name: 'Kari Nordmann', email: 'kari@sorvik.example', role: 'case_worker', createdAt: '2026-11-01T09:00:00.000Z',
  lastUsedAt: undefined, programmes: [],
};
const programme = { id: 'p-1', name: 'LED skole', createdAt: '2026-11-02T09:00:00.000Z', lastUsedAt: undefined, endsOn: undefined };
const consultant: Member = { ...member, role: 'consultant', programmes: [programme] };

const input = (changes: Partial<PersonInput> = {}): PersonInput => ({
  organisationId: 'o-1', organisationName: 'Sørvik kommune', member, isSelf: false, isLast: false, keys: [],
  state: { typed: nothing, faults: {}, language: 'nb' }, notices: [], today, ...changes,
});
const view = (changes: Partial<PersonInput> = {}) => personView(input(changes));
const fieldsOf = (changes: Partial<PersonInput>) => view(changes).form?.groups.flatMap(({ fields }) => fields) ?? [];

describe('the page of a person', () => {
  test('tells role and what it may do, since when and on which day it was last used: use is noted by the hour', () => {
    const { title, facts } = view({ member: { ...member, lastUsedAt: '2026-11-25T23:05:00.000Z' } });
    expect(title).toBe('Kari Nordmann');
    expect(facts.map(({ value }) => value)).toEqual(['kari@sorvik.example', 'Saksbehandler', '01.11.2026', '26.11.2026']);
    expect(facts[1]?.detail).toContain('fører kostnader');
    expect(view().facts.at(-1)?.value).toBe('Ikke brukt ennå');
  });

  test.each([
    [{ isSelf: false }, 'Avslutt tilgangen'],
    [{ isSelf: true }, 'Avslutt din egen tilgang'],
  ])('ends access in one step: %o', (who, text) => {
    expect(view(who).heading.actions).toEqual([{ href: '/organisations/o-1/people/u-1/end', text }]);
  });

  test('of the last administrator offers neither an end nor another role, and says what to do first', () => {
    const { heading, form } = view({ isLast: true, isSelf: true, member: { ...member, role: 'administrator' } });
    expect([heading.actions, form]).toEqual([[], undefined]);
    expect(heading.lead).toContain('Gi noen andre den rollen først');
  });

  test('stands below the list of people, and a page below it below the person', () => {
    const links = (below?: string) => personFrame({ ...input(), language: 'nb' }, below).breadcrumbs.items.map(({ href }) => href);
    expect(links().at(-1)).toBe('/organisations/o-1/people');
    expect(links('Avslutt').slice(-2)).toEqual(['/organisations/o-1/people', '/organisations/o-1/people/u-1']);
  });
});

describe('the role', () => {
  test('can become any but a consultant’s, who is asked in to a programme instead', () => {
    const [field, ...more] = fieldsOf({});
    expect(more).toEqual([]);
    expect(field?.kind === 'radios' ? field.options.map(({ value }) => value) : []).toEqual(roles.filter((role) => role !== 'consultant'));
  });

  test.each([
    ['finance', { role: 'finance' }],
    ['consultant', { faults: { role: { code: 'choiceMissing', facts: {} } } }],
    ['king', { faults: { role: { code: 'choiceMissing', facts: {} } } }],
    ['', { faults: { role: { code: 'missing', facts: {} } } }],
  ])('%j is read', (role, reading) => {
    expect(readPersonForm({ ...nothing, role }, { member, today })).toEqual(reading);
  });
});

describe('a consultant’s programmes', () => {
  test('each tell since when and until when, and are ended one by one', () => {
    const programmes = [programme, { ...programme, id: 'p-2', name: 'Rektor', lastUsedAt: '2026-11-20T09:00:00.000Z', endsOn: calendarDate('2026-11-25') }];
    const rows = view({ member: { ...consultant, programmes } }).table?.rows.map(({ cells }) => cells);
    expect(rows).toEqual([
      ['LED skole', '02.11.2026', 'Ikke brukt ennå', 'Ingen siste dag', { links: [{ href: '/organisations/o-1/people/u-1/end?programme=p-1', text: 'Avslutt «LED skole»' }] }],
      [
        'Rektor', '02.11.2026', '20.11.2026', { text: '25.11.2026', status: { text: 'Stengt', tone: 'warning' } },
        { links: [{ href: '/organisations/o-1/people/u-1/end?programme=p-2', text: 'Avslutt «Rektor»' }] },
      ],
    ]);
  });

  test('are not closed on their last day', () => {
    const [row] = view({ member: { ...consultant, programmes: [{ ...programme, endsOn: today }] } }).table?.rows ?? [];
    expect(row?.cells[3]).toEqual({ text: '26.11.2026' });
  });

  test('that are none have neither table nor form', () => {
    const { table, form } = view({ member: { ...consultant, programmes: [] } });
    expect([table, form]).toEqual([undefined, undefined]);
  });

  test.each<[string, Partial<Record<PersonField, string>>, unknown]>([
    ['today', { programme: 'p-1', endsOn: '26.11.2026' }, { programmeId: 'p-1', endsOn: '2026-11-26' }],
    ['yesterday', { programme: 'p-1', endsOn: '25.11.2026' }, { faults: { endsOn: { code: 'past', facts: {} } } }],
    ['no day', { programme: 'p-1' }, { faults: { endsOn: { code: 'missing', facts: {} } } }],
    ['what is no day', { programme: 'p-1', endsOn: 'snart' }, { faults: { endsOn: { code: 'dayUnclear', facts: {} } } }],
    ['another’s programme', { programme: 'p-9', endsOn: '26.11.2026' }, { faults: { programme: { code: 'choiceMissing', facts: {} } } }],
    ['a role', { role: 'finance' }, { faults: { programme: { code: 'missing', facts: {} }, endsOn: { code: 'missing', facts: {} } } }],
  ])('get another last day: %s', (_name, typed, reading) => {
    expect(readPersonForm({ ...nothing, ...typed }, { member: consultant, today })).toEqual(reading);
  });

  test('keep what was typed when it cannot be, with the fault at the field and above', () => {
    const state = { typed: { ...nothing, programme: 'p-1', endsOn: '25.11.2026' }, faults: { endsOn: { code: 'past' } }, language: 'nb' } as const;
    const { form } = view({ member: consultant, state });
    const field = fieldsOf({ member: consultant, state }).find(({ name }) => name === 'endsOn');
    expect(field).toMatchObject({ value: '25.11.2026', error: '«Ny siste dag» er en dag som har vært. Velg i dag eller en senere dag.' });
    expect(form?.card.errors?.items.map(({ text }) => text)).toEqual([field?.error]);
  });
});

test('whose keys for other systems are open is asked whether they go on, and unasked they do not', () => {
  expect(fieldsOf({ member: { ...member, role: 'administrator' } }).map(({ name }) => name)).toEqual(['role']);
  const [, keep] = fieldsOf({ member: { ...member, role: 'administrator' }, keys: ['Visma', 'Arkiv'] });
  expect(keep).toMatchObject({ name: 'keeps_keys', isChecked: false });
  expect(keep?.hint).toContain('Visma, Arkiv');
});
