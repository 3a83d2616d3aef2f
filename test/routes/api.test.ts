import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Validator } from '@seriousme/openapi-schema-validator';
import { z } from 'zod';
import { apiScopes, type ApiScope } from '#app/domain/api-scopes.ts';
import { claimDetail, claimResource, expenseResource, problemResource, programmeDetail, programmeResource } from '#app/features/api/api-resources.ts';
import { openApiDocument, operations, queryOf } from '#app/features/api/openapi.ts';
import { programmeSchema } from '#app/features/programme-file/programme-schema.ts';
import { nb } from '#app/i18n/nb.ts';
import { databaseState } from '#test/fixtures/database-state.ts';
import { aMachine, apiRouteFiles, askApi, type TestMachine } from '#test/fixtures/machine.ts';
import { takeTestDatabase } from '#test/fixtures/databases.ts';
import { fillWorkplace, type TestWorkplace } from '#test/fixtures/workplace.ts';

const administrator = 'ada@fjellvik.example';

let place: TestWorkplace;
let folder: string;
let close: () => Promise<void>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ou-api-'));
  const taken = await takeTestDatabase('sqlite');
  const { database } = taken;
  close = taken.close;
  place = await fillWorkplace(database, folder);
});

afterAll(async () => {
  await close();
  await rm(folder, { recursive: true, force: true });
});

async function machineOf(scopes: readonly ApiScope[] = apiScopes): Promise<TestMachine> {
  return aMachine(place, await place.fjellvik.member(administrator), { scopes });
}

const pageOf = <Item extends z.ZodType>(item: Item) => z.strictObject({ data: z.array(item), next: z.string().nullable() });
const jsonOf = async (answer: Response): Promise<unknown> => answer.json();

/** Everything behind an address, page by page. */
async function all<Item extends z.ZodType>(machine: TestMachine, path: string, item: Item): Promise<z.infer<Item>[]> {
  const found: z.infer<Item>[] = [];
  for (let next: string | null = path; next !== null;) {
    const page: { data: z.infer<Item>[]; next: string | null } = pageOf(item).parse(await jsonOf(await machine.ask(next)));
    found.push(...page.data);
    next = page.next;
  }
  return found;
}

describe('what a machine reads', () => {
  test('are the organisation’s programmes, costs and claims, each as described', async () => {
    const machine = await machineOf();
    const programmes = await all(machine, '/api/v1/programmes?limit=2', programmeResource);
    const stored = await place.db.selectFrom('programmes').select('id').where('organisation_id', '=', place.fjellvik.id).orderBy('id').execute();
    expect(programmes.map(({ id }) => id)).toEqual(stored.map(({ id }) => id));
    for (const { id } of programmes) {
      expect(programmeDetail.parse(await jsonOf(await machine.ask(`/api/v1/programmes/${id}`))).id).toBe(id);
      const expenses = await all(machine, `/api/v1/programmes/${id}/expenses?limit=3`, expenseResource);
      const count = await place.db.selectFrom('expenses').select('id').where('programme_id', '=', id).where('deleted_at', 'is', null).orderBy('position').execute();
      expect(expenses.map((expense) => expense.id)).toEqual(count.map((row) => row.id));
    }
    const claims = await all(machine, '/api/v1/claims?limit=1', claimResource);
    expect(claims.map(({ number }) => number)).toEqual(claims.map(({ number }) => number).toSorted((a, b) => b - a));
    for (const { id } of claims) expect(claimDetail.parse(await jsonOf(await machine.ask(`/api/v1/claims/${id}`))).id).toBe(id);
  });

  test('is the very document that was attested, and its archive', async () => {
    const machine = await machineOf();
    const { id } = await place.fjellvik.claim('settled');
    const { pdf } = claimDetail.parse(await jsonOf(await machine.ask(`/api/v1/claims/${id}`)));
    const document = await machine.ask(`/api/v1/claims/${id}/pdf`);
    const bytes = new Uint8Array(await document.arrayBuffer());
    expect([document.headers.get('Content-Type'), bytes.length]).toEqual(['application/pdf', pdf?.bytes]);
    const hash = await crypto.subtle.digest('SHA-256', bytes);
    expect(Buffer.from(hash).toString('hex')).toBe(pdf?.sha256);
    expect((await machine.ask(`/api/v1/claims/${id}/zip`)).headers.get('Content-Type')).toBe('application/zip');
  });

  test('is no document before a claim is attested', async () => {
    const machine = await aMachine(place, await place.havdal.member('arne@havdal.example'), { scopes: apiScopes });
    const open = await place.havdal.claim('in_review');
    expect((await machine.ask(`/api/v1/claims/${open.id}/pdf`)).status).toBe(409);
    expect(claimDetail.parse(await jsonOf(await machine.ask(`/api/v1/claims/${open.id}`)))).toMatchObject({ pdf: null, claim: null, refund: null });
  });

  test('can be narrowed to a status or a programme', async () => {
    const machine = await machineOf();
    const settled = await all(machine, '/api/v1/claims?status=settled', claimResource);
    expect(new Set(settled.map(({ status }) => status))).toEqual(new Set(['settled']));
    const programmeId = settled[0]?.programmeId ?? '';
    const ofProgramme = await all(machine, `/api/v1/claims?programme=${programmeId}`, claimResource);
    expect(new Set(ofProgramme.map((claim) => claim.programmeId))).toEqual(new Set([programmeId]));
  });

  test.each(['/programmes?limit=0', '/programmes?limit=201', '/programmes?limit=ten', '/claims?status=lost', '/claims?after=x'])('%s is turned away in words', async (path) => {
    const answer = await (await machineOf()).ask(`/api/v1${path}`);
    expect(answer.status).toBe(422);
    expect(problemResource.parse(await jsonOf(answer)).errors).toHaveLength(1);
  });
});

