import { once } from 'node:events';
import { createServer } from 'node:http';
import express from 'express';
import { expect, onTestFinished, test } from 'vitest';
import { setSecurityHeaders } from './security-headers.ts';

/** An answer's policies, of a handler that adds headers the way Remix does. */
async function policiesOf(headers: Readonly<Record<string, string>>): Promise<string | null> {
  const app = express().use(setSecurityHeaders()).get('/', (_request, response) => {
    for (const [name, value] of Object.entries(headers)) response.append(name, value);
    response.end();
  });
  const server = createServer(app).listen(0, '127.0.0.1');
  onTestFinished(() => { server.close(); });
  await once(server, 'listening');
  const address = server.address();
  const answer = await fetch(`http://127.0.0.1:${typeof address === 'object' ? address?.port ?? 0 : 0}/`);
  expect(answer.headers.get('X-Content-Type-Options')).toBe('nosniff');
  return answer.headers.get('Content-Security-Policy');
}

test('a page is ruled by the policy of all pages', async () => {
  expect(await policiesOf({ Vary: 'Cookie' })).toMatch(/^default-src 'self'; script-src 'self' 'nonce-[^']+';.*frame-ancestors 'none'$/);
});

test('an answer with a policy of its own is ruled by that one alone', async () => {
  expect(await policiesOf({ 'content-security-policy': "sandbox; frame-ancestors 'self'" })).toBe("sandbox; frame-ancestors 'self'");
});
