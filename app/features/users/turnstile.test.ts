import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { Turnstile } from './turnstile.ts';

test('no more than so many run at once, and all get their turn in order', async () => {
  const turnstile = new Turnstile(4);
  const begun: number[] = [];
  let running = 0;
  let most = 0;
  await Promise.all(Array.from({ length: 40 }, (_, index) => turnstile.pass(async () => {
    begun.push(index);
    running += 1;
    most = Math.max(most, running);
    await wait(index % 3);
    running -= 1;
  })));
  expect(most).toBe(4);
  expect(begun).toEqual(Array.from({ length: 40 }, (_, index) => index));
});

test('a work that fails leaves its place to the next', async () => {
  const turnstile = new Turnstile(1);
  const failing = turnstile.pass(() => Promise.reject(new Error('no')));
  const following = turnstile.pass(() => Promise.resolve('yes'));
  await expect(failing).rejects.toThrow('no');
  expect(await following).toBe('yes');
});
