import { describe, expect, test } from 'vitest';
import { languages } from '#app/domain/programme.ts';
import { goneAddress } from '#app/features/personal-data/gone-address.ts';
import { mailPageView, type MailPageInput } from './mail-page-view.ts';
import { messageKinds, type ListedMessage } from './outbox-message.ts';

/** What was sent for the organisation, what did not get away, and what can be done about it. */

const message: ListedMessage = {
  id: 'm-1', kind: 'invitation', recipient: 'kari@sorvik.example', subject: 'Invitasjon til Sørvik', createdAt: '2026-11-24T10:00:00.000Z',
  tries: 1, nextTryAt: '2026-11-24T10:05:00.000Z', sentAt: '2026-11-24T10:00:01.000Z', deadAt: undefined, lastFault: undefined, canBeSentAgain: false,
};
const failed = { ...message, id: 'm-2', tries: 10, sentAt: undefined, deadAt: '2026-11-25T10:00:00.000Z', lastFault: 'refused', canBeSentAgain: true };
const notice = { tone: 'success', text: 'Gjort' } as const;

const view = (changes: Partial<MailPageInput> = {}) => mailPageView({
  organisationId: 'o-1', breadcrumbs: { label: 'Du er her', current: 'Sendt e-post', items: [] }, messages: [message], isSending: true,
  notices: [], formKey: () => 'key', language: 'nb', ...changes,
});
const cellsOf = (changes: Partial<MailPageInput>) => view(changes).table?.rows[0]?.cells ?? [];

describe('the page of e-mails', () => {
  test('tells to whom, about what, when, how it went and in how many tries', () => {
    expect(cellsOf({})).toEqual([
      'kari@sorvik.example', 'Invitasjon', '24.11.2026 kl.\u00a011.00', { status: { text: 'Sendt', tone: 'success' }, detail: '24.11.2026 kl.\u00a011.00' }, '1', {},
    ]);
  });

  test('names nobody who was taken off the record by the address that stands there since', () => {
    const names = languages.map((language) => cellsOf({ messages: [{ ...message, recipient: goneAddress('u-1') }], language })[0]);
    expect(names).toEqual(['Slettet person', 'Sletta person', 'Erased person']);
  });

  test('sends again what was given up, and nothing else', () => {
    expect(cellsOf({ messages: [failed] }).at(-1)).toEqual({
      button: { action: '/organisations/o-1/mail', text: 'Send på nytt', hidden: { form_key: 'key', message: 'm-2' } },
    });
    expect(cellsOf({ messages: [{ ...failed, canBeSentAgain: false }] }).at(-1)).toEqual({});
  });

  test('offers nothing to send where no e-mail is sent, and says who can change that', () => {
    const { notices, table } = view({ isSending: false, messages: [failed], notices: [notice] });
    expect(table?.rows[0]?.cells.at(-1)).toEqual({});
    expect(notices.map(({ tone }) => tone)).toEqual(['success', 'info']);
    expect(notices[1]?.text).toContain('SMTP_URL');
    expect(view({ notices: [notice] }).notices).toEqual([notice]);
  });

  test('gives each form its own key', () => {
    let made = 0;
    const { table } = view({ messages: [failed, { ...failed, id: 'm-3' }], formKey: () => `key-${(made += 1)}` });
    expect(JSON.stringify(table?.rows)).toMatch(/key-1.*key-2/);
  });

  test('that is empty says what to do', () => {
    const { table, empty } = view({ messages: [] });
    expect(table).toBeUndefined();
    expect(empty).toMatchObject({ heading: 'Ingen e-post er sendt ennå', action: { href: '/organisations/o-1/people/invite' } });
    expect(view().empty).toBeUndefined();
  });
});

describe('what an e-mail is about', () => {
  test.each(languages)('is told in a word for every kind there is: %s', (language) => {
    const told = messageKinds.map((kind) => cellsOf({ messages: [{ ...message, kind, subject: 'Emne' }], language })[1]);
    expect(new Set(told).size).toBe(messageKinds.length);
    expect(told).not.toContain('Emne');
  });

  test('is told by its subject where the kind has no word', () => {
    expect(cellsOf({ messages: [{ ...message, kind: 'later_kind' }] })[1]).toBe('Invitasjon til Sørvik');
  });
});
