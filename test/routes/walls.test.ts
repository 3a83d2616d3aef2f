import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { reachOf, type Permission } from '#app/domain/permissions.ts';
import type { DatabasePlace } from '#db/connect.ts';
import { databaseState, wordsOnlyOf } from '#test/fixtures/database-state.ts';
import { takeTestDatabase } from '#test/fixtures/databases.ts';
import { organisationRoutes, type DoorName, type EveryRoute, type Params } from '#test/fixtures/every-route.ts';
import type { Browser } from '#test/fixtures/route-ground.ts';
import { accessIn, fillWorkplace, peopleOf, type TestOrganisation, type TestWorkplace } from '#test/fixtures/workplace.ts';

/** Nobody sees another organisation's data: every route, every door, every role, with the other organisation's ids. */

let place: TestWorkplace;
let folder: string;
let close: () => Promise<void>;
let havdal: Params;
let fjellvik: Params;
/** What only Havdal's people may read. */
let secrets: readonly string[];

async function raise(kind: DatabasePlace['kind']): Promise<void> {
  folder = await mkdtemp(join(tmpdir(), 'ou-walls-'));
  const taken = await takeTestDatabase(kind);
  close = taken.close;
  place = await fillWorkplace(taken.database, folder);
  havdal = await idsOf(place.havdal, 'approved');
  fjellvik = await idsOf(place.fjellvik, 'settled');
  secrets = ['Havdal', 'Signe', ...await wordsOnlyOf(place.db, place.havdal.id)];
}

async function takeDown(): Promise<void> {
  await close();
  await rm(folder, { recursive: true, force: true });
}

/** A thing of each sort in the organisation, all of the programme the claim is of. */
async function idsOf({ id }: TestOrganisation, status: string): Promise<Params> {
  const claim = await (id === place.havdal.id ? place.havdal : place.fjellvik).claim(status);
  const of = (table: 'expenses' | 'attachments') => place.db.selectFrom(table).select('id')
    .where('organisation_id', '=', id).where('programme_id', '=', claim.programmeId).limit(1).executeTakeFirstOrThrow();
  return {
    organisation: id, programme: claim.programmeId, claim: claim.id, expense: (await of('expenses')).id, file: (await of('attachments')).id,
    sheet: await aSheetIn(id, claim.programmeId), ...await accessIn(place.db, id),
  };
}

/** Handed in by nobody in particular, so that its page is there. */
async function aSheetIn(organisation: string, programme: string): Promise<string> {
  const found = await place.db.selectFrom('day_sheets').select('id').where('programme_id', '=', programme).executeTakeFirst();
  if (found !== undefined) return found.id;
  const { id: consultant } = await place.db.selectFrom('consultants').select('id').where('organisation_id', '=', organisation).limit(1).executeTakeFirstOrThrow();
  const id = randomUUID();
  await place.db.insertInto('day_sheets').values({
    organisation_id: organisation, id, programme_id: programme, consultant_id: consultant, status: 'handed_in', version: 1, message: null,
    created_by: 'nobody', created_at: '2026-11-24T10:00:00.000Z', handed_in_at: '2026-11-24T10:00:00.000Z', returned_reason: null, decided_by: null,
    decided_at: null,
  }).execute();
  return id;
}

interface Answer {
  readonly status: number;
  readonly text: string;
}

async function knock(route: EveryRoute, door: DoorName, { browser, params, query = '', fields = {} }: Knock): Promise<Answer | undefined> {
  const { [door]: open } = await route.doors();
  if (open === undefined) return undefined;
  const path = `${route.path(params)}${query}`;
  const args = door === 'loader' ? browser.get(path, params) : browser.post(path, params, fields);
  try {
    const given: unknown = await open(args);
    return given instanceof Response ? await readAnswer(given) : { status: statusIn(given), text: JSON.stringify(given) };
  } catch (error) {
    if (error instanceof Response) return readAnswer(error);
    throw error;
  }
}

interface Knock {
  readonly browser: Browser;
  readonly params: Params;
  readonly query?: string;
  readonly fields?: Parameters<Browser['post']>[2];
}

async function readAnswer(response: Response): Promise<Answer> {
  return { status: response.status, text: `${response.headers.get('Location') ?? ''} ${Buffer.from(await response.arrayBuffer()).toString('latin1')}` };
}

function statusIn(given: unknown): number {
  if (typeof given !== 'object' || given === null || !('init' in given)) return 200;
  const { init } = given;
  return typeof init === 'object' && init !== null && 'status' in init && typeof init.status === 'number' ? init.status : 200;
}

const doors = ['loader', 'action'] as const;

