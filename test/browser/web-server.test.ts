import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startWebServer, type WebServer } from './web-server.ts';

let server: WebServer;

beforeAll(async () => { server = await startWebServer(); });
afterAll(async () => { await server.stop(); });

const get = (path: string, options: RequestInit = {}) => fetch(server.address + path, options);

/** The status of a request that `fetch` would not send. */
function statusOf(method: string, headers: Record<string, string>, path = '/'): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    httpRequest(server.address + path, { method, headers }, (response) => { response.resume(); resolve(response.statusCode); }).on('error', reject).end();
  });
}

describe('every answer', () => {
  test.each(['/', '/finnes-ikke', '/healthz', '/favicon.svg', '/assets/finnes-ikke.js'])('%s carries the security headers', async (path) => {
    const { headers } = await get(path);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('same-origin');
    expect(headers.get('x-powered-by')).toBeNull();
    for (const rule of ["default-src 'self'", "style-src 'self'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'"]) {
      expect(headers.get('content-security-policy')?.split('; ')).toContain(rule);
    }
  });

  test('has a nonce of its own, which all its inline scripts carry', async () => {
    const seen = new Set<string>();
    for (let round = 0; round < 3; round += 1) {
      const answer = await get('/');
      const nonce = /script-src 'self' 'nonce-([^']+)'/.exec(answer.headers.get('content-security-policy') ?? '')?.[1] ?? '';
      const scripts = [...(await answer.text()).matchAll(/<script([^>]*)>/g)].map((match) => match[1] ?? '');
      expect(scripts.length).toBeGreaterThan(0);
      expect(scripts.filter((attributes) => !attributes.includes(`nonce="${nonce}"`) && !attributes.includes('src='))).toEqual([]);
      seen.add(nonce);
    }
    expect(seen.size).toBe(3);
  });
});

describe('what the product never serves is turned away', () => {
  test.each(['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND'])('method %s', async (method) => {
    expect(await statusOf(method, {})).toBe(405);
  });

  test.each([
    [{ 'sec-fetch-site': 'cross-site' }, 403],
    [{ 'sec-fetch-site': 'same-site' }, 403],
    [{ 'sec-fetch-site': 'none' }, 403],
    [{}, 403],
    [{ origin: 'http://evil.example' }, 403],
    [{ origin: 'null' }, 403],
    [{ origin: 'http://evil.example', 'x-forwarded-host': 'evil.example' }, 403],
    [{ 'sec-fetch-site': 'same-origin' }, 415],
  ])('a form sent with %j', async (headers, status) => {
    expect(await statusOf('POST', headers)).toBe(status);
  });

  test('a host that is none', async () => {
    expect(await statusOf('GET', { host: 'a b' })).toBe(400);
  });
});

describe('files of the build', () => {
  test('may be kept for ever, those of public for a day', async () => {
    const asset = /\/assets\/[^"]+\.js/.exec(await (await get('/')).text())?.[0] ?? '';
    expect((await get(asset)).headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    const { headers } = await get('/fonts/NotoSans-Regular.ttf');
    expect([headers.get('cache-control'), headers.get('content-type')]).toEqual(['public, max-age=86400', 'font/ttf']);
  });

  test('are the same compressed and not, and are not sent again to one who has them', async () => {
    const plain = await get('/robots.txt', { headers: { 'accept-encoding': 'identity' } });
    const compressed = await get('/robots.txt', { headers: { 'accept-encoding': 'gzip' } });
    expect([plain.headers.get('content-encoding'), compressed.headers.get('content-encoding')]).toEqual([null, 'gzip']);
    expect(await compressed.text()).toBe(await plain.text());
    const etag = plain.headers.get('etag') ?? '';
    expect(await statusOf('GET', { 'if-none-match': etag }, '/robots.txt')).toBe(304);
  });

  test.each([
    '/assets/finnes-ikke.js', '/assets/../server/index.js', '/.vite/manifest.json', '/%2e%2e/server/index.js', '/..%2fserver%2findex.js', '/package.json',
  ])('%s is not one', async (path) => {
    expect((await get(path)).status).toBe(404);
  });
});

test('the server says that it is well', async () => {
  expect(await (await get('/healthz')).text()).toBe('ok\n');
});

test('an answer outside any page is in plain words too', async () => {
  const answer = await get('/calculator', { method: 'POST', headers: { 'sec-fetch-site': 'same-origin' }, body: new URLSearchParams({ days: '25' }) });
  expect(answer.status).toBe(405);
  expect(await answer.text()).toContain('Noe gikk galt hos oss');
});

test('a form larger than any is told so in a page, in the person’s language, and read by nobody', async () => {
  const answer = await get('/sign-in?lang=nn', {
    method: 'POST', headers: { 'sec-fetch-site': 'same-origin', 'content-type': 'multipart/form-data; boundary=x' }, body: new Uint8Array(41 * 1024 * 1024),
  });
  expect(answer.status).toBe(413);
  expect(await answer.text()).toContain('høgst 40 MB om gongen');
});

test('when asked to stop, the server ends at once although a browser keeps its connection', async () => {
  const own = await startWebServer();
  const { port } = new URL(own.address);
  const kept = connect(Number(port), '127.0.0.1');
  kept.write('GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: keep-alive\r\n\r\n');
  await new Promise((resolve) => { kept.once('data', resolve); });
  const startedMs = Date.now();
  expect(await own.stop()).toBe(0);
  expect(Date.now() - startedMs).toBeLessThan(2000);
  kept.destroy();
});
