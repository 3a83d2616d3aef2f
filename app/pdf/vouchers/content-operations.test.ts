import { describe, expect, test } from 'vitest';
import { ContentError, operationsIn } from './content-operations.ts';
import { withoutMarks } from './strip-marks.ts';

const read = (text: string) => [...operationsIn(Buffer.from(text, 'latin1'))].map(({ operator, operands }) => [operator, ...operands]);

describe('operations are read with their operands', () => {
  test.each<[string, string, unknown[][]]>([
    ['numbers', '1 -2.5 +.5 4. m', [['m', 1, -2.5, 0.5, 4]]],
    ['names, with codes in them', '/A#20b gs', [['gs', '/A b']]],
    ['strings', '(a(b)\\)\\101\\n\\\r\nc) Tj', [['Tj', Buffer.from('a(b))A\nc')]]],
    ['hexadecimal strings with gaps', '<48 6 5> Tj', [['Tj', Buffer.from('He')]]],
    ['arrays', '[(a) -20 [true null]] TJ', [['TJ', [Buffer.from('a'), -20, [true, null]]]]],
    ['dictionaries', '/P << /MCID 0 /L (nb) >> BDC', [['BDC', '/P', new Map<string, unknown>([['/MCID', 0], ['/L', Buffer.from('nb')]])]]],
    ['without space between', '[]0 d/S gs(a)Tj', [['d', [], 0], ['gs', '/S'], ['Tj', Buffer.from('a')]]],
    ['past remarks', '1 % 2 m\n3 l', [['l', 1, 3]]],
    ['of one letter above the line', '(a) \' 1 2 (b) "', [['\'', Buffer.from('a')], ['"', 1, 2, Buffer.from('b')]]],
    ['nothing', ' \n\0', []],
  ])('%s', (_name, text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  test('an inline picture is one, whatever its bytes look like', () => {
    expect(read('q BI /W 9 /H 1 ID \x80 EI\x81 (EI) EI Q')).toEqual([['q'], ['BI', new Map([['/W', 9], ['/H', 1]])], ['Q']]);
  });

  test('each with the stretch it takes up', () => {
    expect([...operationsIn(Buffer.from(' 1 w  /A gs'))].map(({ start, end }) => [start, end])).toEqual([[1, 4], [6, 11]]);
  });
});

test.each([
  ['a string without end', '(a'], ['a string of no digits', '<xy> Tj'], ['an array without end', '[1 2'], ['a dictionary without its key', '<< 1 2 >> BDC'],
  ['a dictionary without end', '<< /A 1 > BDC'], ['operands without an operator', '1 2'], ['a stray delimiter', ') Tj'], ['an operator within an array', '[m] TJ'],
  ['arrays without bottom', '['.repeat(40)], ['operands without number', '1 '.repeat(1_500)], ['an inline picture without data', 'BI /W 1 m'],
  ['an inline picture without end', 'BI /W 1 ID abc'], ['an inline picture that may end in two places', 'BI /W 1 ID abcEI aazaazz\nEI Q'],
])('what is read one way by one reader and another way by the next is no content: %s', (_name, text) => {
  expect(() => read(text)).toThrow(ContentError);
});

describe('marks of another structure', () => {
  test.each([
    ['/P << /MCID 0 >> BDC (a) Tj EMC', ' (a) Tj '], ['/Artifact BMC 0 0 m EMC', ' 0 0 m '], ['/A MP /B << >> DP 1 w', '  1 w'], ['BX 1 w EX', ' 1 w '],
  ])('are taken out, and what is drawn stays byte for byte: %s', (content, expected) => {
    expect(withoutMarks(Buffer.from(content)).toString()).toBe(expected);
  });

  test.each(['(BDC EMC) Tj', '0 0 m', '/BDC gs', 'BDC (no end'])('are left where they are none, or nobody can tell: %s', (content) => {
    expect(withoutMarks(Buffer.from(content)).toString()).toBe(content);
  });
});
