import { describe, expect, test } from 'vitest';
import { isMailAddress } from '#app/features/outbox/mail-address.ts';
import { FormReading } from '#app/features/shell/form-reading.ts';
import { calendarDate } from '#app/domain/calendar-date.ts';
import { isEmail, longestEmail } from './email.ts';

/** An address is one wherever it is typed, or nowhere: an account's, a contact's, that of somebody asked in. */

const today = calendarDate('2026-11-24');
const inForm = (email: string) => new FormReading({ email }, today).email('email') !== undefined;

describe.each([['an account', isEmail], ['an e-mail', isMailAddress], ['a form', inForm]])('an address of %s', (_, isAddress) => {
  test.each(['kim@konsulent.example', 'Kåre.Ås+ou@sørvik.example', 'kåre@sorvik.example'.normalize('NFD'), `${'a'.repeat(longestEmail - 10)}@b.example`])('may be «%s»', (address) => {
    expect(isAddress(address)).toBe(true);
  });

  test.each([
    'ｋim@konsulent.example', 'kim@ｋonsulent.example', 'kim＠konsulent.example', 'kim@konsulent．example', 'ﬁnn@x.example', 'kim²@x.example', '𝐤im@x.example',
    'kim', 'kim@', '@x.example', 'kim@x', 'a@b@x.example', 'kim @x.example', `${'a'.repeat(longestEmail - 9)}@b.example`,
  ])('is never «%s»', (address) => {
    expect(isAddress(address)).toBe(false);
  });
});
