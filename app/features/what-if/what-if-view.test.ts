import { describe, expect, test } from 'vitest';
import { calendarDate } from '#app/domain/calendar-date.ts';
import { languages, type Language } from '#app/domain/programme.ts';
import { whatIfView } from './what-if-view.ts';

const view = (query: string, language: Language = 'nb') => whatIfView(new URLSearchParams(query), calendarDate('2024-05-01'), language);
const plain = (text: string | undefined) => text?.replaceAll('\u00a0', ' ');
const field = (query: string, name: string) => view(query).fields.find((one) => one.name === name);

test('at first nothing is answered and nothing is wrong', () => {
  const { answer, errors, fields } = view('');
  expect({ answer, errors }).toEqual({ answer: undefined, errors: undefined });
  expect(fields.map(({ name, value }) => [name, value]))
    .toEqual([['days', ''], ['fee', ''], ['travel', ''], ['accommodation', ''], ['percent', '70'], ['grant', '']]);
});

test("KS's example is answered with its figures and its steps", () => {
  const { answer } = view('days=25&fee=20000');
  expect(plain(answer?.refund)).toBe('315 000,00 kr');
  expect(answer?.figures.map(({ label, amount }) => [label, plain(amount)])).toEqual([
    ['Kostnad', '500 000,00 kr'], ['Grunnlag for refusjon', '450 000,00 kr'], ['Refusjon', '315 000,00 kr'], ['Egenandel', '185 000,00 kr'],
  ]);
  expect(answer?.steps.map(plain)).toContain('Grunnlaget for refusjon er 450 000,00 kr.');
  expect(answer?.refundWidth).toBe('63.0%');
});

test('the example on the page is one that can be answered', () => {
  for (const language of languages) {
    const { href } = view('', language).example;
    const { searchParams } = new URL(href, 'http://localhost');
    expect(whatIfView(searchParams, calendarDate('2024-05-01'), language).answer).toBeDefined();
    expect(searchParams.get('lang') ?? 'nb').toBe(language);
  }
});

test('however an amount is spelt, it is written back in one way, and reads the same again', () => {
  for (const spelling of ['18.000,-', '18 000', 'kr 18000,00', '18,000.00']) {
    expect(plain(field(`days=1&fee=${spelling}`, 'fee')?.value)).toBe('18 000,00');
  }
  for (const language of languages) {
    const once = view('days=3&fee=1234567,5&percent=66,67&grant=2000', language);
    const again = view(new URLSearchParams(once.fields.map(({ name, value }): [string, string] => [name, value])).toString(), language);
    expect(again).toEqual(once);
    expect(again.answer).toBeDefined();
  }
});

describe('a field that cannot be used', () => {
  const query = 'days=2,5&fee=mye&travel=1200&percent=70';

  test('keeps every text as it was typed, and answers nothing', () => {
    expect(view(query).fields.map(({ value }) => value)).toEqual(['2,5', 'mye', '1200', '', '70', '']);
    expect(view(query).answer).toBeUndefined();
  });

  test('is told in the same words at the field and in the summary, which leads to it', () => {
    const { errors, fields } = view(query);
    expect(errors?.heading).toBe('For å gå videre må du rette opp følgende feil');
    expect(errors?.items).toEqual(fields.flatMap(({ name, error }) => (error === undefined ? [] : [{ href: `#${name}`, text: error }])));
    expect(errors?.items.map(({ href }) => href)).toEqual(['#days', '#fee']);
  });

  test('an amount says what it should look like', () => {
    expect(plain(field(query, 'fee')?.error)).toBe('«Honorar per dag» må være et beløp i kroner, for eksempel 18 000 eller 18 000,50.');
  });
});

test('rules no source confirms are said to be so', () => {
  expect(view('days=1&fee=1').answer?.reservation).toBeUndefined();
  expect(whatIfView(new URLSearchParams('days=1&fee=1'), calendarDate('2026-05-01'), 'nb').answer?.reservation).toContain('2024');
});

test.each(languages)('no sentence is left with a hole in it, in %s', (language) => {
  for (const query of ['', 'days=25&fee=20000&grant=1', 'days=x&fee=x&travel=-1&accommodation=900000000&percent=x&grant=0']) {
    expect(JSON.stringify(view(query, language))).not.toMatch(/\{\w+\}"|[^"]\{\w+\}/);
  }
});
