import { afterEach, describe, expect, test, vi } from 'vitest';
import { effectUnavailableView } from '#app/features/expenses/expense-effect-view.ts';
import { readExpensePreview } from '#app/features/expenses/read-expense-preview.ts';
import { answerTo } from './answer-to.ts';

const request = new Request('http://localhost/preview');
const { signal } = new AbortController();

afterEach(() => { vi.unstubAllGlobals(); });

async function previewOf(answer: () => Promise<Response>): Promise<unknown> {
  vi.stubGlobal('fetch', answer);
  return readExpensePreview(await answerTo(request, signal));
}

describe('the figures of what is being typed', () => {
  test('are what the server answers', async () => {
    const effect = effectUnavailableView('nb');
    expect(await previewOf(() => Promise.resolve(Response.json({ effect })))).toEqual({ effect });
  });

  test.each<[string, () => Promise<Response>]>([
    ['there is no network', () => Promise.reject(new TypeError('Failed to fetch'))],
    ['the session has ended and the way leads elsewhere', () => Promise.resolve(new Response(undefined, { status: 302 }))],
    ['the server fails', () => Promise.resolve(Response.json({ effect: {} }, { status: 500 }))],
    ['the answer is a page', () => Promise.resolve(new Response('<!doctype html>'))],
    ['the answer is something else', () => Promise.resolve(Response.json({ signIn: {} }))],
  ])('cannot be had when %s', async (_, answer) => {
    expect(await previewOf(answer)).toBeUndefined();
  });

  test.each(['nb', 'nn', 'en'] as const)('in %s, their place then says that nothing typed is lost', (language) => {
    const { empty, figures } = effectUnavailableView(language);
    expect([empty, figures]).toEqual([expect.stringMatching(/Det du har fylt ut, står|What you have filled in/), []]);
  });
});
