import { expect, test } from 'vitest';
import { groupedCode, readCode, recoveryAlphabet } from './typed-code.ts';

test.each([['123456'], [' 123 456 '], ['123-456'], ['123\u00a0456'], ['123–456']])('%j is a code of the app', (typed) => {
  expect(readCode(typed)).toEqual({ totp: '123456' });
});

test.each([['ABCDEFGHJKLM'], ['abcd-efgh-jklm'], ['ABCD EFGH JKLM\n']])('%j is a recovery code', (typed) => {
  expect(readCode(typed)).toEqual({ recovery: 'ABCDEFGHJKLM' });
});

test.each([[''], ['12345'], ['1234567'], ['１２３４５６'], ['ABCD-EFGH-JKLI'], ['ABCD-EFGH-JKL0'], ['ABCDEFGHJKLMN']])('%j is neither', (typed) => {
  expect(readCode(typed)).toBeUndefined();
});

test('a recovery code is shown in groups, and reads back the same; no two of its signs look alike', () => {
  expect(groupedCode('ABCDEFGHJKLM')).toBe('ABCD-EFGH-JKLM');
  expect(/[IO01]/.test(recoveryAlphabet)).toBe(false);
});
