import { describe, expect, test } from 'vitest';
import { calendarDate } from '#app/domain/calendar-date.ts';
import { roles } from '#app/domain/permissions.ts';
import { languages } from '#app/domain/programme.ts';
import { headerLine, isMailAddress } from '#app/features/outbox/mail-address.ts';
import { mailText } from '#app/features/outbox/mail-view.ts';
import { changedMail, resetMail } from '#app/features/users/password-mail.ts';
import { invitationMail, invitedTo, type InvitationLetter } from './invitation-mail.ts';
import { invitationExpiry, invitationTokenHash, newInvitationToken } from './invitation-token.server.ts';

/** E-mails of ours: the same said as text and as HTML, in the reader's language, with one link and nothing that acts. */

const letter: InvitationLetter = {
  name: 'Kari', role: 'reader', programme: undefined, accessEndsOn: undefined, invitedBy: { name: 'Ada', email: 'ada@sorvik.example' },
  expiresAt: '2026-11-27T10:00:00.000Z', organisationName: 'Sørvik kommune', link: 'https://ou.example/invitation/s3cret',
};
const programme = { id: 'p-1', name: 'LED skole' };

describe('who asks to what', () => {
  test.each<[Partial<InvitationLetter>, string]>([
    [{}, 'Ada inviterer deg til Sørvik kommune med innsyn.'],
    [{ role: 'consultant', programme }, 'Ada inviterer deg til Sørvik kommune som konsulent i programmet «LED skole».'],
    [{ role: 'consultant', programme, accessEndsOn: calendarDate('2027-07-31') },
      'Ada inviterer deg til Sørvik kommune som konsulent i programmet «LED skole». Programmet er åpent for deg til og med 31.07.2027.'],
  ])('%o', (changes, sentence) => {
    expect(invitedTo({ ...letter, ...changes }, 'nb')).toBe(sentence);
  });

  test.each([
    ['en', ['as an administrator', 'as a case worker', 'as a finance officer', 'as a consultant', 'as a reader']],
    ['nn', ['som administrator', 'som saksbehandlar', 'som økonomimedarbeidar', 'som konsulent', 'med innsyn']],
  ] as const)('says each role as one says it: %s', (language, ways) => {
    const inOrder = ['administrator', 'case_worker', 'finance', 'consultant', 'reader'] as const;
    expect(inOrder.map((role) => / kommune (.*)\.$/.exec(invitedTo({ ...letter, role }, language))?.[1])).toEqual(ways);
  });
});

describe.each(languages)('an invitation in %s', (language) => {
  test.each(roles)('as %s says all that is to be known, in both its forms', (role) => {
    const { subject, text, html } = invitationMail({ ...letter, role }, language);
    expect(subject).toContain('Sørvik kommune');
    for (const part of ['Kari', 'Ada', 'ada@sorvik.example', letter.link]) expect([text.includes(part), html.includes(part)]).toEqual([true, true]);
    expect(html).toContain(`<html lang="${language}">`);
    expect([...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href)).toEqual([`${letter.link}?lang=${language}`]);
  });
});

describe('an e-mail', () => {
  const hostile = '<script>alert(1)</script>"\'&';
  const words = { language: 'nb', subject: 'Emne', heading: 'Hei', paragraphs: ['En'], link: { href: 'https://ou.example/', text: 'Se' }, closing: ['To'] } as const;

  test('shows what people wrote as text', () => {
    const { html, text } = mailText({ ...words, subject: hostile, heading: hostile, paragraphs: [hostile], link: { href: `https://ou.example/?a=1&b="${hostile}`, text: hostile }, closing: [hostile] });
    expect(html).not.toContain('<script');
    expect(html).not.toMatch(/href="[^"]*"[^ >]/);
    expect(html.match(/&lt;script&gt;alert\(1\)&lt;\/script&gt;&quot;&#39;&amp;/g)).toHaveLength(7);
    expect(text).toContain(hostile);
  });

  test.each(['Emne\r\nBcc: alle@example.no', 'Emne\u2028Bcc: alle@example.no', 'Emne\u0000\u0085Bcc: alle@example.no'])('has a subject of one line: %j', (subject) => {
    expect(mailText({ ...words, subject }).subject).toBe('Emne Bcc: alle@example.no');
    expect(headerLine(headerLine(subject))).toBe(headerLine(subject));
  });

  test('has a subject no longer than a header takes', () => {
    expect(mailText({ ...words, subject: 'x'.repeat(1_000) }).subject).toHaveLength(200);
  });

  test.each<[string, boolean]>([
    ['kari@sorvik.example', true], ['kåre.ås@sørvik.no', true], [`${'x'.repeat(64)}@${'y'.repeat(180)}.no`, true],
    [`${'x'.repeat(64)}@${'y'.repeat(190)}.no`, false], ['a@b.no,c@d.no', false], ['a@b.no;c@d.no', false], ['"a"@b.no', false], ['A <a@b.no>', false],
    ['a@b', false], ['a@b.', false], ['@b.no', false], ['a b@c.no', false], ['a@b.no\nBcc:c@d.no', false], ['a@[127.0.0.1]', false], ['', false],
  ])('goes to %j: %s', (address, isOne) => {
    expect(isMailAddress(address)).toBe(isOne);
  });

  test.each(languages)('about a password leads to this service only, and tells what it is about: %s', (language) => {
    const [reset, changed] = [resetMail({ origin: 'https://ou.example', language, secret: 's3cret' }), changedMail({ origin: 'https://ou.example', language })];
    expect(reset.text).toContain('https://ou.example/password/new?code=s3cret');
    expect(reset.text).toContain('30');
    expect(changed.text).toContain('https://ou.example/password/forgotten');
    expect(changed.text).not.toContain('s3cret');
    expect(new Set([reset.subject, changed.subject]).size).toBe(2);
  });
});

describe('the secret of a link', () => {
  test('is new each time, fits into an address, and is kept as a hash of invitations only', () => {
    const tokens = Array.from({ length: 100 }, newInvitationToken);
    expect(new Set(tokens).size).toBe(100);
    expect(tokens.filter((token) => !/^[\w-]{43}$/.test(token))).toEqual([]);
    expect(invitationTokenHash(tokens[0] ?? '')).toMatch(/^[0-9a-f]{64}$/);
    expect(new Set(tokens.map(invitationTokenHash)).size).toBe(100);
  });

  test('is good for 72 hours, over the change of the clock too', () => {
    expect(invitationExpiry('2026-10-24T10:00:00.000Z', undefined)).toBe('2026-10-27T10:00:00.000Z');
  });

  test.each([
    ['2026-10-24', '2026-10-24T22:00:00.000Z'], ['2026-10-26', '2026-10-26T23:00:00.000Z'], ['2026-10-27', '2026-10-27T10:00:00.000Z'],
  ])('is good no longer than the access it gives, to %s', (last, expiry) => {
    expect(invitationExpiry('2026-10-24T10:00:00.000Z', calendarDate(last))).toBe(expiry);
  });
});
