import { once } from 'node:events';
import { createServer, request as send, type IncomingMessage, type Server } from 'node:http';
import express from 'express';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { limitBodies } from './body-limits.ts';
import { refusedOf } from './refused.ts';
import { rememberLanguage } from './remember-language.ts';
import { guardRequests } from './request-guard.ts';

/** What never gets as far as a page: requests that are not for us, forms that are not ours, bodies nobody should read. */

interface Sent {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

interface Answer {
  readonly status: number;
  readonly headers: NodeJS.Dict<string | string[]>;
  /** What the page behind the guard saw of the request; undefined when it was never reached. */
  readonly seen: z.infer<typeof pageSaw> | undefined;
}

const pageSaw = z.object({ method: z.string(), protocol: z.string(), forwarded: z.array(z.string()), refused: z.number().nullable() });

/** A page behind the guard, under an origin as the environment names it. */
async function aGuardedPage(publicOrigin: string | undefined): Promise<{ server: Server; port: number }> {
  const app = express().use(guardRequests(publicOrigin), limitBodies(), rememberLanguage());
  app.all('*', (request, response) => {
    const forwarded = Object.keys(request.headers).filter((name) => name.includes('forwarded'));
    response.json({ method: request.method, protocol: request.protocol, forwarded, refused: refusedOf(response).refusedStatus ?? null });
  });
  const server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return { server, port: typeof address === 'object' ? address?.port ?? 0 : 0 };
}

async function answerTo(port: number, { method = 'GET', path = '/', headers = {}, body }: Sent): Promise<Answer> {
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    send({ host: '127.0.0.1', port, method, path, headers: { Host: `localhost:${port}`, ...headers } }).on('response', resolve).on('error', reject).end(body);
  });
  const text = Buffer.concat(await answer.toArray()).toString();
  return { status: answer.statusCode ?? 0, headers: answer.headers, seen: text.startsWith('{') ? pageSaw.parse(JSON.parse(text)) : undefined };
}

let local: { server: Server; port: number };
let published: { server: Server; port: number };

beforeAll(async () => {
  local = await aGuardedPage(undefined);
  published = await aGuardedPage('https://ou.kommune.example');
});

afterAll(() => { for (const { server } of [local, published]) server.close(); });

const form = { 'Content-Type': 'application/x-www-form-urlencoded', 'Content-Length': '3' };

describe('a host', () => {
  test.each(['localhost', 'localhost:3000', '127.0.0.1', '127.8.9.1:80', '[::1]:3000', 'LOCALHOST'])('%s is this machine', async (host) => {
    expect((await answerTo(local.port, { headers: { Host: host } })).status).toBe(200);
  });

  test.each([
    'evil.example', 'localhost.evil.example', 'evil.example:3000', '10.0.0.7', '0.0.0.0', '128.0.0.1', 'localhost@evil.example', 'notlocalhost', '[::2]',
  ])('%s is somebody else’s', async (host) => {
    const { status, seen } = await answerTo(local.port, { headers: { Host: host } });
    expect([status, seen]).toEqual([421, undefined]);
  });

  test('is the one the environment names, and then people’s address is spoken in its protocol', async () => {
    const named = await answerTo(published.port, { headers: { Host: 'ou.kommune.example' } });
    expect(named.seen).toMatchObject({ protocol: 'https' });
    expect((await answerTo(published.port, { headers: { Host: `localhost:${published.port}` } })).seen).toMatchObject({ protocol: 'http' });
    for (const host of ['kommune.example', 'ou.kommune.example:8443', 'ou.kommune.example.evil.example', 'xou.kommune.example']) {
      expect((await answerTo(published.port, { headers: { Host: host } })).status, host).toBe(421);
    }
  });

  test('told by a proxy is told by anybody: such headers are dropped', async () => {
    const headers = { 'X-Forwarded-Host': 'evil.example', 'X-Forwarded-Proto': 'https', 'X-Forwarded-For': '203.0.113.1', Forwarded: 'host=evil.example' };
    expect((await answerTo(local.port, { headers })).seen).toMatchObject({ forwarded: [], protocol: 'http' });
  });
});

describe('a form', () => {
  const post = (headers: Readonly<Record<string, string>>, { port, host }: { port: number; host: string }) =>
    answerTo(port, { method: 'POST', headers: { Host: host, ...form, ...headers }, body: 'a=b' });
  const here = () => ({ port: local.port, host: `localhost:${local.port}` });

  test('from our own page is let through, by the browser’s word or by its origin', async () => {
    const own = here();
    expect((await post({ 'Sec-Fetch-Site': 'same-origin' }, own)).seen).toMatchObject({ method: 'POST' });
    expect((await post({ Origin: `http://${own.host}` }, own)).seen).toMatchObject({ method: 'POST' });
    const people = { port: published.port, host: 'ou.kommune.example' };
    expect((await post({ Origin: 'https://ou.kommune.example' }, people)).seen).toMatchObject({ method: 'POST' });
    expect((await post({ Origin: 'http://ou.kommune.example' }, people)).status).toBe(403);
    expect((await post({ Origin: `https://${own.host}` }, own)).status).toBe(403);
  });

  test.each([
    [{ 'Sec-Fetch-Site': 'cross-site' }], [{ 'Sec-Fetch-Site': 'same-site' }], [{ 'Sec-Fetch-Site': 'none' }], [{ 'Sec-Fetch-Site': '' }], [{}], [{ Origin: 'null' }],
    [{ Origin: 'http://localhost' }], [{ Origin: 'http://localhost:1' }], [{ Origin: 'http://evil.example' }], [{ Origin: 'not an origin' }],
    [{ Origin: 'http://evil.example', 'X-Forwarded-Host': 'evil.example' }], [{ Referer: 'http://localhost/' }],
  ])('sent with %j is somebody else’s', async (headers: Readonly<Record<string, string>>) => {
    const { status, seen } = await post(headers, here());
    expect([status, seen]).toEqual([403, undefined]);
  });

  test('the browser’s word goes before what it calls its origin', async () => {
    const own = here();
    expect((await post({ 'Sec-Fetch-Site': 'cross-site', Origin: `http://${own.host}` }, own)).status).toBe(403);
  });
});

