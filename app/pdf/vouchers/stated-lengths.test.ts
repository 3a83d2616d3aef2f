import { expect, test } from 'vitest';
import { withStatedLengths } from './stated-lengths.ts';

const stream = (length: string, data = 'abc\r') => `4 0 obj\n<< ${length} >>\nstream\n${data}\nendstream\nendobj\n`;
const number = (object: number, value: number) => `${object} 0 obj\n${value}\nendobj\n`;
const stated = (text: string) => withStatedLengths(Buffer.from(text, 'latin1')).toString('latin1');

test.each<[string, string, string]>([
  ['after the stream', stream('/Length 5 0 R') + number(5, 4), stream('/Length 4    ') + number(5, 4)],
  ['before it', number(5, 4) + stream('/Length 5 0 R'), number(5, 4) + stream('/Length 4    ')],
  ['written on several lines', stream('/Length\n5\n0\nR\n/Other 1') + number(5, 4), stream('/Length 4     /Other 1') + number(5, 4)],
  ['anew by a later part of the file', stream('/Length 5 0 R') + number(5, 9) + number(5, 4), stream('/Length 4    ') + number(5, 9) + number(5, 4)],
])('a length that stands elsewhere is written where it is asked for: %s', (_name, file, expected) => {
  expect(stated(file)).toBe(expected);
  expect(expected).toHaveLength(file.length);
});

test('a long number takes the blanks that follow, where something else ends it', () => {
  const data = 'x'.repeat(123_456);
  expect(stated(stream('/Length 5 0 R\n/Other 1', data) + number(5, data.length)).slice(0, 40)).toContain('<< /Length 123456/Other 1 >>');
});

test.each<[string, string]>([
  ['does not lead to the end of the stream', stream('/Length 5 0 R') + number(5, 2)],
  ['leads out of the file', stream('/Length 5 0 R') + number(5, 90_000)],
  ['is nowhere', stream('/Length 5 0 R')],
  ['is no number', `${stream('/Length 5 0 R')}5 0 obj\n(4)\nendobj\n`],
  ['has no room', stream('/Length 5 0 R', 'x'.repeat(1_234_567)) + number(5, 1_234_567)],
  ['is of something that is no stream', `4 0 obj\n<< /Length 5 0 R >>\nendobj\n${number(5, 4)}`],
  ['stands there already', stream('/Length 4')],
])('a length stays as it was when it %s', (_name, file) => {
  expect(stated(file)).toBe(file);
});
