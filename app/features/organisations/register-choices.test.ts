import { describe, expect, test } from 'vitest';
import { registerChoice, registerChoices } from './register-choices.ts';

describe('the list to choose from', () => {
  test('has every municipality and county once, Oslo too, with a value of its own', () => {
    expect(registerChoices()).toHaveLength(357 + 14);
    expect(new Set(registerChoices().map(({ value }) => value)).size).toBe(371);
    expect(registerChoices().filter(({ text }) => text.startsWith('Oslo'))).toEqual([{ value: '0301', text: 'Oslo (0301)' }]);
  });

  test('is in Norwegian order, counties last, and tells namesakes apart', () => {
    const texts = registerChoices().map(({ text }) => text);
    expect(texts[0]).toBe('Alstahaug (1820)');
    expect(texts[356]).toMatch(/^Å/);
    expect(texts.slice(357).every((text) => text.endsWith(' fylkeskommune'))).toBe(true);
    expect(texts.filter((text) => text.startsWith('Herøy'))).toEqual(['Herøy (1515)', 'Herøy (1818)']);
  });
});

describe('a choice fills in', () => {
  test.each([
    ['3407', { name: 'Gjøvik kommune', municipalityNumber: '3407', organisationNumber: '940155223', isInFund: true }],
    ['1120', { name: 'Klepp kommune', municipalityNumber: '1120', organisationNumber: '864969682', language: 'nn', isInFund: true }],
    ['971045698', { name: 'Rogaland fylkeskommune', municipalityNumber: undefined, organisationNumber: '971045698', isInFund: true }],
    ['1580', { name: 'Haram kommune', organisationNumber: undefined }],
    ['0301', { name: 'Oslo kommune', isInFund: false }],
  ])('%s', (value, filled) => {
    expect(registerChoice(value)).toMatchObject(filled);
  });

  test.each(['', '9999', 'Gjøvik', '940155223'])('nothing for %j', (value) => {
    expect(registerChoice(value)).toBeUndefined();
  });
});
