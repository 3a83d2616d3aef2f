import { describe, expect, test } from 'vitest';
import { languages } from '#app/domain/programme.ts';
import { en } from './en.ts';
import { nb } from './nb.ts';
import { nn } from './nn.ts';
import { isTextKey, sentence, template, translator } from './translate.ts';

describe('a sentence', () => {
  test('is of the language asked for', () => {
    const titles = languages.map((language) => translator(language)('document.title'));
    expect(titles).toEqual([nb, nn, en].map((catalogue) => catalogue['document.title']));
  });

  test.each(languages)('has its values put in, each wherever it is named, in %s', (language) => {
    const text = translator(language)('document.footer', { page: 3, pages: 17 });
    expect(text).toMatch(/\b3\b.*\b17\b/);
    expect(text).not.toMatch(/[{}]/);
  });

  test('takes a value as it is, even one that looks like a placeholder or a pattern of its own', () => {
    const text = translator('nb')('document.subject', { programme: '{organisation} $& $1', organisation: '{programme}' });
    expect(text).toBe('Refusjonskrav for {organisation} $& $1, {programme}');
  });

  test('leaves a place open that has no value, so that the fault is seen', () => {
    expect(sentence('nb', 'document.footer', { page: 1 })).toContain('{pages}');
  });

  test('writes nought as 0', () => {
    expect(sentence('nb', 'document.footer', { page: 0, pages: 0 })).not.toMatch(/[{}]/);
  });
});

describe('one day', () => {
  test.each(languages)('has a form of its own in %s', (language) => {
    const expiring = (days: number) => sentence(language, 'warning.grant_expiring', { expiresOn: 'D', days });
    expect(expiring(1)).toBe(template(language, 'warning.grant_expiring.one').replace('{expiresOn}', 'D'));
    expect(expiring(0)).toBe(template(language, 'warning.grant_expiring.zero').replace('{expiresOn}', 'D'));
    expect([2, 60].map(expiring).map((text) => text.match(/\d+/)?.[0])).toEqual(['2', '60']);
  });

  test('is said as other numbers are where no such form is needed', () => {
    expect(sentence('nb', 'step.line_days_cut', { days: 1 })).toMatch(/^1 /);
  });
});

test('a template keeps its places, for one that fills them itself', () => {
  expect(template('nb', 'document.footer')).toBe(nb['document.footer']);
});

test.each([
  ['step.cost', true], ['step.costs', false], ['', false], ['constructor', false], ['toString', false],
])('«%s» is a key: %s', (key, is) => {
  expect(isTextKey(key)).toBe(is);
});
