import { expect, test } from 'vitest';
import { inAlphabet } from './alphabet.ts';

test('æ, ø and å come last, and numbers by their size', () => {
  expect(['Ål', 'Ørsta', 'Aukra', 'Ærø', 'Zell', 'krav 10', 'krav 9'].sort(inAlphabet)).toEqual(['Aukra', 'krav 9', 'krav 10', 'Zell', 'Ærø', 'Ørsta', 'Ål']);
});