describe('a programme file', () => {
  test('carries the account only for who may read claims', async () => {
    const programme = place.fjellvik.programme('settled');
    const accountFor = async (scopes: readonly ApiScope[]) => {
      const file = await jsonOf(await (await machineOf(scopes)).ask(`/api/v1/programmes/${programme}/programme-file`));
      return programmeSchema.parse(file).organisation.bankAccount;
    };
    expect(await accountFor(['programmes:read', 'expenses:read'])).toBeUndefined();
    expect(await accountFor(['programmes:read', 'expenses:read', 'claims:read'])).toMatch(/^\d{11}$/);
  });

  test('goes out and comes in again as a programme of its own, once for each key', async () => {
    const machine = await machineOf();
    const body = await (await machine.ask(`/api/v1/programmes/${place.fjellvik.programme('settled')}/programme-file`)).text();
    const key = randomUUID();
    const send = (text: string) => machine.ask('/api/v1/programmes', { body: text, headers: { 'Content-Type': 'application/json', 'Idempotency-Key': key } });
    const first = await send(body);
    expect(first.status).toBe(201);
    const { id } = z.strictObject({ id: z.uuid() }).parse(await jsonOf(first));
    expect(first.headers.get('Location')).toBe(`/api/v1/programmes/${id}`);
    expect(await jsonOf(await send(body))).toEqual({ id });
    expect((await send(body.replace('"leaderCount": ', '"leaderCount": 1'))).status).toBe(422);
    const entry = await place.db.selectFrom('audit_entries').select(['action', 'actor_name']).where('programme_id', '=', id).executeTakeFirstOrThrow();
    expect(entry).toEqual({ action: 'programme.imported', actor_name: 'API-nøkkelen Visma' });
  });

  test('comes in with its papers in a zip', async () => {
    const machine = await machineOf();
    const zip = await machine.ask(`/api/v1/programmes/${place.fjellvik.programme('settled')}/programme-file?with=files`);
    const body = new Uint8Array(await zip.arrayBuffer());
    const headers = { 'Content-Type': 'application/zip', 'Idempotency-Key': randomUUID() };
    const { id } = z.strictObject({ id: z.uuid() }).parse(await jsonOf(await machine.ask('/api/v1/programmes', { body, headers })));
    const filesOf = (programme: string) => place.db.selectFrom('attachments').select('sha256').where('programme_id', '=', programme).orderBy('sha256').execute();
    expect(await filesOf(id)).toEqual(await filesOf(place.fjellvik.programme('settled')));
  });

  test.each<[string, () => string | Uint8Array<ArrayBuffer>, string]>([
    ['is no JSON', () => '{', 'application/json'],
    ['is no programme file', () => '{"format":"x"}', 'application/json'],
    ['is a zip without one', () => new Uint8Array(zipSync({ 'a.txt': new Uint8Array(1) })), 'application/zip'],
  ])('that %s changes nothing and is told', async (_why, body, type) => {
    const machine = await machineOf();
    await machine.ask('/api/v1/programmes');
    const before = await databaseState(place.db);
    const answer = await machine.ask('/api/v1/programmes', { body: body(), headers: { 'Content-Type': type, 'Idempotency-Key': randomUUID() } });
    expect(answer.status).toBe(422);
    expect(problemResource.parse(await jsonOf(answer)).errors?.length).toBeGreaterThan(0);
    expect(await databaseState(place.db)).toEqual(before);
  });

  test('needs a key of its own', async () => {
    const machine = await machineOf();
    const answer = await machine.ask('/api/v1/programmes', { body: '{}', headers: { 'Content-Type': 'application/json' } });
    expect(problemResource.parse(await jsonOf(answer)).errors?.map(({ path }) => path)).toEqual(['idempotencyKey']);
  });
});

