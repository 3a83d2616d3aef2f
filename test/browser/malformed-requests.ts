import { organisationRoutes, type Params } from '#test/fixtures/every-route.ts';

/** Numbers from a seed, the same each time. Source: mulberry32, public domain. */
export function dice(seed: number) {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6D2B79F5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    below,
    chance: (part: number) => next() < part,
    one: <Thing>(things: readonly [Thing, ...Thing[]]): Thing => things[below(things.length)] ?? things[0],
    bytes: (length: number) => Buffer.from(Array.from({ length }, () => below(256))),
  };
}

export type Dice = ReturnType<typeof dice>;

/** A page with its forms, as somebody was shown them. */
export interface FilledForm {
  readonly path: string;
  readonly cookie: string;
  readonly fields: readonly (readonly [name: string, value: string])[];
}

export interface Ground {
  readonly host: string;
  readonly forms: readonly [FilledForm, ...FilledForm[]];
  /** Of somebody who may do much, so that requests come further than the door. */
  readonly cookies: readonly [string, ...string[]];
  readonly params: readonly [Params, ...Params[]];
}

/** One request that no browser sends, as bytes. Nothing of it can be carried out: no form has a key of the right make. */
export function malformedRequest(roll: Dice, ground: Ground): Buffer {
  const make = roll.one([garbage, brokenHead, hostileAddress, hostileAddress, brokenBody, bentForm, bentForm, bentForm, hostileForm]);
  return make(roll, ground);
}

/** What people never type, and who wants to break in does. */
export const hostileTexts = [
  '', ' ', '\0', '../../etc/passwd', '%', '%00', '%ff', '%E0%A4%A', '__proto__', 'constructor', 'toString', 'null', 'undefined', 'NaN', '-1', '1e999',
  '9007199254740993', '1'.repeat(400), 'æøå', '\u{1F4A9}'.repeat(50), '\uFEFF', '\u202E', "' or 1=1 --", '"><script>alert(1)</script>', '{{7*7}}',
  '31.02.2026', '0000-00-00', '99999-12-31', '2026-13-45', '1,2,3', '12,345,678.90', '-0,00', '∞', '٣٤', '[object Object]', '/\\evil.example', '//evil.example',
  '\r\nSet-Cookie: a=b', 'a\nb\tc', '=cmd()', '\'; drop table users; --', '${7*7}', '<svg onload=alert(1)>',
  'x'.repeat(15_000),
] as const;

const text = (roll: Dice) => (roll.chance(0.1) ? roll.bytes(roll.below(60)).toString('latin1') : roll.one(hostileTexts));
const encoded = (roll: Dice) => (roll.chance(0.2) ? text(roll).slice(0, 500).replace(/[\s\0]/g, '') : encodeURIComponent(text(roll).slice(0, 500)));

/** A page that exists, sometimes with an id that does not. Not the way out: everything after it would be a stranger's. */
function place(roll: Dice, { params }: Ground): string {
  const pages = organisationRoutes.map(({ path }) => path);
  const ids = Object.fromEntries(Object.entries(roll.one(params)).map(([name, id]) => [name, roll.chance(0.15) ? encoded(roll) : id]));
  const open = ['/', '/sign-in', '/first-start', '/calculator', '/assets/', '/healthz', '/nowhere'] as const;
  return roll.chance(0.15) ? roll.one(open) : (pages[roll.below(pages.length)]?.(ids) ?? '/');
}

const askedFor = [
  'from', 'before', 'claim', 'as', 'copy', 'file', 'edit', 'replace', 'activity', 'done', 'lang', 'to', 'resume', '_data', '_routes', 'index', 'view', 'with', 'check',
  'days', 'amount',
] as const;

function query(roll: Dice): string {
  const pairs = Array.from({ length: roll.below(4) }, () => `${roll.chance(0.9) ? roll.one(askedFor) : encoded(roll)}=${encoded(roll)}`);
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}

function head(roll: Dice, ground: Ground, lines: readonly string[]): string {
  const isNamed = lines.some((line) => line.startsWith('Cookie: '));
  const cookie = !isNamed && roll.chance(0.9) ? [`Cookie: ${roll.one(ground.cookies)}${roll.chance(0.2) ? `; lang=${encoded(roll)}` : ''}`] : [];
  return [...lines, `Host: ${ground.host}`, ...cookie, 'Connection: close', '', ''].join('\r\n');
}

