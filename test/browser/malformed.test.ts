import { beforeAll, describe, expect, test } from 'vitest';
import { organisationRoutes, type Params } from '#test/fixtures/every-route.ts';
import { aTrial } from '#test/fixtures/trial.ts';
import { useDemoServer } from './demo-server.ts';
import { dice, formsIn, hostileTexts, malformedRequest, type FilledForm, type Ground } from './malformed-requests.ts';
import { residentMegabytes, sendPieces, sendRaw, signInAt } from './raw-http.ts';

/** E8: what is sent to hurt neither breaks the server nor changes anything. */

const demo = useDemoServer();
/** As many as the plan says in every run: they are quick. */
const { rounds: requestCount, seed, tell } = aTrial('E8, requests', { reduced: 2_000, full: 2_000 });
const atOnce = 16;

let ground: Ground;
let siri: string;

beforeAll(async () => {
  const { address } = demo.server();
  const cookieOf = (email: string) => signInAt(address, email);
  siri = await cookieOf('siri@fjellvik.example');
  const cookies = [siri, await cookieOf('odd@fjellvik.example'), await cookieOf('ada@fjellvik.example')];
  const signe = await cookieOf('signe@havdal.example');
  const [settled, ready, inReview, submitted] = await Promise.all(['settled', 'ready', 'inReview', 'submitted'].map(demo.idsOf));
  const shown = cookies.flatMap((cookie) => [formsOf(cookie, settled), formsOf(cookie, ready)]);
  const forms = (await Promise.all([...shown, formsOf(signe, inReview), formsOf(signe, submitted)])).flat();
  const [first, ...others] = forms;
  if (first === undefined) throw new Error('No page of the demo has a form');
  ground = { host: new URL(address).host, cookies: [signe, ...cookies], params: [settled ?? {}, ready ?? {}, inReview ?? {}, submitted ?? {}], forms: [first, ...others] };
});

/** The forms that this person is shown of that programme. */
async function formsOf(cookie: string, params: Params = {}): Promise<FilledForm[]> {
  const found: FilledForm[] = [];
  for (const route of organisationRoutes) {
    const path = route.path(params);
    if (!await route.isPage()) continue;
    const answer = await fetch(demo.server().address + path, { headers: { Cookie: cookie } });
    const html = await answer.text();
    if (answer.ok) found.push(...formsIn(html).filter((fields) => fields.length > 1).map((fields) => ({ path, cookie, fields })));
  }
  return found;
}

const isWell = async () => (await fetch(`${demo.server().address}/readyz`)).status;

test(`${requestCount} malformed requests (seed ${seed}): no answer is a fault of ours, and nothing is changed`, async () => {
  const before = await demo.state();
  const roll = dice(seed);
  const requests = Array.from({ length: requestCount }, () => malformedRequest(roll, ground));
  const statuses = new Map<string, number>();
  const faults: string[] = [];
  const sendAll = async (own: readonly Buffer[]) => {
    for (const bytes of own) {
      const { status, text } = await sendRaw(demo.server().address, bytes);
      statuses.set(String(status), (statuses.get(String(status)) ?? 0) + 1);
      if (status !== undefined && status >= 500) faults.push(`${bytes.toString('latin1', 0, 600)}\n→ ${text}`);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, (_, first) => sendAll(requests.filter((_request, index) => index % atOnce === first))));
  expect(faults.slice(0, 5), `seed ${seed}`).toEqual([]);
  expect(await demo.state()).toBe(before);
  expect(await isWell()).toBe(200);
  // Some came as far as a form: the requests are not all turned away at the door.
  expect(statuses.get('400') ?? 0).toBeGreaterThan(0);
  expect((statuses.get('422') ?? 0) + (statuses.get('200') ?? 0)).toBeGreaterThan(100);
  tell(`${requestCount} malformed requests: ${faults.length} answers ≥ 500, 0 rows changed (${[...statuses].map(([status, times]) => `${times} × ${status}`).join(', ')})`);
});

