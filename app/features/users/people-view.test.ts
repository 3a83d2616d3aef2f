import { describe, expect, test } from 'vitest';
import { calendarDate } from '#app/domain/calendar-date.ts';
import { roles } from '#app/domain/permissions.ts';
import type { Invitation } from '#app/features/invitations/invitation.ts';
import type { ListedMessage } from '#app/features/outbox/outbox-message.ts';
import type { Member } from './member.ts';
import { peopleView, type PeopleInput } from './people-view.ts';

/** Who has access to what, since when, last used; and who is asked in. */

const member: Member = {
  userId: 'u-1', name: 'Kari Nordmann', email: 'kari@sorvik.example', role: 'case_worker', createdAt: '2026-11-01T09:00:00.000Z',
  lastUsedAt: undefined, programmes: [],
};
const programme = { id: 'p-1', name: 'LED skole', createdAt: '2026-11-01T09:00:00.000Z', lastUsedAt: undefined, endsOn: undefined };
const invitation: Invitation = {
  id: 'i-1', email: 'ola@sorvik.example', name: 'Ola', role: 'reader', language: 'nb', programme: undefined, consultantId: undefined,
  accessEndsOn: undefined, invitedBy: { name: 'Ada', email: 'ada@sorvik.example' }, createdAt: '2026-11-24T10:00:00.000Z',
  expiresAt: '2026-11-27T10:00:00.000Z',
};
const message: ListedMessage = {
  id: 'm-1', kind: 'invitation', recipient: 'ola@sorvik.example', subject: '', createdAt: '2026-11-24T10:00:00.000Z', tries: 1,
  nextTryAt: '2026-11-24T10:01:00.000Z', sentAt: '2026-11-24T10:00:02.000Z', deadAt: undefined, lastFault: undefined, canBeSentAgain: false,
};

const view = (changes: Partial<PeopleInput> = {}) => peopleView({
  organisationId: 'o-1', organisationName: 'Sørvik kommune', members: [member], invitations: [], messages: new Map(), keys: [], notices: [],
  today: calendarDate('2026-11-26'), now: new Date('2026-11-26T10:00:00.000Z'), language: 'nb', ...changes,
});
const cellsOf = (changes: Partial<Member>) => view({ members: [{ ...member, ...changes }] }).table.rows[0]?.cells;
const invitedCells = (changes: Partial<Invitation>, messages: PeopleInput['messages'] = new Map()) => (
  view({ invitations: [{ ...invitation, ...changes }], messages }).invited.table?.rows[0]?.cells);

test('the page stands below the organisation and the front page, as every page of an organisation does', () => {
  const { breadcrumbs, title } = view();
  expect([...breadcrumbs.items.map(({ href, text }) => [href, text]), breadcrumbs.current]).toEqual([
    ['/', 'Forsiden'], ['/organisations/o-1', 'Sørvik kommune'], title,
  ]);
});

describe('a person with access', () => {
  test('is told by name and address, role, reach, since when and last used, and leads to their own page', () => {
    expect(cellsOf({ lastUsedAt: '2026-11-25T23:30:00.000Z' })).toEqual([
      { text: 'Kari Nordmann', href: '/organisations/o-1/people/u-1', detail: 'kari@sorvik.example' },
      'Saksbehandler', 'Alle', '01.11.2026', '26.11.2026',
    ]);
  });

  test('who never used it is told so', () => {
    expect(cellsOf({})?.[4]).toBe('Ikke brukt ennå');
  });

  test('stands in the order of the Norwegian alphabet, whatever order they came in', () => {
    const names = ['Åse', 'Ærlig', 'Øyvind', 'anne', 'Aaby', 'Bo'];
    const members = names.map((name) => ({ ...member, userId: name, name }));
    expect(view({ members }).table.rows.map(({ key }) => key)).toEqual(['anne', 'Bo', 'Ærlig', 'Øyvind', 'Aaby', 'Åse']);
    expect(members.map(({ name }) => name)).toEqual(names);
  });
});

describe('what a consultant reaches', () => {
  test.each<[string, Member['programmes'], string]>([
    ['nothing yet', [], 'Ingen ennå'],
    ['a programme for good', [programme], 'LED skole'],
    ['to its last day, that day too', [{ ...programme, endsOn: calendarDate('2026-11-26') }], 'LED skole (til og med 26.11.2026)'],
    ['not any more', [{ ...programme, endsOn: calendarDate('2026-11-25') }], 'LED skole (stengt etter 25.11.2026)'],
    ['several', [programme, { ...programme, id: 'p-2', name: 'Rektor', endsOn: calendarDate('2027-01-31') }], 'LED skole · Rektor (til og med 31.01.2027)'],
  ])('is told: %s', (_name, programmes, told) => {
    expect(cellsOf({ role: 'consultant', programmes })?.[2]).toBe(told);
  });
});

describe('somebody asked in', () => {
  test('nobody is: it says so in words, not as an empty table', () => {
    expect(view().invited).toEqual({ heading: 'Inviterte som ikke har svart', none: 'Ingen invitasjoner venter på svar.', table: undefined });
  });

  test('is told with how long the link is good, and leads to the invitation', () => {
    expect(invitedCells({})?.slice(0, 4)).toEqual([
      { text: 'Ola', href: '/organisations/o-1/people/invitations/i-1', detail: 'ola@sorvik.example' },
      'Innsyn', 'Alle', { text: '27.11.2026 kl.\u00a011.00' },
    ]);
  });

  test.each([['2026-11-26T10:00:00.000Z', true], ['2026-11-26T10:00:00.001Z', false]])('by a link good until %s: over is %s', (expiresAt, isOver) => {
    expect(invitedCells({ expiresAt })?.[3]).toMatchObject(isOver ? { status: { text: 'Gått ut', tone: 'warning' } } : {});
    expect(JSON.stringify(invitedCells({ expiresAt })).includes('Gått ut')).toBe(isOver);
  });

  test('to one programme is told which', () => {
    expect(invitedCells({ role: 'consultant', programme: { id: 'p-1', name: 'LED skole' } })?.[2]).toBe('LED skole');
  });

  test('by e-mail is told how it went; by hand is told too', () => {
    expect(invitedCells({}, new Map([['i-1', message]]))?.[4]).toMatchObject({ status: { text: 'Sendt' } });
    expect(invitedCells({}, new Map([['i-2', message]]))?.[4]).toBe('Lenken er gitt for hånd');
  });
});

test('every role is explained, in every language', () => {
  for (const language of ['nb', 'nn', 'en'] as const) {
    const { items } = view({ language }).roles;
    expect(items).toHaveLength(roles.length);
    expect(new Set(items.flatMap(({ label, value }) => [label, value])).size).toBe(2 * roles.length);
  }
});

test('tells which other systems are let in: to what, by whom, since when, until when and last used', () => {
  expect(view().systems).toBeUndefined();
  const key = {
    id: 't-1', name: 'Visma', scopes: ['claims:read' as const], createdBy: 'Ada', createdAt: '2026-11-01T09:00:00.000Z',
    expiresOn: calendarDate('2027-11-01'), lastUsedAt: '2026-11-25T09:00:00.000Z', revokedAt: undefined,
  };
  expect(view({ keys: [key] }).systems).toMatchObject({
    items: [{ label: 'Visma', value: 'Lese krav. Laget av Ada 01.11.2026, gjelder til 01.11.2027, sist brukt: 25.11.2026' }],
    link: { href: '/organisations/o-1/api-keys' },
  });
  expect(view({ keys: [{ ...key, createdBy: undefined }] }).systems?.items[0]?.value).toContain('Laget av Slettet person 01.11.2026');
});
