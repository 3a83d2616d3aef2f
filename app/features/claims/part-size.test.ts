import { describe, expect, test } from 'vitest';
import { readMegabytes, readPartSize } from './part-size.ts';

describe('the size of a part', () => {
  test.each([
    ['30', 30_000_000], ['1', 1_000_000], ['300', 300_000_000], ['7,5', 7_500_000], ['7.5', 7_500_000], ['  30 ', 30_000_000],
    ['30 MB', 30_000_000], ['30mb', 30_000_000], ['1,000001', 1_000_001],
  ])('«%s» is %s bytes', (text, partBytes) => {
    expect(readPartSize(text)).toEqual({ partBytes });
  });

  test.each([
    ['', 'missing'], ['   ', 'missing'], ['mye', 'notNumber'], ['-3', 'notNumber'], ['1e3', 'notNumber'], ['30 KB', 'notNumber'], ['3 0', 'notNumber'],
    ['MB', 'notNumber'], ['1'.repeat(400), 'notNumber'], ['٣٠', 'notNumber'], ['0', 'tooSmall'], ['0,99', 'tooSmall'], ['300,1', 'tooLarge'], ['999999999', 'tooLarge'],
  ])('«%s» is refused: %s', (text, error) => {
    expect(readPartSize(text)).toEqual({ error });
  });

  test('on the command line is a figure and nothing else', () => {
    expect(['30', '0', '4,5', '30 MB', ' 30', ''].map(readMegabytes)).toEqual([30_000_000, 0, 4_500_000, undefined, undefined, undefined]);
  });
});
