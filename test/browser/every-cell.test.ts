import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { wordsOnlyOf } from '#test/fixtures/database-state.ts';
import { organisationRoutes, type EveryRoute, type Params } from '#test/fixtures/every-route.ts';
import { aTrial, type Trial } from '#test/fixtures/trial.ts';
import { useDemoServer } from './demo-server.ts';
import { signInAt } from './raw-http.ts';

/** Every route × who asks × whose ids × the form of the request: E10 (what is read), E11 (what is written). */

const demo = useDemoServer();
const people = ['nobody', 'ada@fjellvik.example', 'siri@fjellvik.example', 'odd@fjellvik.example', 'liv@fjellvik.example', 'kim@konsulent.example'] as const;
const cookies = new Map<string, string>();
let own: Params;
let foreign: Params;
/** A programme of the same organisation that the consultant has no part in. */
let othersProgramme: Params;
let secrets: readonly string[];

beforeAll(async () => {
  for (const person of people.slice(1)) cookies.set(person, await signInAt(demo.server().address, person));
  own = await demo.idsOf('underWay');
  foreign = await demo.idsOf('submitted');
  othersProgramme = await demo.idsOf('settled');
  secrets = ['Havdal', 'Signe', ...await wordsOnlyOf(demo.database(), foreign['organisation'] ?? '')];
}, 120_000);

const whoseIds = ['own', 'foreign', 'foreign under own', 'random', 'random under own'] as const;
const shapes = ['document', '.data', '_routes'] as const;

interface Cell {
  readonly route: EveryRoute;
  readonly who: (typeof people)[number];
  readonly whose: (typeof whoseIds)[number];
  readonly shape: (typeof shapes)[number];
}

/** The consultant helps both municipalities: what is foreign to them is a programme they were not let into. */
function idsFor({ who, whose }: Cell): Params {
  const others = who === 'kim@konsulent.example' ? othersProgramme : foreign;
  const place = { organisation: own['organisation'] ?? '', programme: own['programme'] ?? '' };
  const random = Object.fromEntries(Object.keys(own).map((name) => [name, randomUUID()]));
  switch (whose) {
    case 'own': return own;
    case 'foreign': return others;
    case 'foreign under own': return { ...others, ...place };
    case 'random': return random;
    case 'random under own': return { ...random, ...place };
  }
}

/** Only an address that names more than its programme can name something that is not there under one's own. */
function isAsked({ route: { asks }, whose, who }: Cell): boolean {
  if (whose === 'own') return true;
  if (whose.endsWith('under own')) return asks.some((name) => !['organisation', 'programme'].includes(name));
  return who !== 'kim@konsulent.example' || whose !== 'foreign' || asks.includes('programme');
}

function addressOf({ route, shape }: Cell, params: Params): string {
  const path = route.path(params);
  if (shape === 'document') return path;
  return shape === '.data' ? `${path}.data` : `${path}.data?_routes=routes/${route.name}`;
}

async function answerTo(cell: Cell, init: RequestInit): Promise<{ readonly status: number; readonly text: string }> {
  const headers = new Headers(init.headers);
  headers.set('Cookie', cookies.get(cell.who) ?? '');
  const answer = await fetch(demo.server().address + addressOf(cell, idsFor(cell)), { ...init, headers, redirect: 'manual' });
  return { status: answer.status, text: `${[...answer.headers.values()].join(' ')} ${Buffer.from(await answer.arrayBuffer()).toString()}` };
}

const cells: readonly Cell[] = organisationRoutes.flatMap((route) => people.flatMap((who) => whoseIds.flatMap((whose) => shapes.map((shape) => ({ route, who, whose, shape })))))
  .filter(isAsked);

/** So many of the cells as the trial has rounds, whichever its seed says. */
function chosenBy({ rounds, random }: Trial, from: readonly Cell[]): Cell[] {
  return from.map((cell) => ({ cell, at: random() })).sort((a, b) => a.at - b.at).slice(0, rounds).map(({ cell }) => cell);
}

/** What is not theirs is not there; a stranger is shown the way in, in the words of the form they asked in. */
function isRefused({ who, whose }: Cell, { status, text }: { status: number; text: string }): boolean {
  if (who === 'nobody') return status === 401 || ([202, 302].includes(status) && text.includes('/sign-in')) || [404, 405].includes(status);
  if (!whose.endsWith('under own')) return [404, 405].includes(status);
  return [403, 404, 405].includes(status) || (([202, 302, 303].includes(status)) && text.includes(own['programme'] ?? ''));
}

/** The consultant reads of both municipalities, and so its words are no secrets to them. */
const saidIn = ({ who }: Cell, text: string) => (who === 'kim@konsulent.example' ? [] : secrets.filter((secret) => text.includes(secret)));

const told = ({ route, who, whose, shape }: Cell, status: number) => `${route.name}, ${who}, ${whose}, ${shape}: ${status}`;
const everyCell = { reduced: 200, full: cells.length };

test('E10: whoever asks, in whatever form, reads nothing that is not theirs', { timeout: 1_800_000 }, async () => {
  const trial = aTrial('E10', everyCell);
  const chosen = chosenBy(trial, cells);
  let read = 0;
  for (const cell of chosen) {
    const answer = await answerTo(cell, {});
    if (cell.whose === 'own' && answer.status === 200) read += 1;
    const place = `${told(cell, answer.status)}, seed ${trial.seed}`;
    expect(saidIn(cell, answer.text), place).toEqual([]);
    expect(answer.status, place).toBeLessThan(500);
    if (cell.whose !== 'own') expect(isRefused(cell, answer), place).toBe(true);
  }
  expect(read, 'and what is theirs is there').toBeGreaterThan(0);
  trial.tell(`${chosen.length} cells, ${read} of them read: 0 foreign bytes`);
});

test('E11: whoever sends, in whatever form, writes nothing that is not theirs', { timeout: 1_800_000 }, async () => {
  const foreignTo = cells.filter(({ whose, who }) => whose !== 'own' || who === 'nobody');
  const trial = aTrial('E11', { reduced: 100, full: foreignTo.length });
  const chosen = chosenBy(trial, foreignTo);
  const before = await demo.state();
  for (const cell of chosen) {
    const body = new URLSearchParams({
      form_key: randomUUID(), version: '1', intent: trial.pick(['withdraw', 'save', 'end']) ?? '', act: trial.pick(['delete', 'park', 'accept', 'hand_in']) ?? '', reason: 'fordi',
      expense: foreign['expense'] ?? '', claim: foreign['claim'] ?? '', file: foreign['file'] ?? '', attachment: foreign['file'] ?? '', cost: `${foreign['expense'] ?? ''}/1`,
    });
    const answer = await answerTo(cell, { method: 'POST', headers: { 'sec-fetch-site': 'same-origin' }, body });
    const place = `${told(cell, answer.status)}, seed ${trial.seed}`;
    expect(saidIn(cell, answer.text), place).toEqual([]);
    // A form under one's own programme may be refused for what it says before anything of it is looked for.
    const isFormFault = cell.whose.endsWith('under own') && [400, 409, 422].includes(answer.status);
    expect(isFormFault || isRefused(cell, answer), place).toBe(true);
  }
  expect(await demo.state(), `seed ${trial.seed}`).toBe(before);
  trial.tell(`${chosen.length} cells: 0 foreign writes`);
});