/** Runs through every door, and tells of each that answered otherwise than expected, said a secret, or changed anything. */
async function faultsOf(makeKnock: (route: EveryRoute) => Knock | undefined, isRight: (answer: Answer, door: DoorName) => boolean): Promise<string[]> {
  let before = await databaseState(place.db);
  const faults: string[] = [];
  let tried = 0;
  for (const route of organisationRoutes) {
    const made = makeKnock(route);
    for (const door of made === undefined ? [] : doors) {
      const answer = made === undefined ? undefined : await knock(route, door, made);
      if (answer === undefined) continue;
      tried += 1;
      const said = secrets.filter((secret) => answer.text.includes(secret));
      const after = await databaseState(place.db);
      const isChanged = after !== before;
      before = after;
      if (isRight(answer, door) && said.length === 0 && !isChanged) continue;
      faults.push(`${door} of ${route.name}: ${answer.status} ${said.join(', ')} ${isChanged ? 'CHANGED' : ''} ${answer.text.slice(0, 120)}`);
    }
  }
  expect(tried).toBeGreaterThan(0);
  return faults;
}

/** What a page's forms name: all of it is the other organisation's. */
const foreignFields = () => ({
  intent: 'withdraw', act: 'park', version: '1', reason: 'fordi', expense: havdal['expense'] ?? '', line: havdal['expense'] ?? '',
  attachment: havdal['file'] ?? '', file: havdal['file'] ?? '', claim: havdal['claim'] ?? '', consultant: havdal['person'] ?? '',
});

/** A browser whose cookie is nobody's. */
async function strangersBrowser(): Promise<Browser> {
  const ada = await place.as('ada@fjellvik.example');
  const withoutCookie = ({ request, ...rest }: ReturnType<Browser['get']>) => {
    request.headers.set('Cookie', 'sid=bm9ib2R5');
    return { request, ...rest };
  };
  return { get: (path, params) => withoutCookie(ada.get(path, params)), post: (path, params, fields) => withoutCookie(ada.post(path, params, fields)) };
}

/** Every answer has a number of its own for whoever needs help. */
function withoutReference(text: string): string {
  return text.replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'reference');
}

/** About one person or one invitation: the administrator's. */
function isOfAccess({ asks }: EveryRoute): boolean {
  return asks.includes('person') || asks.includes('invitation');
}

function mustFind(name: string): EveryRoute {
  const route = organisationRoutes.find((each) => each.name === name);
  if (route === undefined) throw new Error(`No route ${name}`);
  return route;
}

const patienceMs = 300_000;

