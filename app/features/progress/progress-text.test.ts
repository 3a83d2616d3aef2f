import { describe, expect, test } from 'vitest';
import { languages } from '#app/domain/programme.ts';
import type { Progress } from './progress.ts';
import { progressText } from './progress-text.ts';

const every: readonly Progress[] = [
  { stage: 'begun' }, { stage: 'waiting' }, { stage: 'opening', done: 1, total: 5 }, { stage: 'shrinking', done: 0 }, { stage: 'setting', lines: 1_200 },
];

describe('how far long work has come', () => {
  test.each<[string, Progress]>([
    ['Åpner fil 1 av 5', { stage: 'opening', done: 0, total: 5 }],
    ['Åpner fil 5 av 5', { stage: 'opening', done: 4, total: 5 }],
    ['Åpner fil 5 av 5', { stage: 'opening', done: 5, total: 5 }],
    ['Åpner fil 1\u00a0001 av 1\u00a0200', { stage: 'opening', done: 1_000, total: 1_200 }],
    ['Åpner fil 0 av 0', { stage: 'opening', done: 0, total: 0 }],
    ['Gjør bilder mindre: fil 1', { stage: 'shrinking', done: 0 }],
    ['Setter opp dokumentet, 1\u00a0200 linjer', { stage: 'setting', lines: 1_200 }],
  ])('«%s»', (text, progress) => {
    expect(progressText(progress, 'nb')).toBe(text);
  });

  test.each(languages)('is said of every stage in %s, with nothing left to fill in', (language) => {
    const texts = every.map((progress) => progressText(progress, language));
    expect(new Set(texts).size).toBe(every.length);
    expect(texts.filter((text) => /[{}]/.test(text))).toEqual([]);
  });
});
