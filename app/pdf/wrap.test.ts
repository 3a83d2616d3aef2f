import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evenly } from '#test/fixtures/documents.ts';
import type { Text } from './document.ts';
import { unbroken, wholePart, wrap, type Line } from './wrap.ts';

/** Ten points wide at size 2: ten regular characters. */
const tenCharacters = { width: 10, size: 2, measure: evenly };

function textOf(line: Line): string {
  return line.segments.map((segment) => segment.text).join('');
}

function lines(text: Text, width = 10): string[] {
  return wrap(text, { ...tenCharacters, width }).map(textOf);
}

const somePart = fc.constantFrom('-', ' ', '  ', '\t', 'å', '𝒜', 'e\u0301', '\u00a0');
const withoutTabs = (text: string) => text.replaceAll('\t', ' ');
const someText = fc.array(fc.oneof(somePart, fc.string({ unit: 'grapheme', maxLength: 14 })))
  .map((parts) => parts.join('').replaceAll('\n', ' '));

describe('text is broken into lines', () => {
  test('after a space, which stays at the end of its line', () => {
    expect(lines('en to tre fire fem')).toEqual(['en to tre ', 'fire fem']);
  });

  test('the space at the end of a line may stand beyond the column', () => {
    expect(lines('abcdefghij klm')).toEqual(['abcdefghij ', 'klm']);
    expect(wrap('abcdefghij klm', tenCharacters)[0]?.width).toBe(10);
  });

  test('after a hyphen, as in Møre-Romsdal', () => {
    expect(lines('Nord-Trøndelag')).toEqual(['Nord-', 'Trøndelag']);
    expect(lines('a --- b')).toEqual(['a --- b']);
  });

  test('never at a hard space or a hard hyphen', () => {
    expect(lines('sum 12\u00a0345,67 kr')).toEqual(['sum ', '12\u00a0345,67 ', 'kr']);
    expect(lines('på e\u2011faktura her')).toEqual(['på ', 'e\u2011faktura ', 'her']);
  });

  test('where its writer broke it, also twice', () => {
    // With a space at its end as any other line, so that who listens or copies does not get the words joined.
    expect(lines('en\nto\n\ntre')).toEqual(['en ', 'to ', '', 'tre']);
  });

  test('an empty text has no lines', () => {
    expect(lines('')).toEqual([]);
    expect(lines([])).toEqual([]);
  });

  test('after a dash between two things, as in 01.02.–25.02.2026', () => {
    expect(lines('01.02.–25.02.2026')).toEqual(['01.02.–', '25.02.2026']);
  });

  test('at a soft hyphen, which is drawn there and nowhere else', () => {
    expect(lines('myk\u00adbinde\u00adstrek')).toEqual(['mykbinde\u00ad', 'strek']);
    expect(lines('en myk\u00adbinde', 8)).toEqual(['en myk\u00ad', 'binde']);
    expect(lines('myk\u00adost')).toEqual(['mykost']);
    expect(lines('myk\u00ad\nost\u00ad')).toEqual(['myk ', 'ost']);
  });

  test('a tab from a spreadsheet is a space', () => {
    expect(lines('en\tto')).toEqual(['en to']);
    expect(lines('navn\tog beløp')).toEqual(['navn og ', 'beløp']);
  });
});

test('what is never broken has neither tabs nor soft hyphens', () => {
  expect(unbroken('Gjøvik\tkom\u00admune\nher')).toBe('Gjøvik kommune her');
});

describe('figures', () => {
  const commas = (figures: readonly string[], isStrong = false) => figures.map((text) => {
    const [line] = wrap([{ text, isFigure: true, isStrong }, { text: ' (kostnad)' }], { width: 200, size: 2, measure: evenly, comma: 30 });
    const [segment] = line?.segments ?? [];
    return (segment?.indent ?? 0) + evenly(wholePart(text), segment?.font ?? 'regular') * 2;
  });

  test('stand on the same comma, strong ones and those without decimals too', () => {
    expect(commas(['36\u00a0000,00\u00a0kr', '2\u00a0412,50\u00a0kr', '0,00\u00a0kr', '70\u00a0%', 'NOK\u00a01,250.00'])).toEqual([30, 30, 30, 30, 30]);
    for (const at of commas(['130\u00a0710,09\u00a0kr'], true)) expect(at).toBeCloseTo(30, 9);
  });

  test('what stands behind one follows it', () => {
    const [line] = wrap([{ text: '0,00', isFigure: true }, { text: ' kr' }], { width: 200, size: 2, measure: evenly, comma: 30 });
    expect(line?.segments.map(({ advance }) => advance)).toEqual([33, 3]);
    expect(line?.width).toBe(36);
  });

  test.each([['18 000,00 kr', '18 000'], ['NOK 18,000.00', 'NOK 18,000'], ['66,67 %', '66'], ['70 %', '70'], ['1,000', '1,000'], ['mangler', 'mangler']])(
    'of «%s» the whole part is «%s»', (amount, whole) => { expect(wholePart(amount)).toBe(whole); },
  );
});

