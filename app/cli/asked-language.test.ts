import { describe, expect, test } from 'vitest';
import { languageOf } from './asked-language.ts';

describe('the language asked for', () => {
  test.each([
    ['nothing is said', [], 'nb'],
    ['it follows', ['claim', 'x.json', '--language', 'nn', '--out', 'y'], 'nn'],
    ['it is joined', ['claim', '--language=en'], 'en'],
    ['it is unknown', ['--language', 'sv'], 'nb'],
    ['it is cut off', ['claim', '--language'], 'nb'],
    ['another option is cut off', ['--language', '--out', 'en'], 'nb'],
    ['a file has its name', ['claim', 'en', '--out', 'nn'], 'nb'],
    ['nothing is joined', ['--language='], 'nb'],
  ])('when %s', (_when, argv, language) => {
    expect(languageOf(argv)).toBe(language);
  });
});
