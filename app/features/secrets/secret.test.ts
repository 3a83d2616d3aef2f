import { expect, test } from 'vitest';
import { newSecret, secretHash } from './secret.server.ts';

test('a secret is 256 bits, fit for a cookie and an address, and never the same', () => {
  const secrets = Array.from({ length: 1_000 }, newSecret);
  expect(secrets.filter((secret) => !/^[A-Za-z0-9_-]{43}$/.test(secret))).toEqual([]);
  expect(new Set(secrets).size).toBe(secrets.length);
});

test('what is stored of it does not tell it', () => {
  expect(secretHash('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
});
