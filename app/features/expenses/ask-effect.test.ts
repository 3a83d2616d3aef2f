import { afterEach, describe, expect, test, vi } from 'vitest';
import { askEffect } from './ask-effect.ts';
import { effectUnavailableView, expenseEffectView } from './expense-effect-view.ts';

const { signal } = new AbortController();

function answering(answer: () => Promise<Response>): void {
  vi.stubGlobal('fetch', answer);
}

afterEach(() => { vi.unstubAllGlobals(); });

describe('the figures of what is being typed', () => {
  test('are what the server answers', async () => {
    const effect = expenseEffectView(undefined, 'nb');
    answering(() => Promise.resolve(Response.json({ effect })));
    expect(await askEffect('/preview', signal)).toEqual(effect);
  });

  test.each<[string, () => Promise<Response>]>([
    ['there is no network, or the session has ended', () => Promise.reject(new TypeError('Failed to fetch'))],
    ['the server fails', () => Promise.resolve(Response.json({ effect: {} }, { status: 500 }))],
    ['the answer is a page', () => Promise.resolve(new Response('<!doctype html>'))],
    ['the answer is something else', () => Promise.resolve(Response.json({ signIn: {} }))],
  ])('cannot be had when %s', async (_, answer) => {
    answering(answer);
    expect(await askEffect('/preview', signal)).toBeUndefined();
  });

  test.each(['nb', 'nn', 'en'] as const)('in %s, their place then says that nothing typed is lost', (language) => {
    const { empty, figures } = effectUnavailableView(language);
    expect([empty, figures]).toEqual([expect.stringMatching(/Det du har fylt ut, står|What you have filled in/), []]);
  });
});
