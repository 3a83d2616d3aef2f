import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { resourceAnswer, pagedAnswer, wrongFields } from '#app/features/api/api-answers.server.ts';
import { problemResource } from '#app/features/api/api-resources.ts';
import { openTestDatabase } from '#test/fixtures/databases.ts';
import { aFrontDoor } from '#test/fixtures/front-door.ts';
import { comeLater } from './come-later.ts';
import { faultAnswer } from './fault-answer.server.ts';
import { machineDoor, problemAnswer } from './machine-door.server.ts';

/** Whoever is turned away is told why in plain words, and when to try again; a machine in fields. */

async function aVisit(path = '/') {
  return aFrontDoor(await openTestDatabase('sqlite')).visit(path);
}

describe('a person who is turned away', () => {
  test.each([[400], [401], [403], [404], [405], [409], [413], [422], [429], [500], [503], [418]])('with %i is told what, why and the number of the request', async (status) => {
    const answer = faultAnswer(new Response(null, { status }), await aVisit());
    const paragraphs = (await answer.text()).split('\n');
    expect([answer.status, answer.headers.get('Content-Type')]).toEqual([status, 'text/plain; charset=utf-8']);
    expect(paragraphs).toHaveLength(3);
    expect(paragraphs.filter((text) => text.trim() === '' || /[{}]/.test(text))).toEqual([]);
    expect(paragraphs[2]).toContain('request-1');
  });

  test.each([[1, 'ett minutt'], [60, 'ett minutt'], [61, '2 minutter'], [900, '15 minutter']])('for %i seconds is told so in minutes, and the browser in seconds', async (seconds, words) => {
    const answer = faultAnswer(comeLater(seconds), await aVisit());
    expect([answer.status, answer.headers.get('Retry-After')]).toEqual([429, String(seconds)]);
    expect(await answer.text()).toContain(words);
  });

  test.each([['nb', 'Fant ikke siden'], ['nn', 'Fann ikkje sida'], ['en', 'page']])('is told in their language: %s', async (language, word) => {
    expect(await faultAnswer(new Response(null, { status: 404 }), await aVisit(`/?lang=${language}`)).text()).toContain(word);
  });

  test('is told nothing that the answer held', async () => {
    const answer = faultAnswer(new Response('s3cret', { status: 409, headers: { 'X-Inner': 's3cret' } }), await aVisit());
    expect([await answer.text(), [...answer.headers].join()].join()).not.toContain('s3cret');
  });
});

const problemOf = async (answer: Response) => problemResource.parse(await answer.json());

describe('a machine that is turned away', () => {
  const door = machineDoor(['claims:read'], () => Promise.reject(new Error('never reached')));

  test('without a token is told how to show one', async () => {
    const answer: unknown = await door(await aVisit('/api/v1/claims')).catch((thrown: unknown) => thrown);
    if (!(answer instanceof Response)) throw new Error('No answer', { cause: answer });
    expect([answer.status, answer.headers.get('WWW-Authenticate'), answer.headers.get('Content-Type')]).toEqual([401, 'Bearer', 'application/problem+json']);
    expect(await problemOf(answer)).toMatchObject({ status: 401, requestId: 'request-1' });
  });

  test('is told by a problem that nobody on the way keeps', async () => {
    const answer = problemAnswer({ status: 409, title: 'Opptatt', detail: 'Prøv igjen.' }, 'r-7', { 'Retry-After': '5' });
    expect([answer.status, answer.headers.get('Cache-Control'), answer.headers.get('Retry-After')]).toEqual([409, 'no-store', '5']);
    expect(await problemOf(answer)).toEqual({ type: 'about:blank', status: 409, title: 'Opptatt', detail: 'Prøv igjen.', requestId: 'r-7' });
  });

  test.each(['nb', 'nn', 'en'] as const)('for what it asked is told which part of it: %s', async (language) => {
    const { status, errors = [] } = await problemOf(wrongFields({ language, requestId: 'r-7' }, ['limit', 'after', 'status', 'idempotencyKey']));
    expect([status, errors.map(({ path }) => path)]).toEqual([422, ['limit', 'after', 'status', 'idempotencyKey']]);
    expect(new Set(errors.map(({ message }) => message)).size).toBe(4);
    expect(errors[0]?.message).toContain('200');
  });
});

describe('what a machine gets', () => {
  test('is kept by nobody on the way', async () => {
    const answer = resourceAnswer({ id: 'x' }, { status: 201, headers: { Location: '/api/v1/programmes/x' } });
    expect([answer.status, answer.headers.get('Cache-Control'), answer.headers.get('Location')]).toEqual([201, 'private, no-store', '/api/v1/programmes/x']);
    expect(z.object({ id: z.string() }).parse(await answer.json())).toEqual({ id: 'x' });
  });

  test('in pages links to the next while there is one', () => {
    expect(pagedAnswer({ data: [], next: '/api/v1/claims?after=7' }).headers.get('Link')).toBe('</api/v1/claims?after=7>; rel="next"');
    expect(pagedAnswer({ data: [], next: null }).headers.has('Link')).toBe(false);
  });
});