describe.each(['sqlite', 'postgres'] as const)('on %s', (kind) => {
  beforeAll(() => raise(kind), patienceMs);
  afterAll(takeDown);

  describe('without a session', () => {
    test('every loader shows the way in, every action keeps what was typed, and neither tells anything', async () => {
      const nobody: Browser = await strangersBrowser();
      expect(await faultsOf(() => ({ browser: nobody, params: havdal, fields: foreignFields() }), ({ status, text }, door) => (
        door === 'loader' ? status === 302 && text.startsWith('/sign-in') : status === 401
      ))).toEqual([]);
    });
  });

  describe('a member of another organisation', () => {
    test.each(peopleOf('fjellvik').filter(({ role }) => role !== 'consultant'))('as $role finds nothing at its addresses', async ({ email }) => {
      const browser = await place.as(email);
      expect(await faultsOf(() => ({ browser, params: havdal, fields: foreignFields() }), ({ status }) => status === 404)).toEqual([]);
    });

    test.each(peopleOf('fjellvik').filter(({ role }) => role !== 'consultant'))('as $role finds nothing under their own organisation’s address either', async ({ email, role }) => {
      const browser = await place.as(email);
      const params = { ...havdal, organisation: fjellvik['organisation'] ?? '' };
      const isOpen = (route: EveryRoute) => route.asks.length > 1 && (role === 'administrator' || !isOfAccess(route));
      expect(await faultsOf((route) => (isOpen(route) ? { browser, params, fields: foreignFields() } : undefined), ({ status }) => status === 404)).toEqual([]);
    });

    test.each(peopleOf('fjellvik').filter(({ role }) => !['administrator', 'consultant'].includes(role)))('as $role is told that the pages of access are not theirs, whoever they ask about', async ({ email }) => {
      const browser = await place.as(email);
      const params = { ...havdal, organisation: fjellvik['organisation'] ?? '' };
      expect(await faultsOf((route) => (isOfAccess(route) ? { browser, params, fields: foreignFields() } : undefined), ({ status }) => status === 403)).toEqual([]);
    });

    test('a case worker reaches no part of it through a programme of their own', async () => {
      const browser = await place.as('siri@fjellvik.example');
      const params = { ...havdal, organisation: fjellvik['organisation'] ?? '', programme: fjellvik['programme'] ?? '' };
      expect(await faultsOf((route) => (route.asks.length > 2 ? { browser, params, fields: foreignFields() } : undefined), ({ status }, door) => (
        door === 'loader' ? [302, 404].includes(status) : status >= 400 && status < 500
      ))).toEqual([]);
    });

    test('a case worker gets nothing of it by naming its ids in an address or a form', async () => {
      const browser = await place.as('siri@fjellvik.example');
      const query = `?${new URLSearchParams({ copy: havdal['expense'] ?? '', file: havdal['file'] ?? '', claim: havdal['claim'] ?? '', after: havdal['expense'] ?? '' }).toString()}`;
      const faults = await faultsOf(() => ({ browser, params: fjellvik, query, fields: foreignFields() }), ({ status }) => status < 500);
      expect(faults).toEqual([]);
    });
  });

  test('another organisation’s ids and ids that are nobody’s get the same answer, to the letter', async () => {
    const browser = await place.as('siri@fjellvik.example');
    const nobodys = Object.fromEntries(Object.keys(havdal).map((name) => [name, randomUUID()]));
    const alike = async (route: EveryRoute, own: readonly string[]) => {
      const answers = [havdal, nobodys].map(async (foreign) => {
        const params = { ...foreign, ...Object.fromEntries(own.map((name) => [name, fjellvik[name] ?? ''])) };
        const told = await Promise.all(doors.map((door) => knock(route, door, { browser, params, fields: { form_key: '' } })));
        return told.map((answer) => answer && { ...answer, text: withoutReference(Object.values(params).reduce((text, id) => text.replaceAll(id, 'id'), answer.text)) });
      });
      const [theirs, random] = await Promise.all(answers);
      expect(theirs, `${route.name}, own ${own.join(', ')}`).toEqual(random);
    };
    for (const route of organisationRoutes) {
      for (let own = 0; own < route.asks.length; own += 1) await alike(route, route.asks.slice(0, own));
    }
  });

  describe('a consultant', () => {
    test('finds no programme but the one they were invited to, in neither organisation', async () => {
      const kim = await place.as('kim@konsulent.example');
      const notInvited = await idsOf(place.havdal, 'submitted');
      expect(await faultsOf((route) => (route.asks.includes('programme') ? { browser: kim, params: notInvited, fields: foreignFields() } : undefined), ({ status }) => status === 404)).toEqual([]);
    });

    test('reaches nothing of another programme through their own', async () => {
      const kim = await place.as('kim@konsulent.example');
      const params = { ...await idsOf(place.havdal, 'submitted'), programme: place.havdal.programme('parts') };
      expect(await faultsOf((route) => (route.asks.length > 2 ? { browser: kim, params, fields: foreignFields() } : undefined), ({ status }, door) => (
        door === 'loader' ? [302, 403, 404].includes(status) : status >= 400 && status < 500
      ))).toEqual([]);
    });

    test('sees the organisation’s account nowhere, not even in their own programme', async () => {
      const kim = await place.as('kim@konsulent.example');
      const { bank_account: account } = await place.db.selectFrom('organisations').select('bank_account').where('id', '=', place.havdal.id).executeTakeFirstOrThrow();
      const shown = new RegExp(account?.replace(/(.{4})(..)(.{5})/, '$1\\D?$2\\D?$3') ?? 'none');
      const own = { ...havdal, programme: place.havdal.programme('parts') };
      for (const route of organisationRoutes) {
        const answer = await knock(route, 'loader', { browser: kim, params: own });
        expect(answer?.text, route.name).not.toMatch(shown);
      }
      expect((await knock(mustFind('organisations.$organisation.settings'), 'loader', { browser: await place.as('arne@havdal.example'), params: own }))?.text).toMatch(shown);
    });

    test('is told that the organisation’s own pages are not for them', async () => {
      const kim = await place.as('kim@konsulent.example');
      expect(await faultsOf((route) => (route.asks.includes('programme') ? undefined : { browser: kim, params: havdal }), ({ status }) => status === 403)).toEqual([]);
    });
  });
});

describe('the role decides, also for one who forges a form', () => {
  beforeAll(() => raise('sqlite'), patienceMs);
  afterAll(takeDown);

  /** Doors that look closer once they know which claim it is. */
  const asksMore: Readonly<Record<string, Permission>> = {
    'loader of organisations.$organisation.programmes.$programme.claims.$claim.attest': 'claim.approve',
  };
  const cases = organisationRoutes.flatMap((route) => doors.flatMap((door) => {
    const permission = route.permissionOf(door);
    return permission === undefined ? [] : [{ route, door, permission: asksMore[`${door} of ${route.name}`] ?? permission, name: route.name }];
  }));

  test('of every door it is known what it asks for', async () => {
    const known = await Promise.all(organisationRoutes.map(async (route) => [route.name, ...Object.keys(await route.doors())]));
    const expected = known.flatMap(([name, ...made]) => made.map((door) => `${door} of ${name}`));
    expect(cases.map(({ route, door }) => `${door} of ${route.name}`).sort()).toEqual(expected.sort());
  });

  test.each(cases)('$door of $name lets in whoever has $permission, and nobody else', async ({ route, door, permission }) => {
    const before = await databaseState(place.db);
    for (const { role, email } of peopleOf('fjellvik').filter((person) => person.role !== 'consultant')) {
      // Without its key a form is carried out by nobody, so that only the answer tells who was let in.
      const answer = await knock(route, door, { browser: await place.as(email), params: fjellvik, fields: { form_key: '' } });
      const isAllowed = reachOf(role, permission) !== undefined;
      if (!isAllowed) expect(answer?.status, `${role} ${answer?.text}`).toBe(403);
      else if (door === 'loader') expect([200, 302, 303], `${role} ${answer?.text.slice(0, 200)}`).toContain(answer?.status);
      else expect([401, 404], role).not.toContain(answer?.status);
    }
    expect(await databaseState(place.db)).toBe(before);
  });
});