describe('a body', () => {
  const sent = (headers: Readonly<Record<string, string>>, body: string | Buffer) => (
    answerTo(local.port, { method: 'POST', headers: { 'Sec-Fetch-Site': 'same-origin', ...headers }, body })
  );
  const mega = 1024 * 1024;

  test.each(['', 'application/json', 'text/plain', 'application/x-www-form-urlencoded-not', 'multipart/mixed', 'constructor', '__proto__'])('of kind «%s» is no form: 415', async (kind) => {
    const { status, seen } = await sent({ 'Content-Type': kind, 'Content-Length': '2' }, '{}');
    expect([status, seen]).toEqual([415, undefined]);
  });

  test.each(['application/x-www-form-urlencoded', 'Application/X-WWW-Form-Urlencoded; charset=utf-8', 'multipart/form-data; boundary=x'])('of kind «%s» is one', async (kind) => {
    expect((await sent({ 'Content-Type': kind, 'Content-Length': '2' }, '{}')).status).toBe(200);
  });

  test('that keeps its length back is turned away: 411', async () => {
    expect((await sent({ 'Content-Type': 'application/x-www-form-urlencoded', 'Transfer-Encoding': 'chunked' }, 'a=b')).status).toBe(411);
  });

  test.each([
    ['application/x-www-form-urlencoded', 2 * mega], ['multipart/form-data; boundary=x', 40 * mega],
  ])('of kind %s may be %i bytes, and one more is told of in a page that reads nothing', async (kind, most) => {
    expect((await sent({ 'Content-Type': kind, 'Content-Length': String(most) }, Buffer.alloc(most))).seen).toMatchObject({ method: 'POST', refused: null });
    const over = await sent({ 'Content-Type': kind, 'Content-Length': String(most + 1) }, Buffer.alloc(most + 1));
    expect(over.seen).toMatchObject({ method: 'GET', refused: 413 });
  });
});

describe('what a machine sends', () => {
  const bearer = { Authorization: `Bearer ou_${'x'.repeat(43)}` };
  const sent = (kind: string, body: Buffer, path = '/api/v1/programmes') => (
    answerTo(local.port, { method: 'POST', path, headers: { ...bearer, 'Content-Type': kind, 'Content-Length': String(body.length) }, body }));
  const mega = 1024 * 1024;

  test.each([['application/json', 10 * mega], ['application/zip', 40 * mega]])('of kind %s may be %i bytes, and not one more', async (kind, most) => {
    expect((await sent(kind, Buffer.alloc(most))).seen).toMatchObject({ method: 'POST', refused: null });
    expect((await sent(kind, Buffer.alloc(most + 1))).seen).toMatchObject({ method: 'GET', refused: 413 });
  });

  test.each(['application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/xml', 'constructor'])('is no form and nothing else: %s', async (kind) => {
    expect((await sent(kind, Buffer.from('{}'))).status).toBe(415);
  });
});

describe('an address or a way of asking', () => {
  test.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'PROPFIND'])('%s is not one of ours', async (method) => {
    const { status, headers } = await answerTo(local.port, { method });
    expect([status, headers['allow']]).toEqual([405, 'GET, HEAD, POST']);
  });

  test('of Remix’s older way in is turned away, whatever route it names', async () => {
    for (const path of ['/?_data=root', '/organisations/o1?a=b&_data', '/?%5Fdata=routes/_index']) expect((await answerTo(local.port, { path })).status, path).toBe(400);
    expect((await answerTo(local.port, { path: '/?data=root' })).status).toBe(200);
  });

  test('a language asked for stays for a year; one we do not have changes nothing', async () => {
    const cookieAt = async (path: string) => (await answerTo(local.port, { path })).headers['set-cookie'];
    expect(await cookieAt('/?lang=nn')).toEqual(['lang=nn; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly']);
    const { headers } = await answerTo(published.port, { path: '/?lang=nn', headers: { Host: 'ou.kommune.example' } });
    expect(headers['set-cookie']).toEqual(['lang=nn; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly; Secure']);
    for (const path of ['/', '/?lang=sv', '/?lang=', '/?lang=nn&lang=en', '/?lang[]=nn', '/?lang=nn%0d%0aSet-Cookie:%20a=b']) expect(await cookieAt(path), path).toBeUndefined();
  });
});
