import { describe, expect, test } from 'vitest';
import { organisationRoutes, type Door, type EveryRoute, type Params } from '#test/fixtures/every-route.ts';
import { testDatabases } from '#test/fixtures/databases.ts';
import { aFrontDoor, started } from '#test/fixtures/front-door.ts';
import { aWorkplace, type TestWorkplace } from '#test/fixtures/workplace.ts';
import { action as signIn } from '#app/routes/sign-in.tsx';
import { action as startFirst } from '#app/routes/first-start.tsx';

/** What no form of ours sends is answered as such on both databases: they take offence at different things. */

const nul = String.fromCharCode(0);
const oddIds = [nul, `a${nul}b`, '', "' or 1=1 --", 'x'.repeat(1_900), '9'.repeat(40)];
const oddVersions = ['', 'abc', '1.5', '-1', '1e3', '2147483648', '9007199254740993', '9'.repeat(40), '0x1', 'Infinity', nul];
const oddTexts = [nul, `Sol${nul}veig`, '\ud800', '\udc00x', '\u202e'];

async function paramsOf({ db, fjellvik }: TestWorkplace): Promise<Params> {
  const claim = await fjellvik.claim('settled');
  const of = (table: 'expenses' | 'attachments') => db.selectFrom(table).select('id').where('programme_id', '=', claim.programmeId).limit(1).executeTakeFirstOrThrow();
  return { organisation: fjellvik.id, programme: claim.programmeId, claim: claim.id, expense: (await of('expenses')).id, file: (await of('attachments')).id };
}

/** The status of a door's answer; the fault's own words where it broke. */
async function statusOf(door: Door, args: Parameters<Door>[0]): Promise<number | string> {
  try {
    const given = await door(args);
    return given instanceof Response ? given.status : statusIn(given);
  } catch (error) {
    if (error instanceof Response) return error.status;
    return error instanceof Error ? error.message : 'broken';
  }
}

function statusIn(given: unknown): number {
  if (typeof given !== 'object' || given === null || !('init' in given)) return 200;
  const { init } = given;
  return typeof init === 'object' && init !== null && 'status' in init && typeof init.status === 'number' ? init.status : 200;
}

function routeNamed(end: string): EveryRoute {
  return organisationRoutes.find(({ name }) => name.endsWith(end)) ?? expect.fail(`There is no ${end}`);
}

const isBroken = (status: number | string) => typeof status === 'string' || status >= 500;

