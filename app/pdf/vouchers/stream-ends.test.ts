import { describe, expect, test } from 'vitest';
import { withStreamEnds } from './stream-ends.ts';

const told = (text: string) => withStreamEnds(Buffer.from(text, 'latin1')).toString('latin1');

test('a stream that ends with its object is given its word', () => {
  expect(told('4 0 obj << /Length 4 >>\nstream\n1 w \nendobj 5 0 obj 1 endobj'))
    .toBe('4 0 obj << /Length 4 >>\nstream\n1 w \nendstream\nendobj 5 0 obj 1 endobj');
});

describe('nothing is changed', () => {
  test.each([
    ['where the word is there', '4 0 obj << /Length 4 >>\nstream\n1 w \nendstream\nendobj'],
    ['where the length leads elsewhere', '4 0 obj << /Length 2 >>\nstream\n1 w \nendobj'],
    ['where the length stands in another object', '4 0 obj << /Length 4 0 R >>\nstream\n1 w \nendobj'],
    ['where no length is told', '4 0 obj << >>\nstream\n1 w \nendobj'],
    ['where the length is of an object before', '4 0 obj << /Length 4 >> endobj 5 0 obj << >>\nstream\n1 w \nendobj'],
    ['where it is a word among others', '4 0 obj (a stream of words) endobj'],
  ])('%s', (_name, text) => {
    expect(told(text)).toBe(text);
  });
});
