import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { readKeptHeads } from '#app/features/audit/kept-heads.ts';
import { aTrial } from '#test/fixtures/trial.ts';
import { peopleOf } from '#test/fixtures/workplace.ts';
import { useDemoServer } from './demo-server.ts';
import { sendRaw, signInAt } from './raw-http.ts';

/** E27: whatever people send, and whatever breaks, the log holds ids and places in the code and nothing of anybody. */

const demo = useDemoServer({ LOG_LEVEL: 'debug' });
/** Letters that stand in whatever is sent, in every place where something can be sent. */
const mark = 'Hemmelig7Qz';

const lineShape = z.record(z.string(), z.unknown());
const lines = () => demo.server().log().trim().split('\n').map((line) => lineShape.parse(JSON.parse(line)));

interface Sent {
  readonly path: string;
  readonly cookie?: string;
  readonly form?: Readonly<Record<string, string | Blob>>;
}

async function send({ path, cookie = '', form }: Sent): Promise<{ status: number; text: string }> {
  const body = new FormData();
  for (const [name, value] of Object.entries(form ?? {})) body.append(name, value);
  const answer = await fetch(demo.server().address + path, {
    redirect: 'manual', ...(form === undefined ? {} : { method: 'POST', body }),
    headers: {
      'Sec-Fetch-Site': 'same-origin', Cookie: `${cookie}; mark=${mark}`, Referer: `https://${mark}.example/?x=${mark}`,
      'User-Agent': `${mark}/1.0 kari@${mark}.example`, 'X-Forwarded-For': `203.0.113.77, ${mark}`, Authorization: `Bearer ${mark}`,
    },
  });
  return { status: answer.status, text: await answer.text() };
}

let siri: string;
let faultPage: string;
let organisation: string;

beforeAll(async () => {
  const { address } = demo.server();
  siri = await signInAt(address, 'siri@fjellvik.example');
  const ada = await signInAt(address, 'ada@fjellvik.example');
  const { programme = '', expense = '', ...ready } = await demo.idsOf('ready');
  organisation = ready['organisation'] ?? '';
  const { claim = '', programme: settled = '' } = await demo.idsOf('settled');
  const at = `/organisations/${organisation}`;
  const everyField = Object.fromEntries(['name', 'street', 'city', 'bankAccount', 'description', 'supplier', 'email', 'code', 'form_key', 'version', 'to'].map((name) => [name, mark]));
  const requests: readonly Sent[] = [
    { path: `/${mark}` }, { path: `/invitation/${mark}` }, { path: `/reset/${mark}?token=${mark}` }, { path: `/organisations/${mark}/programmes/${mark}` },
    { path: `/calculator?fee=${mark}&name=${mark}#${mark}` }, { path: `/sign-in?to=/${mark}` }, { path: `/sign-in/provider/callback?code=${mark}&state=${mark}` },
    { path: '/sign-in', form: { email: `${mark}@example.no`, password: mark, to: `/${mark}` } },
    { path: '/sign-in', form: { email: 'siri@fjellvik.example', password: mark } },
    { path: '/sign-in/code', form: { code: mark } }, { path: `${at}/settings`, cookie: ada, form: everyField },
    { path: `${at}/settings`, cookie: `sid=${mark}`, form: everyField }, { path: `${at}?${mark}=${mark}`, cookie: siri }, { path: `${at}/claims?q=${mark}`, cookie: siri },
    { path: `${at}/programmes/${programme}/expenses/new`, cookie: siri, form: everyField },
    { path: `${at}/programmes/${programme}/expenses/${expense}`, cookie: siri, form: everyField },
    { path: `${at}/programmes/${programme}/files`, cookie: siri, form: { files: new File([`%PDF-1.7 ${mark}`], `${mark}.pdf`), form_key: mark } },
    { path: `${at}/programmes/import`, cookie: siri, form: { file: new File([`{"name":"${mark}"`], `${mark}.json`), form_key: mark } },
    { path: `${at}/programmes/${programme}.data?${mark}`, cookie: siri }, { path: `${at}/programmes/${programme}/files/${mark}`, cookie: siri },
  ];
  for (const request of requests) await send(request);
  for (const bytes of [`GET /${mark} HTTP/1.1\r\nHost: ${mark}.example\r\n\r\n`, `${mark} / HTTP/1.1\r\nHost: localhost\r\n\r\n`, `GET /%${mark} HTTP/1.1\r\nHost: localhost\r\n\r\n`]) await sendRaw(address, Buffer.from(bytes));
  // A real fault of ours, whose own message quotes what was stored.
  await demo.database().updateTable('audit_entries').set({ facts_json: `{"name": ${mark}` }).execute().catch(() => undefined);
  await demo.database().updateTable('expenses').set({ description: mark }).execute();
  await demo.database().schema.alterTable('expenses').renameColumn('description', mark).execute();
  faultPage = (await send({ path: `${at}/programmes/${programme}/expenses/${expense}`, cookie: siri })).text;
  await demo.database().schema.alterTable('expenses').renameColumn(mark, 'description').execute();
  await send({ path: `${at}/programmes/${settled}/claims/${claim}`, cookie: siri });
});

