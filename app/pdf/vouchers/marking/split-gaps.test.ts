import { describe, expect, test } from 'vitest';
import { splitGaps } from './split-gaps.ts';

const split = (content: string) => splitGaps(Buffer.from(content, 'latin1')).toString('latin1');

describe('words with gaps in place of spaces', () => {
  test('become an operator each, with the gap behind the word', () => {
    expect(split('BT [(Stor) 20 (gata) -250 (1)] TJ ET')).toBe('BT [<53746f72> 20 <67617461> -250] TJ\n[<31>] TJ ET');
  });

  test('also after shifts that only bring letters closer', () => {
    expect(split('[(A) -300 20 (B)] TJ')).toBe('[<41> -300 20] TJ\n[<42>] TJ');
  });

  test('a gap before the first word or behind the last parts nothing', () => {
    expect(split('[-300 (A) -300] TJ')).toBe('[-300 (A) -300] TJ');
  });
});

test('what has no such gaps stays byte for byte, and is the same buffer', () => {
  const content = Buffer.from('BT (Hei) Tj [(F) -120 (aktura)] TJ ET');
  expect(splitGaps(content)).toBe(content);
});
