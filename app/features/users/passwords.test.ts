import { describe, expect, test } from 'vitest';
import { commonPasswords, commonWords } from './common-passwords.ts';
import { passwordFault, type PasswordOwner } from './password-rules.ts';
import { hashPassword, isPassword } from './passwords.server.ts';

const owner: PasswordOwner = { email: 'kari.nordmann@gjovik.kommune.no', name: 'Kari Nordmann', organisationName: 'Gjøvik kommune' };

describe('a password can be used', () => {
  test.each(['fire ord som ikke rimer', 'Hx7-qpLw92-ZZe', 'ærfugl under trappa', 'a'.repeat(3) + 'hvit elg i snø', '🐑🐐🦆🐓🐄🐖🐎🦙🐕🐈🐁🐇', `${'lang setning '.repeat(15)}ja`])('%j', (password) => {
    expect(passwordFault(password, owner)).toBeUndefined();
  });
});

describe('a password is refused', () => {
  test.each([
    ['', 'missing'],
    ['kort', 'tooShort'],
    ['elleve tegn', 'tooShort'],
    [`${'hest og vogn, '.repeat(14)}langt nok`, 'tooLong'],
    ['passordpassord', 'common'],
    ['Passord123456', 'common'],
    ['Sommer2026!!', 'common'],
    ['1234-velkommen-5678', 'common'],
    ['VelkommenVelkommen1', 'common'],
    ['correct horse battery staple', 'common'],
    ['Saksbehandler', 'common'],
    ['aaaaaaaaaaaa', 'pattern'],
    ['abababababab', 'pattern'],
    ['xy12xy12xy12xy', 'pattern'],
    ['abcdefghijkl', 'pattern'],
    ['lkjihgfedcba', 'pattern'],
    ['345678901234', 'pattern'],
    ['qwertyuiopåa', 'pattern'],
    ['qwertyuiop12', 'pattern'],
    ['ASDFGHJKL1234', 'pattern'],
    ['min gode gjøvik', 'personal'],
    ['snille nordmann da', 'personal'],
    ['jeg heter kari.nordmann', 'personal'],
    ['krav i ou-refusjon', 'personal'],
  ])('%j: %s', (password, fault) => {
    expect(passwordFault(password, owner)).toBe(fault);
  });

  test('by what is in the list, every one of it, as it stands and with a capital and a sign after it', () => {
    expect(commonPasswords.size).toBeGreaterThanOrEqual(200);
    for (const password of commonPasswords) {
      expect(password, password).toMatch(/^[a-z0-9]{12,}$/);
      expect(passwordFault(password, owner), password).toBeDefined();
      expect(passwordFault(`${password.slice(0, 1).toUpperCase()}${password.slice(1)}!`, owner), password).toBeDefined();
    }
    for (const word of commonWords) expect(passwordFault(`${word}2026!!!!!!!!`, owner), word).toBeDefined();
  });
});

describe('a stored password', () => {
  test('is an argon2id hash at the cost decided on, salted', async () => {
    const [first, second] = await Promise.all([hashPassword('fire ord som ikke rimer'), hashPassword('fire ord som ikke rimer')]);
    expect(first).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(second).not.toBe(first);
  });

  test('is known again to the last sign, and only it', async () => {
    const long = 'ø'.repeat(100) + 'abc '.repeat(20) + 'slutt';
    const stored = await hashPassword(long);
    expect(await isPassword(long, stored)).toBe(true);
    expect(await isPassword(long.slice(0, -1), stored)).toBe(false);
    expect(await isPassword(`${long} `, stored)).toBe(false);
    expect(await isPassword(long.toUpperCase(), stored)).toBe(false);
  });

  test('of the greatest length is not matched by a longer one', async () => {
    const longest = 'x1'.repeat(100);
    const stored = await hashPassword(longest);
    expect(await isPassword(longest, stored)).toBe(true);
    expect(await isPassword(`${longest}y`, stored)).toBe(false);
  });

  test('is the same from a keyboard that writes å in two code points', async () => {
    expect(await isPassword('bla\u030aba\u030ar i skogen', await hashPassword('bl\u00e5b\u00e5r i skogen'))).toBe(true);
  });

  test('is never matched where there is no account', async () => {
    expect(await isPassword('fire ord som ikke rimer', undefined)).toBe(false);
    expect(await isPassword('', undefined)).toBe(false);
  });
});