/** No HTTP at all. */
function garbage(roll: Dice): Buffer {
  return roll.chance(0.5) ? roll.bytes(1 + roll.below(400)) : Buffer.from(`${text(roll)} ${text(roll)}\r\n\r\n`);
}

/** Nearly HTTP. */
function brokenHead(roll: Dice, ground: Ground): Buffer {
  const { host } = ground;
  return Buffer.from(roll.one<() => string>([
    () => `GET ${place(roll, ground)} HTTP/9.9\r\nHost: ${host}\r\n\r\n`,
    () => `${text(roll).slice(0, 40)} / HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`,
    () => `GET / HTTP/1.1\r\nHost: ${text(roll)}\r\nConnection: close\r\n\r\n`,
    () => 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n',
    () => `GET http://${text(roll)}/ HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`,
    () => `GET / HTTP/1.1\r\nHost: ${host}\r\nHost: evil.example\r\nConnection: close\r\n\r\n`,
    () => head(roll, ground, ['GET / HTTP/1.1', `X-${'a'.repeat(20_000)}: b`]),
    () => head(roll, ground, ['GET / HTTP/1.1', `Accept-Encoding: ${encoded(roll)}`, `If-None-Match: ${encoded(roll)}`, `Range: bytes=${encoded(roll)}`]),
    () => head(roll, ground, ['GET / HTTP/1.1', `Cookie: sid=${encoded(roll)}`, `Cookie: ${encoded(roll)}`]),
    () => head(roll, ground, ['POST /sign-in HTTP/1.1', 'Content-Length: 5', 'Transfer-Encoding: chunked']),
    () => head(roll, ground, ['POST /sign-in HTTP/1.1', `Content-Length: ${text(roll).slice(0, 40)}`]),
    () => head(roll, ground, ['GET / HTTP/1.1', 'Upgrade: websocket', 'Expect: 100-continue']),
  ])(), 'latin1');
}

/** HTTP, of an address made to hurt. */
function hostileAddress(roll: Dice, ground: Ground): Buffer {
  const end = roll.one(['', '', '', '', '', '', '.data', '.data', '/', '//', '/..', '/%2e%2e/', '%00', ';a', '.json', '/_index', '._index.data']);
  const method = roll.chance(0.9) ? 'GET' : roll.one(['HEAD', 'PUT', 'DELETE', 'OPTIONS', 'TRACE', 'PATCH']);
  return Buffer.from(head(roll, ground, [`${method} ${place(roll, ground)}${end}${query(roll)} HTTP/1.1`]), 'latin1');
}

const post = (roll: Dice, ground: Ground, lines: readonly string[]) => head(roll, ground, [
  `POST ${place(roll, ground)}${roll.chance(0.2) ? '.data' : ''}${query(roll)} HTTP/1.1`,
  ...(roll.chance(0.95) ? ['Sec-Fetch-Site: same-origin'] : []), ...lines,
]);

/** A form whose body is not what its head says. */
function brokenBody(roll: Dice, ground: Ground): Buffer {
  const body = roll.one([
    () => roll.bytes(roll.below(2_000)),
    () => Buffer.from('--x\r\nContent-Disposition: form-data; name="reason"\r\n\r\nhei'),
    () => Buffer.from(`--x\r\nContent-Disposition: form-data; name="${text(roll)}"; filename="${text(roll)}"\r\n\r\n${text(roll)}\r\n--x--\r\n`),
    () => Buffer.from('--x\r\n\r\n\r\n--x--'),
    () => Buffer.from('--x--'),
    () => Buffer.from(`${'a=b&'.repeat(6_000)}`),
    () => Buffer.from(`{"${text(roll)}":${text(roll)}}`),
    () => Buffer.alloc(0),
  ])();
  const kind = roll.one([
    'multipart/form-data; boundary=x', 'multipart/form-data; boundary=x', 'multipart/form-data', 'multipart/form-data; boundary=',
    'application/x-www-form-urlencoded', 'application/x-www-form-urlencoded; charset=utf-7', 'application/json', 'text/plain', 'text/x-turbo', '; ;', '',
  ]);
  const length = roll.one([body.length, body.length, body.length, body.length + 50, Math.max(0, body.length - 3), 50_000_000]);
  const lines = [`Content-Type: ${kind}`, ...(roll.chance(0.9) ? [`Content-Length: ${length}`] : ['Transfer-Encoding: chunked'])];
  return Buffer.concat([Buffer.from(post(roll, ground, lines), 'latin1'), body]);
}

