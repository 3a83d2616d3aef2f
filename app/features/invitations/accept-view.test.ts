import { describe, expect, test } from 'vitest';
import { calendarDate } from '#app/domain/calendar-date.ts';
import { languages } from '#app/domain/programme.ts';
import { readAcceptForm } from './accept-form.ts';
import { acceptView, deadLinkView, type AcceptInput } from './accept-view.ts';
import type { InvitationByLink } from './invitation.ts';
import { linkPageView } from './link-page-view.ts';

/** What the page of a link says, by who looks at it; there is one way on for each. */

const token = 'a+b/c'.repeat(8);
const invitation: InvitationByLink = {
  id: 'i-1', organisationId: 'o-1', organisationName: 'Sørvik kommune', email: 'kari@sorvik.example', name: 'Kari', role: 'consultant', language: 'nb',
  programme: { id: 'p-1', name: 'LED skole' }, consultantId: undefined, accessEndsOn: calendarDate('2027-07-31'),
  invitedBy: { name: 'Ada', email: 'ada@sorvik.example' }, createdAt: '2026-11-24T10:00:00.000Z', expiresAt: '2026-11-27T10:00:00.000Z',
};
const view = (looker: AcceptInput['looker'], changes: Partial<AcceptInput> = {}) => acceptView({ token, invitation, looker, language: 'nb', ...changes });
const somebodyNew = { is: 'new', name: 'Kari', faults: undefined } as const;
const waysOn = ({ form, button, link }: ReturnType<typeof view>) => ({ form: form?.submit, button: button?.text, link: link?.href });

describe('the page of a link', () => {
  test('says who asks, to what, as what, until when, and for whom', () => {
    const { title, paragraphs } = view({ is: 'invited' });
    expect(title).toBe('Du er invitert til Sørvik kommune');
    expect(paragraphs).toEqual([
      'Ada inviterer deg til Sørvik kommune som konsulent i programmet «LED skole». Programmet er åpent for deg til og med 31.07.2027.',
      'Invitasjonen gjelder kari@sorvik.example og kan godtas til 27.11.2026 kl.\u00a011.00.',
    ]);
  });

  test.each<[AcceptInput['looker'], ReturnType<typeof waysOn>]>([
    [somebodyNew, { form: 'Lag konto og godta', button: undefined, link: undefined }],
    [{ is: 'known' }, { form: undefined, button: undefined, link: `/sign-in?to=${encodeURIComponent(`/invitation/${token}`)}` }],
    [{ is: 'invited' }, { form: 'Godta invitasjonen', button: undefined, link: undefined }],
    [{ is: 'other', email: 'ola@sorvik.example' }, { form: undefined, button: 'Logg ut og fortsett', link: '/' }],
  ])('has one way on for %o', (looker, ways) => {
    expect(waysOn(view(looker))).toEqual(ways);
  });

  test('tells one who is signed in as another both addresses, and lets them leave without losing the link', () => {
    const { notice, button } = view({ is: 'other', email: 'ola@sorvik.example' });
    expect(notice?.text).toMatch(/ola@sorvik\.example.*kari@sorvik\.example/);
    expect(button).toMatchObject({ action: `/invitation/${token}`, hidden: { act: 'leave' } });
  });

  test.each(['has_other_role', 'has_access', 'no_password', 'account_closed'] as const)('that could not be accepted says why and has nothing to fill in: %s', (refused) => {
    for (const language of languages) {
      const { notice, form, fields, link } = view(somebodyNew, { refused, language });
      expect([notice?.tone, form, fields, link?.href]).toEqual(['warning', undefined, [], '/']);
      expect(notice?.text).toMatch(/\.$/);
    }
  });

  test.each(languages)('that is not good says nothing of why, and where to go: %s', (language) => {
    const [signedIn, stranger] = [true, false].map((isSignedIn) => deadLinkView(language, { isSignedIn }));
    expect([signedIn?.link?.href, stranger?.link?.href]).toEqual(['/', '/sign-in']);
    expect(signedIn?.paragraphs).toEqual(stranger?.paragraphs);
    expect(JSON.stringify(stranger)).not.toContain('sorvik');
  });
});

describe('somebody new', () => {
  const today = calendarDate('2026-11-26');
  const good = { name: 'Kari Nordmann', password: 'fire ord som ikke rimer', passwordAgain: 'fire ord som ikke rimer' };
  const read = (changes: Partial<typeof good>) => readAcceptForm({ ...good, ...changes }, { email: invitation.email, organisationName: 'Sørvik kommune', today });
  const none = { name: undefined, password: undefined, passwordAgain: undefined };

  test('chooses a name and a password', () => {
    expect(read({ name: '  Kari \t Nordmann ' })).toEqual({ name: 'Kari Nordmann', password: good.password });
  });

  test.each<[string, Partial<typeof good>, object]>([
    ['no name', { name: ' ' }, { ...none, name: { code: 'missing', facts: {} } }],
    ['no password', { password: '', passwordAgain: '' }, { ...none, password: 'missing' }],
    ['a password of their own name', { password: 'jeg er nordmann jeg', passwordAgain: 'jeg er nordmann jeg' }, { ...none, password: 'personal' }],
    ['a password of the municipality’s name', { password: 'sørvik er best i øst', passwordAgain: '' }, { ...none, password: 'personal' }],
    ['two passwords', { passwordAgain: `${good.password} ` }, { ...none, passwordAgain: 'differ' }],
  ])('with %s is told at the field', (_name, changes, faults) => {
    expect(read(changes)).toEqual({ faults });
  });

  test('keeps the name that was typed and no password, and reads each fault twice: above and at the field', () => {
    const { fields, form } = view({ is: 'new', name: 'K', faults: { ...none, password: 'tooShort', passwordAgain: 'differ' } });
    expect(fields).toMatchObject([
      { name: 'name', value: 'K', error: undefined }, { name: 'password', value: '', error: 'Passordet er for kort. Bruk minst 12 tegn.' },
      { name: 'passwordAgain', value: '', error: 'De to passordene er ikke like. Skriv det samme begge ganger.' },
    ]);
    expect(form?.errors?.items).toEqual(fields.slice(1).map(({ name, error }) => ({ href: `#${name}`, text: error })));
  });
});

test('a link passed on by hand is shown with how long it is good and that it is shown once', () => {
  const { heading, notice, copy, back } = linkPageView({
    link: 'https://ou.example/invitation/x', name: 'Kari', breadcrumbs: { label: '', current: '', items: [] }, people: { href: '/people', text: 'Tilgang' }, language: 'nb',
  });
  expect(heading.title).toBe('Lenke til Kari');
  expect(heading.lead).toContain('72 timer');
  expect(notice.text).toMatch(/^Lenken vises bare nå/);
  expect([copy.value, back.href]).toEqual(['https://ou.example/invitation/x', '/people']);
});