describe('the log', () => {
  test('has a line of JSON for each request, with its number, route, status and time', () => {
    const requests = lines().filter(({ event }) => event === 'request');
    expect(requests.length).toBeGreaterThan(20);
    const known = ['level', 'time', 'event', 'requestId', 'method', 'route', 'status', 'ms', 'outcome', 'userId', 'organisationId', 'programme', 'expense', 'claim', 'file'];
    expect(requests.flatMap((line) => Object.keys(line)).filter((name) => !known.includes(name))).toEqual([]);
    expect(requests.map(({ route }) => route)).toEqual(expect.arrayContaining([
      '/sign-in', 'none', '/organisations/:organisation/settings', '/organisations/:organisation/programmes/:programme/expenses/:expense',
    ]));
    expect(requests.filter(({ userId, organisationId }) => userId !== undefined && organisationId !== undefined).length).toBeGreaterThan(5);
  });

  test('has where every trail ends, to be held against it later', () => {
    const heads = readKeptHeads(demo.server().log());
    expect(heads.length).toBeGreaterThanOrEqual(2);
    expect(heads.map(({ organisationId }) => organisationId)).toContain(organisation);
  });

  test('tells of a fault under the number that the person was given, with its places in the code', () => {
    const [fault] = lines().filter(({ event }) => event === 'fault');
    const { requestId, fault: told } = z.object({ requestId: z.uuid(), fault: z.object({ name: z.string(), code: z.string(), stack: z.array(z.string()) }) }).parse(fault);
    expect(faultPage).toContain('Noe gikk galt hos oss');
    expect(faultPage).toContain(requestId);
    expect([told.code, told.stack.length > 3]).toEqual(['SQLITE_ERROR', true]);
    expect(lines().find((line) => line['event'] === 'request' && line['requestId'] === requestId)).toMatchObject({ status: 500 });
  });

  test('holds nothing that was sent, in whatever place: 0 findings', () => {
    const log = demo.server().log();
    expect(log.match(new RegExp(mark, 'gi')) ?? []).toEqual([]);
    expect(log).not.toMatch(/@|203\.0\.113|127\.0\.0\.1|Bearer|%PDF/);
    aTrial('E27', { reduced: 1, full: 1 }).tell(`${lines().length} lines of ${lines().filter(({ event }) => event === 'request').length} requests, marked in every place: 0 findings`);
  });

  test('holds nobody’s name, address, account number or session', async () => {
    const log = demo.server().log();
    const organisations = await demo.database().selectFrom('organisations').select(['name', 'bank_account', 'street']).execute();
    const secrets = [
      ...peopleOf('fjellvik').flatMap(({ email, name }) => [email, name]), ...organisations.flatMap((row) => [row.name, row.bank_account, row.street]), siri.slice(4),
    ];
    expect(secrets.length).toBeGreaterThan(10);
    expect(secrets.filter((secret) => secret !== null && secret !== '' && log.includes(secret))).toEqual([]);
  });
});