const fieldNames = [
  'act', 'intent', 'version', 'kind', 'amount', 'vat', 'day', 'days', 'date', 'incurredOn', 'serviceDays', 'consultant', 'activity', 'reason', 'received', 'receivedOn',
  'submittedOn', 'percent', 'dayCap', 'name', 'title', 'startsOn', 'endsOn', 'email', 'password', 'to', 'organisation', 'organisationNumber', 'bankAccount',
  'municipality', 'language', 'expense', 'line', 'lines', 'attachment', 'file', 'checked', 'claim', 'resume', 'role', 'number', 'supplier', 'code',
] as const;
const acts = ['park', 'unpark', 'delete', 'restore', 'save', 'remove', 'add', 'send_to_review', 'discard', 'submit', 'settle', 'withdraw', 'replace', 'approve', 'return', '__proto__'] as const;

/** A whole form of fields that do not go together. */
function hostileForm(roll: Dice, ground: Ground): Buffer {
  const value = (name: string) => (name === 'act' || name === 'intent' ? roll.one(acts) : text(roll));
  const names = Array.from({ length: 1 + roll.below(25) }, () => roll.one(fieldNames));
  const fields = names.map((name): [string, string] => [name, value(name)]);
  return sendForm(roll, fields, (lines) => post(roll, ground, lines));
}

/** A page's own form, sent back by who was shown it, with some of its fields bent. */
function bentForm(roll: Dice, ground: Ground): Buffer {
  const { path, cookie, fields } = roll.one(ground.forms);
  const sent = fields.filter(() => roll.chance(0.97));
  const bent = sent.map(([name, value]): [string, string] => [name, roll.chance(0.3) ? text(roll) : value]);
  const first = [`POST ${path} HTTP/1.1`, 'Sec-Fetch-Site: same-origin', `Cookie: ${cookie}`];
  return sendForm(roll, bent, (lines) => head(roll, ground, [...first, ...lines]));
}

/** Its key is none, so that not even what happens to be right is done. */
function sendForm(roll: Dice, fields: readonly (readonly [string, string])[], headOf: (lines: readonly string[]) => string): Buffer {
  const key: [string, string][] = roll.chance(0.7) ? [['form_key', text(roll)]] : [];
  const all = [...fields.filter(([name]) => name !== 'form_key').map(([name, value]): [string, string] => [name, value]), ...key];
  const isMultipart = roll.chance(0.5);
  const body = Buffer.from(isMultipart ? multipart(all, roll) : new URLSearchParams(all).toString());
  const kind = isMultipart ? 'multipart/form-data; boundary=x' : 'application/x-www-form-urlencoded';
  return Buffer.concat([Buffer.from(headOf([`Content-Type: ${kind}`, `Content-Length: ${body.length}`]), 'latin1'), body]);
}

function multipart(fields: readonly (readonly [string, string])[], roll: Dice): string {
  const parts = fields.map(([name, value]) => {
    const file = roll.chance(0.15) ? `; filename="${encoded(roll)}.pdf"\r\nContent-Type: application/pdf` : '';
    return `--x\r\nContent-Disposition: form-data; name="${name}"${file}\r\n\r\n${value}\r\n`;
  });
  return `${parts.join('')}--x--\r\n`;
}

/** The fields of each form on a page, as a browser would send them untouched; small pages of our own need no parser. */
export function formsIn(html: string): (readonly (readonly [string, string])[])[] {
  const attribute = (tag: string, name: string) => new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1]?.replace(/&#x27;|&quot;|&amp;/g, '&');
  return [...html.matchAll(/<form[^>]*method="post"[^>]*>(.*?)<\/form>/gs)].map(([, inner = '']) => (
    [...inner.matchAll(/<(?:input|select|textarea|button)\b[^>]*>/g)].flatMap(([tag]): [string, string][] => {
      const name = attribute(tag, 'name');
      // A file that is sent is kept whatever else the form says, so that none has to be sent twice: that is no malformed request.
      return name === undefined || tag.includes(' type="file"') ? [] : [[name, attribute(tag, 'value') ?? '']];
    })));
}