/** Every address, with the ids of something filled in. */
function addressesOf(ids: { readonly programme: string; readonly claim: string }): string[] {
  return operations.filter(({ method }) => method === 'get').map(({ path }) => `/api/v1${path.replace('{programme}', ids.programme).replace('{claim}', ids.claim)}`);
}

describe('the walls', () => {
  test('what is another organisation’s does not exist', async () => {
    const machine = await machineOf();
    const foreign = await place.havdal.claim('submitted');
    for (const path of addressesOf({ programme: foreign.programmeId, claim: foreign.id })) {
      const answer = await machine.ask(path);
      const text = await answer.text();
      const foreignIds = [foreign.id, foreign.programmeId, place.havdal.id].filter((id) => text.includes(id));
      expect([path, path.includes(foreign.id) || path.includes(foreign.programmeId) ? answer.status : 404, foreignIds]).toEqual([path, 404, []]);
    }
    expect(await all(machine, `/api/v1/claims?programme=${foreign.programmeId}`, claimResource)).toEqual([]);
  });

  test.each(operations)('$method $path opens for its scopes only', async ({ method, path, scopes }) => {
    const { id, programmeId } = await place.fjellvik.claim('settled');
    const address = `/api/v1${path.replace('{programme}', programmeId).replace('{claim}', id)}`;
    const sent = method === 'post' ? { body: '{}', headers: { 'Content-Type': 'application/json' } } : undefined;
    for (const lacking of scopes) {
      const machine = await machineOf(apiScopes.filter((scope) => scope !== lacking));
      const refused = await machine.ask(address, sent);
      expect([refused.status, refused.headers.get('WWW-Authenticate')]).toEqual([403, `Bearer error="insufficient_scope", scope="${lacking}"`]);
      const { title, detail } = problemResource.parse(await jsonOf(refused));
      expect([title, detail]).toEqual(['API-nøkkelen åpner ikke dette', `Nøkkelen mangler «${nb[`api.scope.${lacking}`]}» (${lacking}). En administrator kan lage en ny nøkkel som har det.`]);
    }
    expect((await (await machineOf(scopes)).ask(address, sent)).status).toBe(method === 'post' ? 422 : 200);
  });

  test.each([[undefined, 'nn', 'Nøkkelen manglar «Lese krav» (claims:read).'], ['*', 'nn', 'Nøkkelen manglar «Lese krav» (claims:read).'],
    ['en', 'nn', 'The key lacks “Read claims” (claims:read).'], [undefined, 'nb', 'Nøkkelen mangler «Lese krav» (claims:read).']] as const,
  )('asking in %s what its key does not open, a machine of an organisation that writes %s is told «%s»', async (accepts, language, told) => {
    await place.db.updateTable('organisations').set({ language }).where('id', '=', place.fjellvik.id).execute();
    const { token } = await machineOf(['programmes:read']);
    const { context } = (await place.as(administrator)).get('/', {});
    const answer = await askApi('/api/v1/claims', { token, context, headers: accepts === undefined ? {} : { 'Accept-Language': accepts } });
    expect(problemResource.parse(await jsonOf(answer)).detail).toContain(told);
    await place.db.updateTable('organisations').set({ language: 'nb' }).where('id', '=', place.fjellvik.id).execute();
  });

  test.each(operations)('$method $path refuses a name in its query that it does not list, by that name', async ({ id: operation, method, path, scopes }) => {
    const { id, programmeId } = await place.fjellvik.claim('settled');
    const address = `/api/v1${path.replace('{programme}', programmeId).replace('{claim}', id)}`;
    const sent = method === 'post' ? { body: '{}', headers: { 'Content-Type': 'application/json', 'Idempotency-Key': randomUUID() } } : undefined;
    const machine = await machineOf(scopes);
    const before = await databaseState(place.db);
    const answer = await machine.ask(`${address}?cursor=x&${'y'.repeat(300)}=1&cursor=z`, sent);
    const { status, errors = [] } = problemResource.parse(await jsonOf(answer));
    expect([status, errors.map((each) => each.path)]).toEqual([400, ['cursor', 'y'.repeat(100)]]);
    const known = queryOf(operation);
    expect(errors[0]?.message).toBe(known.length === 0 ? 'Adressen tar ikke imot noe etter spørsmålstegnet.' : `Adressen tar imot ${known.join(', ')}.`);
    expect(await databaseState(place.db)).toBe(before);
  });

  test.each<[string, () => Promise<string | undefined>]>([
    ['none', () => Promise.resolve(undefined)],
    ['no token at all', () => Promise.resolve('visma')],
    ['a token nobody made', () => Promise.resolve(`ou_${'A'.repeat(43)}`)],
    ['one that has expired', async () => (await aMachine(place, await place.fjellvik.member(administrator), { scopes: apiScopes, expiresOn: '2026-11-23' })).token],
    ['one that was ended', async () => {
      const { token, tokenId } = await machineOf();
      await place.db.updateTable('api_tokens').set({ revoked_at: '2026-11-24T09:30:00.000Z' }).where('id', '=', tokenId).execute();
      return token;
    }],
    ['the hash instead of the token', async () => {
      await machineOf();
      return (await place.db.selectFrom('api_tokens').select('token_hash').executeTakeFirstOrThrow()).token_hash;
    }],
  ])('with %s nobody gets in, also not one who has signed in', async (_what, tokenOf) => {
    const token = await tokenOf();
    const { context, request } = (await place.as(administrator)).get('/', {});
    const cookie = { Cookie: request.headers.get('Cookie') ?? '' };
    const claim = await place.fjellvik.claim('settled');
    for (const path of addressesOf({ programme: claim.programmeId, claim: claim.id })) {
      const answer = await askApi(path, { token, context, headers: cookie });
      expect([path, answer.status, answer.headers.get('WWW-Authenticate')]).toEqual([path, 401, 'Bearer']);
      expect(problemResource.parse(await jsonOf(answer)).status).toBe(401);
    }
  });
});

describe('the description', () => {
  test('is OpenAPI 3.1, and open to everybody', async () => {
    const { context } = (await place.as(administrator)).get('/', {});
    const answer = await askApi('/api/v1/openapi.json', { token: undefined, context });
    const told = z.record(z.string(), z.unknown()).parse(await jsonOf(answer));
    expect(told).toEqual(JSON.parse(JSON.stringify(openApiDocument())));
    const { valid, errors } = await new Validator().validate(told);
    expect([valid, errors]).toEqual([true, undefined]);
  });

  test('names every address there is, and no other', () => {
    const described = operations.map(({ path }) => path.replace(/\{(\w+)\}/g, '$$$1').slice(1).replaceAll('/', '.'));
    const there = apiRouteFiles.map((file) => file.replace(/^api\.v1\.|(\._index)?\.tsx$/g, '')).filter((name) => name !== '$' && name !== 'openapi[.]json');
    expect(new Set(described)).toEqual(new Set(there));
  });
});
