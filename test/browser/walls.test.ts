import { beforeAll, describe, expect, test } from 'vitest';
import { wordsOnlyOf } from '#test/fixtures/database-state.ts';
import { organisationRoutes, type EveryRoute, type Params } from '#test/fixtures/every-route.ts';
import { useDemoServer } from './demo-server.ts';
import { signInAt } from './raw-http.ts';

/** The walls of test/routes/walls.test.ts once more through the built server, in every form a request can take. */

const demo = useDemoServer();
let siri: string;
let havdal: Params;
let fjellvik: Params;
let secrets: readonly string[];

beforeAll(async () => {
  siri = await signInAt(demo.server().address, 'siri@fjellvik.example');
  havdal = await demo.idsOf('submitted');
  fjellvik = await demo.idsOf('settled');
  secrets = ['Havdal', 'Signe', ...await wordsOnlyOf(demo.database(), havdal['organisation'] ?? '')];
});

const ownPage = { 'sec-fetch-site': 'same-origin' };
const foreignForm = () => new URLSearchParams({ form_key: crypto.randomUUID(), version: '1', intent: 'withdraw', act: 'delete', reason: 'fordi', expense: havdal['expense'] ?? '' });

interface Form {
  readonly name: string;
  readonly address: (path: string, route: EveryRoute) => string;
  readonly init: () => RequestInit;
  /** Of an answer to somebody else's ids. */
  readonly statuses: readonly number[];
}

const get = () => ({});
const post = () => ({ method: 'POST', headers: ownPage, body: foreignForm() });
/** A route that takes no form says so (405) before it is asked for anything. */
const notThere = [404, 405];

/** Remix's own ways in: a page, its data alone, some of its routes only; one route in the manner of older versions, which nothing here uses. */
const forms: readonly Form[] = [
  { name: 'a page', address: (path) => path, init: get, statuses: [404] },
  { name: 'its data', address: (path) => `${path}.data`, init: get, statuses: [404] },
  { name: 'the data of its own route', address: (path, { name }) => `${path}.data?_routes=routes/${name}`, init: get, statuses: [404] },
  { name: 'the data of the root alone', address: (path) => `${path}.data?_routes=root`, init: get, statuses: [200, 404] },
  { name: 'a route by _data', address: (path, { name }) => `${path}?_data=routes/${name}`, init: get, statuses: [400] },
  { name: 'an index by ?index', address: (path) => `${path}?index`, init: get, statuses: [404] },
  { name: 'a form', address: (path) => path, init: post, statuses: notThere },
  { name: 'a form for data', address: (path) => `${path}.data`, init: post, statuses: notThere },
];

interface Asking {
  readonly headers: Record<string, string>;
  readonly params: Params;
  readonly routes?: readonly EveryRoute[];
}

/** Asks the routes in every form, and tells of each answer that is not right or says a secret. */
async function faultsOf({ headers, params, routes = organisationRoutes }: Asking, isRight: (status: number, form: Form, text: string) => boolean): Promise<string[]> {
  const faults: string[] = [];
  for (const route of routes) {
    for (const form of forms) {
      const { headers: own, ...init } = form.init();
      const address = form.address(route.path(params), route);
      const answer = await fetch(demo.server().address + address, { ...init, redirect: 'manual', headers: { ...Object.fromEntries(new Headers(own)), ...headers } });
      const text = `${[...answer.headers.values()].join(' ')} ${Buffer.from(await answer.arrayBuffer()).toString()}`;
      const said = secrets.filter((secret) => text.includes(secret));
      const isKept = isRight(answer.status, form, text);
      if (!isKept || said.length > 0) faults.push(`${form.name}, ${address}: ${answer.status} ${said.join(', ')}`);
    }
  }
  return faults;
}

const isNotThere = (status: number, { statuses }: Form) => statuses.includes(status);

describe('through the real server', () => {
  test('a member of another organisation finds nothing, however they ask, and changes nothing', async () => {
    const before = await demo.state();
    expect(await faultsOf({ headers: { Cookie: siri }, params: havdal }, isNotThere)).toEqual([]);
    expect(await demo.state()).toBe(before);
  });

  test('nor under their own organisation’s address', async () => {
    const before = await demo.state();
    const params = { ...havdal, organisation: fjellvik['organisation'] ?? '' };
    const routes = organisationRoutes.filter(({ asks }) => asks.includes('programme'));
    expect(await faultsOf({ headers: { Cookie: siri }, params, routes }, isNotThere)).toEqual([]);
    expect(await demo.state()).toBe(before);
  });

  test('one who has not signed in gets the way in and nothing else', async () => {
    const before = await demo.state();
    expect(await faultsOf({ headers: {}, params: havdal }, (status, { name, statuses }, text) => {
      // Data that leads on comes as 202, with the place to go in it.
      if (status === 302 || status === 202) return text.includes('/sign-in');
      return status === 401 || (status !== 404 && statuses.includes(status) && name !== 'a page');
    })).toEqual([]);
    expect(await demo.state()).toBe(before);
  });

  test('a form sent from another site is refused whoever’s cookie it carries', async () => {
    const before = await demo.state();
    for (const headers of [{ 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }, { origin: 'http://evil.example' }, {}]) {
      for (const end of ['', '.data', '?index']) {
        const path = `/organisations/${fjellvik['organisation']}/settings${end}`;
        const answer = await fetch(demo.server().address + path, { method: 'POST', headers: { ...headers, Cookie: siri }, body: foreignForm() });
        expect(answer.status, JSON.stringify(headers) + end).toBe(403);
      }
    }
    expect(await demo.state()).toBe(before);
  });

  test('and what is one’s own is there, in every form', async () => {
    const path = `/organisations/${fjellvik['organisation']}/programmes/${fjellvik['programme']}`;
    for (const end of ['', '.data', '.data?_routes=routes/organisations.$organisation.programmes.$programme._index']) {
      const answer = await fetch(demo.server().address + path + end, { headers: { Cookie: siri } });
      expect([answer.status, (await answer.text()).includes('Ledelse i helse og omsorg')], end).toEqual([200, true]);
    }
  });
});
