import { describe, expect, test } from 'vitest';
import { headerLine, isMailAddress } from './mail-address.ts';
import { readSender, readSmtpServer } from './mail-settings.ts';
import { mailText } from './mail-view.ts';
import { readSendFault, SendFault } from './outbox-message.ts';
import { delayAfterTryMs, mostTries } from './retry-delays.ts';

describe('the mail server’s address', () => {
  test.each([
    ['smtp://ou:hemme%40lig@epost.kommune.no', { host: 'epost.kommune.no', port: 587, isSecure: false, signIn: { user: 'ou', password: 'hemme@lig' } }],
    ['smtps://epost.kommune.no', { host: 'epost.kommune.no', port: 465, isSecure: true, signIn: undefined }],
    ['smtp://127.0.0.1:2525/', { host: '127.0.0.1', port: 2525, isSecure: false, signIn: undefined }],
    ['smtp://[::1]:2525', { host: '::1', port: 2525, isSecure: false, signIn: undefined }],
  ])('%s is read', (text, server) => {
    expect(readSmtpServer(text)).toEqual(server);
  });

  test.each([
    'epost.kommune.no', 'http://epost.kommune.no', 'smtp://', 'smtp://ou@epost.kommune.no', 'smtp://x/?tls.rejectUnauthorized=false', 'smtp://x/#a',
    'smtp://x/sti', 'smtp://a:%E0%A4%A@x',
  ])('%s is refused', (text) => {
    expect(readSmtpServer(text)).toBeUndefined();
  });
});

test('a sender is an address, alone or with a name', () => {
  expect(readSender('ou@kommune.no')).toEqual({ name: '', address: 'ou@kommune.no' });
  expect(readSender('OU-refusjon, Sørvik <ou@kommune.no>')).toEqual({ name: 'OU-refusjon, Sørvik', address: 'ou@kommune.no' });
  for (const text of ['ou', 'OU <ou>', 'OU\r\nBcc: x@y.no <ou@kommune.no>', '<a@b.no> <c@d.no>', 'a@b.no, c@d.no']) expect(readSender(text), text).toBeUndefined();
});

test('an address is one address, and a subject one line', () => {
  expect(['kari@kommune.no', 'åse.ås@kommune.no'].every(isMailAddress)).toBe(true);
  expect(['a@b.no,c@d.no', 'a@b.no;c@d.no', 'a<b@c.no>', 'a@b.no\n', 'a"b@c.no', 'a\\@b.no', 'a@[127.0.0.1]'].filter(isMailAddress)).toEqual([]);
  expect(headerLine('Hei\r\nBcc: x@y.no\u2028der')).toBe('Hei Bcc: x@y.no der');
});

test('what people wrote stands in a mail as text, never as HTML', () => {
  const { html, text, subject } = mailText({
    language: 'nb', subject: 'Fra <b>\nBcc: x', heading: '<script>', paragraphs: ['"a" & \'b\''], link: { href: 'https://x/?a=1&b="', text: 'Gå' }, closing: ['<i>'],
  });
  expect(html).toContain('<h1 style="font-size:22px;line-height:1.3;margin:0 0 16px">&lt;script&gt;</h1>');
  expect(html).toContain('href="https://x/?a=1&amp;b=&quot;&amp;lang=nb"');
  expect(html).not.toMatch(/<script|<i>|<b>/);
  expect(subject).toBe('Fra <b> Bcc: x');
  expect(text).toContain('Gå:\nhttps://x/?a=1&b="');
});

test('the tries come further and further apart, and the next never begins within a minute', () => {
  const delays = Array.from({ length: mostTries }, (_, index) => delayAfterTryMs(index + 1));
  expect(delays).toEqual(delays.toSorted((a, b) => a - b));
  expect(delays[0]).toBe(60_000);
  expect(delays.slice(0, -1).reduce((sum, delay) => sum + delay, 0)).toBeGreaterThan(12 * 3_600_000);
});

test('a fault is written and read back as a code and a number', () => {
  expect(readSendFault(new SendFault('refused', 554).message)).toEqual({ code: 'refused', status: '554' });
  expect(readSendFault(new SendFault('tls').message)).toEqual({ code: 'tls', status: undefined });
  expect(readSendFault('noe annet')).toEqual({ code: undefined, status: 'annet' });
});