test('of every form, a payload in every field of it: no answer is a fault of ours, and nothing is changed', async () => {
  const trial = aTrial('E8, payloads', { reduced: 4, full: hostileTexts.length });
  const before = await demo.state();
  const forms = [...new Map(ground.forms.map((form) => [`${form.path} ${form.fields.map(([name]) => name).join()}`, form])).values()];
  const faults: string[] = [];
  let sent = 0;
  const sendAll = async (own: readonly FilledForm[]) => {
    for (const form of own) {
      const first = Math.floor(trial.random() * hostileTexts.length);
      for (let index = 0; index < trial.rounds; index += 1) {
        const payload = hostileTexts[(first + index) % hostileTexts.length] ?? '';
        const status = await sendPayload(form, payload);
        sent += 1;
        if (status >= 500) faults.push(`${status} ${form.path} ${JSON.stringify(payload.slice(0, 60))}`);
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, (_, first) => sendAll(forms.filter((_form, index) => index % atOnce === first))));
  expect(faults, `seed ${trial.seed}`).toEqual([]);
  expect(await demo.state()).toBe(before);
  trial.tell(`${forms.length} forms × ${trial.rounds} payloads = ${sent} requests: 0 answers ≥ 500, 0 rows changed`);
}, 3_600_000);

/** Which act it is stays, so that each is come to; the form's key is a payload too, and so is none. */
async function sendPayload({ path, cookie, fields }: FilledForm, payload: string): Promise<number> {
  const body = new URLSearchParams(fields.map(([name, value]) => [name, ['act', 'intent', 'version'].includes(name) ? value : payload]));
  const answer = await fetch(demo.server().address + path, {
    method: 'POST', redirect: 'manual', body, headers: { 'Sec-Fetch-Site': 'same-origin', Cookie: cookie, 'Content-Type': 'application/x-www-form-urlencoded' },
  });
  await answer.arrayBuffer();
  return answer.status;
}

const mega = 1024 * 1024;

describe('an upload of 400 MB', () => {
  test.each([['its length told', true, 413], ['its length kept back', false, 411]])('with %s is turned away, and held by nobody', async (_name, isTold, status) => {
    const { processId } = demo.server();
    const { organisation = '', programme = '' } = await demo.idsOf('ready');
    const before = await demo.state();
    const path = `/organisations/${organisation}/programmes/${programme}/files`;
    const megabytesBefore = residentMegabytes(processId);
    let most = megabytesBefore ?? 0;
    const watch = setInterval(() => { most = Math.max(most, residentMegabytes(processId) ?? 0); }, 20);
    const answered = await upload(path, { megabytes: 400, isTold });
    clearInterval(watch);
    expect(answered).toBe(status);
    if (megabytesBefore !== undefined) expect(most - megabytesBefore).toBeLessThan(150);
    expect(await demo.state()).toBe(before);
    expect(await isWell()).toBe(200);
  });
});

const piece = Buffer.alloc(mega, 'a');
const chunk = Buffer.concat([Buffer.from(`${mega.toString(16)}\r\n`), piece, Buffer.from('\r\n')]);

function* repeated(bytes: Buffer, times: number): Iterable<Buffer> {
  for (let index = 0; index < times; index += 1) yield bytes;
}

/** Sends a form of so many MB to the end, by one who may, and gives the status of the answer. */
async function upload(path: string, { megabytes, isTold }: { megabytes: number; isTold: boolean }): Promise<number | undefined> {
  const lines = [
    `POST ${path} HTTP/1.1`, `Host: ${ground.host}`, `Cookie: ${siri}`, 'Sec-Fetch-Site: same-origin', 'Content-Type: multipart/form-data; boundary=x',
    isTold ? `Content-Length: ${megabytes * mega}` : 'Transfer-Encoding: chunked', '', '',
  ];
  return (await sendPieces(demo.server().address, lines.join('\r\n'), repeated(isTold ? piece : chunk, megabytes))).status;
}
