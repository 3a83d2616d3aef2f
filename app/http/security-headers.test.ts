import { once } from 'node:events';
import { createServer } from 'node:http';
import express from 'express';
import { expect, onTestFinished, test } from 'vitest';
import { nonceOf, setSecurityHeaders } from './security-headers.ts';

/** What a page behind these headers is answered with; its body is the nonce it was given. */
async function answerBehind(publicOrigin?: string): Promise<Response> {
  const app = express().use(setSecurityHeaders(publicOrigin)).get('/', (_request, response) => { response.send(nonceOf(response)); });
  const server = createServer(app).listen(0, '127.0.0.1');
  onTestFinished(() => { server.close(); });
  await once(server, 'listening');
  const address = server.address();
  return fetch(`http://127.0.0.1:${typeof address === 'object' ? address?.port ?? 0 : 0}/`);
}

test('a page runs its own scripts only, is framed by nobody and sends its forms to us', async () => {
  const answer = await answerBehind();
  const policy = answer.headers.get('Content-Security-Policy')?.split('; ');
  expect(policy).toEqual(expect.arrayContaining([
    "default-src 'self'", `script-src 'self' 'nonce-${await answer.text()}'`, "object-src 'none'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'",
  ]));
});

test('a page is taken for nothing else, tells nobody where it was, and is shared by nobody on the way', async () => {
  expect(Object.fromEntries((await answerBehind()).headers)).toMatchObject({
    'x-content-type-options': 'nosniff', 'referrer-policy': 'same-origin', 'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin', 'cache-control': 'private, no-cache',
    'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  });
});

test('each answer has a nonce of its own', async () => {
  const nonces = await Promise.all([1, 2, 3].map(async () => (await answerBehind()).text()));
  expect(new Set(nonces).size).toBe(3);
  for (const nonce of nonces) expect(Buffer.from(nonce, 'base64')).toHaveLength(16);
});

test.each([['https://ou.kommune.example', 'max-age=31536000'], ['http://ou.kommune.example', null], [undefined, null]])('people who use %s are held to https: %s', async (origin, told) => {
  expect((await answerBehind(origin)).headers.get('Strict-Transport-Security')).toBe(told);
});