describe('a word wider than its column', () => {
  test('is broken, never lost', () => {
    expect(lines('abcdefghijklmnopqrstuvwxyz')).toEqual(['abcdefghij', 'klmnopqrst', 'uvwxyz']);
  });

  test('starts on a line of its own and is followed on its last one', () => {
    expect(lines('se abcdefghijklmn op')).toEqual(['se ', 'abcdefghij', 'klmn op']);
  });

  test('that fills its last line exactly takes its space along: the next word is not indented', () => {
    expect(lines('abcdefghijklmnopqrst uv')).toEqual(['abcdefghij', 'klmnopqrst ', 'uv']);
    expect(lines('abcdefghijklmnopqrst ')).toEqual(['abcdefghij', 'klmnopqrst ']);
  });

  test('is never broken inside a character', () => {
    expect(lines('𝒜𝒜𝒜', 2)).toEqual(['𝒜𝒜', '𝒜']);
  });

  test('gets a character a line where not even one has room', () => {
    expect(lines('abc', 0.1)).toEqual(['a', 'b', 'c']);
  });
});

describe('for any text', () => {
  test('the lines joined are the text', () => {
    fc.assert(fc.property(someText, fc.integer({ min: 0, max: 40 }), (text, width) => {
      expect(lines(text, width).join('')).toBe(withoutTabs(text));
    }));
  });

  test('soft hyphens are seen at the end of lines only', () => {
    const softened = fc.array(fc.stringMatching(/^[a-z]{0,6}\u00ad?$/)).map((parts) => parts.join(''));
    fc.assert(fc.property(softened, fc.integer({ min: 4, max: 40 }), (text, width) => {
      const made = lines(text, width);
      expect(made.join('').replaceAll('\u00ad', '')).toBe(text.replaceAll('\u00ad', ''));
      expect(made.filter((line) => line.slice(0, -1).includes('\u00ad'))).toEqual([]);
      expect(made.at(-1) ?? '').not.toContain('\u00ad');
      for (const line of made) expect(line.length).toBeLessThanOrEqual(width);
    }));
  });

  test('no line is wider than the column, spaces at its end apart', () => {
    fc.assert(fc.property(someText, fc.integer({ min: 2, max: 40 }), (text, width) => {
      for (const line of wrap(text, { ...tenCharacters, width })) {
        expect(evenly(textOf(line).trimEnd(), 'regular') * 2).toBeLessThanOrEqual(width + 1e-6);
      }
    }));
  });

  test('no line has room for the word that begins the next', () => {
    fc.assert(fc.property(fc.array(fc.stringMatching(/^[a-zæøå]{1,10}$/)), (words) => {
      const made = lines(words.join(' '));
      for (const [index, line] of made.slice(0, -1).entries()) {
        expect([...`${line}${made[index + 1]?.split(' ')[0] ?? ''}`].length).toBeGreaterThan(10);
      }
    }));
  });

  test('a line is as wide as its segments with their spaces, but for the last space', () => {
    const runs = fc.array(fc.record({ text: someText, isStrong: fc.boolean() }), { maxLength: 6 });
    fc.assert(fc.property(runs, (text) => {
      for (const { segments, width } of wrap(text, { ...tenCharacters, width: 30 })) {
        const advances = segments.slice(0, -1).reduce((total, segment) => total + segment.advance, 0);
        expect(width).toBeCloseTo(advances + (segments.at(-1)?.width ?? 0), 9);
        for (const { text: part, font, advance } of segments) expect(advance).toBeCloseTo(evenly(part, font) * 2, 9);
      }
    }));
  });
});

describe('runs', () => {
  test('that are set alike still keep what sets them apart', () => {
    const [line] = wrap([{ text: 'se ' }, { text: 'bilag 1', linkTo: 'v1' }], { ...tenCharacters, width: 30 });
    expect(line?.segments.map(({ run, text }) => [run.linkTo, text])).toEqual([[undefined, 'se '], ['v1', 'bilag 1']]);
  });

  test('are measured in their own face; a strong text is strong throughout', () => {
    const fonts = (isStrong: boolean) => wrap([{ text: 'a ', isStrong: true }, { text: 'b' }], { ...tenCharacters, isStrong })
      .flatMap(({ segments }) => segments.map(({ font }) => font));
    expect(fonts(false)).toEqual(['strong', 'regular']);
    expect(fonts(true)).toEqual(['strong', 'strong']);
    expect(lines([{ text: 'abcdefghij', isStrong: true }])).toEqual(['abcdefghi', 'j']);
  });

  test('that stand for a page number have room for the number of any page', () => {
    expect(lines([{ text: 'side ' }, { text: '', pageOf: 'v1' }], 30)).toEqual(['side 0000']);
  });
});
