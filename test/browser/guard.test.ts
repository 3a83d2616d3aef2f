import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { organisationRoutes, type Params } from '#test/fixtures/every-route.ts';
import { aTrial } from '#test/fixtures/trial.ts';
import { useDemoServer } from './demo-server.ts';
import { signInAt } from './raw-http.ts';
import { startWebServer } from './web-server.ts';

/** The guard in front of every route, as others meet it: E7 (whose forms run), E18 (where redirects lead), E23 (headers). */

const demo = useDemoServer();
let siri: string;
let ids: Params;

beforeAll(async () => {
  siri = await signInAt(demo.server().address, 'siri@fjellvik.example');
  ids = { ...await demo.idsOf('ready'), claim: (await demo.idsOf('settled'))['claim'] ?? '' };
});

interface Asked {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly distinct: NodeJS.Dict<string[]>;
  readonly text: string;
}

/** As `fetch` would not: with any header. */
function ask(path: string, { method = 'GET', headers = {}, body }: Asked = {}, address = demo.server().address): Promise<Answer> {
  return new Promise((resolve, reject) => {
    httpRequest(address + path, { method, headers: { Cookie: siri, ...headers } }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => { chunks.push(chunk); }).on('error', reject).on('end', () => {
        const text = Buffer.concat(chunks).toString();
        resolve({ status: response.statusCode ?? 0, headers: response.headers, distinct: response.headersDistinct, text });
      });
    }).on('error', reject).end(body);
  });
}

/** What is walked whole in every run: nothing of it is left to chance. */
const whole = (name: string) => aTrial(name, { reduced: 1, full: 1 });

describe('E7: of every action, every kind of request and every origin', () => {
  const urlencoded = 'application/x-www-form-urlencoded';
  const kinds: readonly (readonly [name: string, suffix: string, type: string, body: string])[] = [
    ['a page’s form', '', urlencoded, 'a=b'], ['a form with files', '', 'multipart/form-data; boundary=x', '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nb\r\n--x--\r\n'],
    ['a form for data', '.data', urlencoded, 'a=b'], ['a form for data of one route', '.data?_routes=root', urlencoded, 'a=b'], ['an index’s form', '?index', urlencoded, 'a=b'],
  ];
  const foreign: readonly Readonly<Record<string, string>>[] = [
    { 'Sec-Fetch-Site': 'cross-site' }, { 'Sec-Fetch-Site': 'same-site' }, { 'Sec-Fetch-Site': 'none' }, {}, { Origin: 'null' }, { Origin: 'https://evil.example' },
    { Origin: 'https://evil.example', 'X-Forwarded-Host': 'evil.example' }, { Origin: 'http://127.0.0.1' }, { Referer: 'http://127.0.0.1/' },
    { 'Sec-Fetch-Site': 'cross-site', Origin: 'http://127.0.0.1' }, { Host: 'evil.example', Origin: 'http://evil.example' },
  ];

  test('only those from our own pages run', async () => {
    const before = await demo.state();
    const withAction = await Promise.all(organisationRoutes.map(async (route) => ({ route, doors: await route.doors() })));
    const paths = ['/sign-in', '/sign-in/code', '/sign-in/provider', '/sign-out', '/first-start', '/account', '/account/password',
      ...withAction.filter(({ doors }) => doors.action !== undefined).map(({ route }) => route.path(ids))];
    let [cells, turnedAway] = [0, 0];
    const ran: string[] = [];
    const missing: string[] = [];
    for (const path of paths) {
      for (const [name, suffix, type, body] of kinds) {
        const send = (headers: Readonly<Record<string, string>>, cookie = siri) => ask(path + suffix, {
          method: 'POST', body, headers: { 'Content-Type': type, 'Content-Length': String(body.length), ...headers, Cookie: cookie },
        });
        const answers = await Promise.all(foreign.map(async (headers) => ({ headers, answer: await send(headers) })));
        cells += answers.length;
        for (const { headers, answer } of answers) {
          if ([403, 421].includes(answer.status) && answer.text === `${answer.status}\n`) turnedAway += 1;
          else ran.push(`${path} ${name} ${JSON.stringify(headers)} ${answer.status}`);
        }
        // Our own gets as far as the route; a stranger's cookie, so that nobody is signed out.
        const own = await send({ 'Sec-Fetch-Site': 'same-origin' }, 'sid=nobody');
        if (own.text === `${own.status}\n`) missing.push(`${path} ${name} ${own.status}`);
      }
    }
    expect([ran, missing, turnedAway]).toEqual([[], [], cells]);
    expect(cells).toBeGreaterThan(1_300);
    expect(await demo.state()).toBe(before);
    whole('E7').tell(`${paths.length} actions × ${kinds.length} kinds × ${foreign.length} foreign origins = ${cells} cells: ${ran.length} ran, 0 rows changed`);
  });

  test.each(['text/plain', 'application/json', 'application/xml', ''])('a body of kind «%s» from our own page runs nothing either', async (type) => {
    const headers = { 'Sec-Fetch-Site': 'same-origin', 'Content-Type': type, 'Content-Length': '2' };
    expect((await ask('/sign-in', { method: 'POST', headers, body: '{}' })).status).toBe(415);
  });
});

