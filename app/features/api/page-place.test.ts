import { describe, expect, test } from 'vitest';
import { pageOf, readPagePlace } from './page-place.ts';

const read = (query: string) => readPagePlace(new URLSearchParams(query));

describe('the place in a list', () => {
  test('is its beginning, fifty at a time, unless another is asked for', () => {
    expect(read('')).toEqual({ after: undefined, limit: 50 });
    expect(read('limit=200&after=x')).toEqual({ after: 'x', limit: 200 });
  });

  test.each(['0', '-1', '201', '1e2', ' 5', '', '９'])('is nowhere with a limit of «%s»', (limit) => {
    expect(read(`limit=${encodeURIComponent(limit)}`)).toEqual({ wrong: 'limit' });
  });
});

describe('a page', () => {
  const url = new URL('http://localhost/api/v1/claims?status=settled&limit=2&after=9');
  const cursorOf = (item: number) => String(item);

  test('leads on from its last item when there is one more, with all that was asked for', () => {
    expect(pageOf([8, 7, 6], url, { limit: 2, cursorOf })).toEqual({ data: [8, 7], next: '/api/v1/claims?status=settled&limit=2&after=7' });
  });

  test('is the last when there is no more', () => {
    expect(pageOf([8, 7], url, { limit: 2, cursorOf })).toEqual({ data: [8, 7], next: null });
    expect(pageOf([], url, { limit: 2, cursorOf })).toEqual({ data: [], next: null });
  });
});