describe.each(testDatabases)('on $kind', ({ kind, open }) => {
  test('an id that is none leads nowhere, whichever place of an address it stands in', async () => {
    const place = await aWorkplace(kind);
    const siri = await place.as('siri@fjellvik.example');
    const known = await paramsOf(place);
    const faults: string[] = [];
    for (const route of organisationRoutes) {
      const { loader } = await route.doors();
      for (const name of route.asks) for (const id of oddIds) {
        const params = { ...known, [name]: id };
        const status = loader === undefined ? 404 : await statusOf(loader, siri.get(route.path(known), params));
        if (![302, 303, 403, 404].includes(Number(status))) faults.push(`${route.name} ${name}=${JSON.stringify(id.slice(0, 9))}: ${status}`);
      }
    }
    expect(faults).toEqual([]);
  });

  test('what an address asks for beside its path is answered, however odd', async () => {
    const place = await aWorkplace(kind);
    const odd = await place.as('odd@fjellvik.example');
    const known = await paramsOf(place);
    const names = ['before', 'from', 'edit', 'copy', 'file', 'claim', 'activity', 'after', 'q', 'year', 'programme', 'status', 'as', 'replace'];
    const faults: string[] = [];
    for (const route of organisationRoutes) {
      const { loader } = await route.doors();
      for (const value of loader === undefined ? [] : [...oddIds, ...oddVersions]) {
        const query = new URLSearchParams(names.map((name) => [name, value])).toString();
        const status = loader === undefined ? 404 : await statusOf(loader, odd.get(`${route.path(known)}?${query}`, known));
        if (isBroken(status)) faults.push(`${route.name} ${JSON.stringify(value.slice(0, 9))}: ${status}`);
      }
    }
    expect(faults).toEqual([]);
  });

  test('a version that is none is nobody’s: the step is told that it is too late, and the claim stays as it was', async () => {
    const { db, havdal, as: browserOf } = await aWorkplace(kind);
    const [signe, oda] = [await browserOf('signe@havdal.example'), await browserOf('oda@havdal.example')];
    const statusesOf = async () => (await db.selectFrom('claims').select(['id', 'status', 'version']).orderBy('id').execute());
    const before = await statusesOf();
    const steps = [
      { of: 'draft', browser: signe, page: '', fields: { intent: 'send_to_review' } },
      { of: 'draft', browser: signe, page: '', fields: { intent: 'discard' } },
      { of: 'approved', browser: signe, page: '', fields: { intent: 'withdraw', withdrawReason: 'fordi' } },
      { of: 'approved', browser: signe, page: '', fields: { intent: 'replace', replaceReason: 'fordi' } },
      { of: 'approved', browser: oda, page: '', fields: { intent: 'submit', submittedOn: '24.11.2026' } },
      { of: 'submitted', browser: oda, page: '', fields: { intent: 'settle', receivedOn: '24.11.2026', received: '1,00', differenceReason: 'fordi' } },
      { of: 'in_review', browser: oda, page: '.attest', fields: { intent: 'return', returnReason: 'fordi' } },
      { of: 'in_review', browser: oda, page: '.attest', fields: { intent: 'approve', confirmUnchecked: 'yes' } },
    ];
    for (const { of, browser, page, fields } of steps) {
      const claim = await havdal.claim(of);
      const params = { organisation: havdal.id, programme: claim.programmeId, claim: claim.id };
      const route = routeNamed(`programmes.$programme.claims.$claim${page === '' ? '._index' : page}`);
      const { action } = await route.doors();
      for (const version of oddVersions) {
        const status = await statusOf(action ?? expect.fail(), browser.post(route.path(params), params, { ...fields, version }));
        expect(status, `${fields.intent} of version ${JSON.stringify(version)}`).toBe(409);
      }
    }
    expect(await statusesOf()).toEqual(before);
  });

  test('signs that nobody sees do not keep anybody out, nor break the page', async () => {
    const door = aFrontDoor(await open());
    await started(door);
    for (const text of oddTexts) {
      const form = { email: `ada${text}@sorvik.example`, password: `fire ord ${text} som ikke rimer`, to: `/${text}` };
      expect(isBroken(await statusOf(signIn, door.visit('/sign-in', { form }))), JSON.stringify(text)).toBe(false);
      const first = { code: text, organisation: text, organisationName: text, name: text, email: text, password: text, passwordAgain: text };
      expect(isBroken(await statusOf(startFirst, door.visit('/first-start', { form: first }))), JSON.stringify(text)).toBe(false);
    }
  });

  test('a cost with a sign in it that no database keeps is saved without the sign', async () => {
    const place = await aWorkplace(kind);
    const siri = await place.as('siri@fjellvik.example');
    const programme = place.fjellvik.programme('underWay');
    const params = { organisation: place.fjellvik.id, programme };
    const { action } = await routeNamed('programmes.$programme.expenses.new').doors();
    const fields = { kind: 'travel', days: '1.2.26', amount: '1 000,-', description: `Reise${nul} til Bodø` };
    expect(await statusOf(action ?? expect.fail(), siri.post(`/organisations/${params.organisation}/programmes/${programme}/expenses/new`, params, fields))).toBe(303);
    const { description } = await place.db.selectFrom('expenses').select('description').where('programme_id', '=', programme)
      .orderBy('position', 'desc').limit(1).executeTakeFirstOrThrow();
    expect(description).toBe('Reise til Bodø');
  });
});