describe('E18: a redirect', () => {
  const away: string[] = [];
  const payloads = [
    'https://evil.example', '//evil.example', '///evil.example', '/\\evil.example', '\\\\evil.example', '/..//evil.example', '/.//evil.example', '/a/..//evil.example',
    '/%2e%2e//evil.example', '/\t/evil.example', '/\n/evil.example', 'http:evil.example', 'javascript:alert(1)', '//user@evil.example/', '@evil.example',
    '/\r\nLocation: https://evil.example', '//[::1]/', 'data:text/html,x', ' //evil.example', '/%09/evil.example', '/;@evil.example',
  ];

  afterAll(() => { whole('E18').tell(`${payloads.length} payloads × by address and by form: ${away.length} led away`); });

  test.each(payloads)('to %j stays here, by address and by form', async (to) => {
    const { address } = demo.server();
    const byAddress = await ask(`/sign-in?to=${encodeURIComponent(to)}`);
    const byForm = await ask('/sign-in', {
      method: 'POST', headers: { 'Sec-Fetch-Site': 'same-origin', 'Content-Type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ email: 'odd@fjellvik.example', password: 'demo', to }).toString(),
    });
    for (const { headers: { location } } of [byAddress, byForm]) {
      if (location !== undefined && new URL(location, address).origin !== address) away.push(location);
    }
    expect(away).toEqual([]);
    expect(byAddress.headers.location).toBeDefined();
    expect(byForm.text).not.toContain(`href="${to}"`);
  });
});

describe('E23: the headers', () => {
  const answers = async (): Promise<readonly (readonly [name: string, status: number, Answer])[]> => {
    const { organisation = '', programme = '', file = '', claim = '' } = ids;
    const settled = (await demo.idsOf('settled'))['programme'] ?? '';
    const at = `/organisations/${organisation}/programmes/${programme}`;
    const claimAt = `/organisations/${organisation}/programmes/${settled}/claims/${claim}`;
    const post = { method: 'POST', headers: { 'Sec-Fetch-Site': 'same-origin' } };
    return [
      ['a page', 200, await ask(at)], ['data', 200, await ask(`${at}.data`)], ['a redirect', 303, await ask('/sign-in?to=/calculator')], ['no page', 404, await ask('/nowhere')],
      ['another’s', 404, await ask('/organisations/9d3c8a9e-0000-4000-8000-000000000001')], ['what a role may not', 403, await ask(`/organisations/${organisation}/people`)],
      ['a file', 200, await ask(`${at}/files/${file}`)], ['a thumbnail', 200, await ask(`${at}/files/${file}/thumbnail`)], ['a PDF', 200, await ask(`${claimAt}/pdf`)],
      ['an export', 200, await ask(`/organisations/${organisation}/claims/export?as=csv&claim=${claim}`)], ['a programme file', 200, await ask(`${at}/export`)],
      ['figures', 200, await ask(`${at}/expenses/preview`)], ['a picture of the build', 200, await ask('/favicon.svg')], ['health', 200, await ask('/healthz')],
      ['no method', 405, await ask('/', { method: 'PUT' })], ['no host of ours', 421, await ask('/', { headers: { Host: 'evil.example' } })],
      ['no address', 400, await ask('/?_data=root')], ['no form of ours', 403, await ask('/', { method: 'POST' })], ['no form', 415, await ask('/sign-in', post)],
      ['no length', 411, await ask('/sign-in', { method: 'POST', headers: { ...post.headers, 'Content-Type': 'multipart/form-data', 'Transfer-Encoding': 'chunked' }, body: 'x' })],
    ];
  };

  test('of every kind of answer hold one policy, forbid guessing its kind and framing by others, and tell nothing of the server', async () => {
    const every = await answers();
    for (const [name, status, { status: answered, headers, distinct }] of every) {
      expect([name, answered]).toEqual([name, status]);
      expect(distinct['content-security-policy'], name).toHaveLength(1);
      const policy = distinct['content-security-policy']?.[0] ?? '';
      expect(policy, name).toMatch(/frame-ancestors '(none|self)'/);
      expect(policy, name).toMatch(/default-src '(self|none)'/);
      expect(policy, name).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline|\*/);
      expect(distinct['cache-control'], name).toHaveLength(1);
      expect(headers, name).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'same-origin', 'cross-origin-opener-policy': 'same-origin', 'cross-origin-resource-policy': 'same-origin' });
      expect(Object.keys(headers).filter((header) => ['server', 'x-powered-by', 'access-control-allow-origin'].includes(header)), name).toEqual([]);
    }
    whole('E23').tell(`${every.length} kinds of answer: 0 findings`);
  });

  test('of a download make it one: attached, in a sandbox, kept by nobody', async () => {
    const downloads = (await answers()).filter(([name]) => ['a PDF', 'a file', 'an export', 'a programme file'].includes(name));
    expect(downloads).toHaveLength(4);
    for (const [name, , { headers, distinct }] of downloads) {
      expect(headers['content-disposition'], name).toMatch(/^attachment; filename="/);
      expect([distinct['content-security-policy']?.[0]?.split(';')[0], headers['cache-control']], name).toEqual(['sandbox', 'private, no-store']);
    }
  });

  test('of a page keep it in the reader’s own browser, and of each its scripts bear a nonce of its own', async () => {
    const pages = await Promise.all([1, 2].map(() => ask('/calculator')));
    const nonces = pages.map(({ distinct, text }) => {
      const nonce = /'nonce-([^']+)'/.exec(distinct['content-security-policy']?.[0] ?? '')?.[1] ?? '';
      expect([...text.matchAll(/<script(?![^>]*src=)[^>]*>/g)].every(([tag]) => tag.includes(`nonce="${nonce}"`))).toBe(true);
      return nonce;
    });
    expect(new Set(nonces).size).toBe(2);
    expect(pages[0]?.headers['cache-control']).toBe('private, no-cache');
  });
});

test('more forms from one address than anybody sends are told when to come back, in a page and in its header', async () => {
  const own = await startWebServer(undefined, { FORMS_PER_MINUTE: '3' });
  const send = (query = '') => ask(`/sign-in${query}`, {
    method: 'POST', headers: { 'Sec-Fetch-Site': 'same-origin', 'Content-Type': 'application/x-www-form-urlencoded', Cookie: '' }, body: 'email=a&password=b',
  }, own.address);
  const answers: Answer[] = [];
  // Two minutes at the most: the count begins anew on the minute.
  for (let sent = 0; sent < 7 && answers.at(-1)?.status !== 429; sent += 1) answers.push(await send('?lang=nn'));
  const last = answers.at(-1);
  expect(last?.status).toBe(429);
  expect(Number(last?.headers['retry-after'])).toBeGreaterThan(0);
  expect(Number(last?.headers['retry-after'])).toBeLessThanOrEqual(60);
  expect(last?.text).toContain('For mange forsøk på kort tid');
  expect(last?.text).toContain('Vent eitt minutt');
  expect((await ask('/healthz', {}, own.address)).status).toBe(200);
  expect(await own.stop()).toBe(0);
});
