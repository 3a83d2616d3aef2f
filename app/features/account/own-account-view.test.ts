import { describe, expect, test } from 'vitest';
import { calendarDate } from '#app/domain/calendar-date.ts';
import { languages } from '#app/domain/programme.ts';
import { accountEventNames } from '#app/features/users/account-event.ts';
import { accountBreadcrumbs } from './account-frame-view.ts';
import { readOwnAccount, type OwnAccountField } from './own-account-form.ts';
import { ownAccountView, type OwnAccountInput, type SessionRow } from './own-account-view.ts';

/** A person's own page: how they sign in, where they are signed in, what happened. */

const session: SessionRow = {
  key: 's-1', device: 'Firefox/Windows', createdAt: '2026-11-26T08:00:00.000Z', lastSeenAt: '2026-11-26T09:30:00.000Z', isThis: true, formKey: 'key-1',
};
const elsewhere = { ...session, key: 's-2', device: undefined, isThis: false, formKey: 'key-2' };
const view = (changes: Partial<OwnAccountInput> = {}) => ownAccountView({
  email: 'kari@sorvik.example', typed: { name: 'Kari', language: 'nb' }, faults: {}, notices: [], hasPassword: true, secondFactor: undefined,
  sessions: [session], events: [], formKey: 'key-0', language: 'nb', ...changes,
});
const factsOf = (changes: Partial<OwnAccountInput>) => view(changes).signIn.facts;

describe('how one signs in', () => {
  test('leads to each way: the password, the second factor', () => {
    expect(factsOf({}).map(({ value, detail, href }) => [value, detail, href])).toEqual([
      ['Bytt passord', undefined, '/account/password'], ['Sett opp totrinnsinnlogging', 'Av', '/account/second-factor'],
    ]);
  });

  test('without a password has none to change', () => {
    expect(factsOf({ hasPassword: false })[0]).toEqual({ label: 'Passord', value: 'Du har ikke noe passord her: du logger inn et annet sted.' });
  });

  test.each([[10, '10 reservekoder igjen.'], [1, 'Én reservekode igjen: lag nye.'], [0, 'Ingen reservekoder igjen: lag nye.']])('tells how many codes are left: %i', (codesLeft, words) => {
    const [, factor] = factsOf({ secondFactor: { since: '2026-11-01T09:00:00.000Z', codesLeft } });
    expect(factor?.detail).toBe(`På siden 01.11.2026 kl.\u00a010.00. ${words}`);
  });

  test.each([[0, 'Knytt til en konto'], [1, 'Én konto er knyttet til'], [2, '2 kontoer er knyttet til']])('tells of another place where there is one: %i', (linked, value) => {
    expect(factsOf({ provider: { name: 'Feide', linked } })[2]).toEqual({ label: 'Innlogging hos Feide', href: '/account/identities', value });
    expect(factsOf({})).toHaveLength(2);
  });
});

describe('where one is signed in', () => {
  test('is told by device and time; this one is marked and not ended here', () => {
    const { table, endOthers } = view().sessions;
    expect(table.rows).toEqual([{ key: 's-1', cells: [
      { text: 'Firefox på Windows', detail: 'Denne nettleseren' }, '26.11.2026 kl.\u00a009.00', '26.11.2026 kl.\u00a010.30', '',
    ] }]);
    expect(endOthers).toBeUndefined();
  });

  test('elsewhere is ended one by one or all at once, each with a key of its own', () => {
    const { table, endOthers } = view({ sessions: [session, elsewhere] }).sessions;
    expect(table.rows[1]?.cells.at(-1)).toEqual({ button: { action: '/account', text: 'Avslutt', hidden: { act: 'end', session: 's-2', form_key: 'key-2' } } });
    expect(table.rows[1]?.cells[0]).toEqual({ text: 'Ukjent nettleser' });
    expect(endOthers?.hidden).toEqual({ act: 'endOthers', form_key: 'key-0' });
  });
});

test.each(languages)('every event is told in words of its own: %s', (language) => {
  const events = accountEventNames.map((event) => ({ id: event, at: '2026-11-26T08:00:00.000Z', event, facts: { device: 'Firefox/Windows' } }));
  const told = view({ events, language }).events.table.rows.map(({ cells }) => cells[0]);
  expect(new Set(told).size).toBe(accountEventNames.length);
  expect(told[0]).toContain('Firefox');
  expect(JSON.stringify(told)).not.toMatch(/[{}]/);
});

test('what is stored of a person can be taken out and erased from here', () => {
  expect(view().data.facts.map(({ href }) => href)).toEqual(['/account/data', '/account/erase']);
});

test.each(languages)('what the file about oneself leaves out is said where it is fetched, and the link does not promise all: %s', (language) => {
  const { section, facts: [download] } = view({ language }).data;
  expect(section.lead).toMatch(/totrinns|second factor/);
  expect(section.lead).toMatch(/ikke lenger|ikkje lenger|no longer/);
  expect(download?.value).not.toMatch(/\balt\b|\ball\b/);
});

describe('name and language', () => {
  const today = calendarDate('2026-11-26');

  test.each<[Record<OwnAccountField, string>, unknown]>([
    [{ name: '  Kari   Nordmann ', language: 'nn' }, { name: 'Kari Nordmann', language: 'nn' }],
    [{ name: 'x'.repeat(120), language: 'en' }, { name: 'x'.repeat(120), language: 'en' }],
    [{ name: 'x'.repeat(121), language: 'en' }, { faults: { name: { code: 'tooLong', facts: { most: 120 } } } }],
    [{ name: '\u200b ', language: 'se' }, { faults: { name: { code: 'missing', facts: {} }, language: { code: 'choiceMissing', facts: {} } } }],
  ])('%o is read', (typed, reading) => {
    expect(readOwnAccount(typed, today)).toEqual(reading);
  });

  test('that cannot be stay as typed', () => {
    const { form } = view({ typed: { name: '', language: 'en' }, faults: { name: { code: 'missing' } } });
    expect(form.groups.flatMap(({ fields }) => fields)).toMatchObject([{ name: 'name', value: '', error: 'Fyll ut «Navn».' }, { name: 'language', value: 'en' }]);
    expect(form.card).toMatchObject({ hidden: { form_key: 'key-0' }, errors: { items: [{ href: '#name' }] } });
  });
});

test('a page below leads back to the account', () => {
  expect(accountBreadcrumbs('Bytt passord', 'nb').items.map(({ href }) => href)).toEqual(['/', '/account']);
  expect(accountBreadcrumbs(undefined, 'nb')).toMatchObject({ items: [{ href: '/' }], current: 'Din konto' });
});
