import { describe, expect, test } from 'vitest';
import { languages } from '#app/domain/programme.ts';
import { informationView } from './information-view.ts';

const url = new URL('http://localhost/privacy');

describe.each(['privacy', 'accessibility'] as const)('the page about %s', (subject) => {
  test.each(languages)('says all of it in %s', (language) => {
    const { title, lead, sections } = informationView(subject, url, language);
    const texts = [title, lead, ...sections.flatMap(({ heading, paragraphs }) => [heading, ...paragraphs])];
    expect(sections.length).toBeGreaterThan(5);
    expect(texts.filter((text) => text.trim() === '' || text.includes('information.'))).toEqual([]);
    expect(new Set(sections.map(({ heading }) => heading)).size).toBe(sections.length);
  });
});

test('each language says it in its own words', () => {
  const [nb, nn, en] = languages.map((language) => informationView('privacy', url, language).sections.map(({ paragraphs }) => paragraphs.join(' ')));
  expect(nb?.filter((text) => nn?.includes(text) === true || en?.includes(text) === true)).toEqual([]);
});

test('tells one who erased their account that it is done, and nobody else', () => {
  expect(informationView('privacy', new URL('http://localhost/privacy?done=erased'), 'nb').notices).toHaveLength(1);
  expect(informationView('privacy', url, 'nb').notices).toEqual([]);
});
