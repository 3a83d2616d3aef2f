import { describe, expect, test } from 'vitest';
import { limits } from '#app/features/limits/limits.ts';
import { readFault } from '#app/features/shell/read-fault.ts';
import { openLoader } from '#app/guard/guarded.server.ts';
import { countOne } from '#app/guard/take-from-limit.server.ts';
import { openTestDatabase } from '#test/fixtures/databases.ts';
import { aFrontDoor, answerOf, started, type Visit } from '#test/fixtures/front-door.ts';

/** One who comes too often is told when to come back; others go on. */

const guess = openLoader(async (desk) => { await countOne(desk, 'secretGuess'); return 'tried'; });
const makePdf = openLoader(async (desk) => { await countOne(desk, 'pdf'); return 'made'; });

async function aCountedDoor() {
  const door = aFrontDoor(await openTestDatabase('sqlite'));
  const { secret } = await started(door);
  const go = (counted: typeof guess, visit: Visit) => answerOf(counted(door.visit('/', visit)));
  const fill = async (counted: typeof guess, visit: Visit, times: number) => { for (let made = 0; made < times; made += 1) await go(counted, visit); };
  return { ...door, secret, go, fill };
}

describe('too many guesses at a secret', () => {
  test('are turned away with the time to wait, in the header and in words', async () => {
    const { fill, go } = await aCountedDoor();
    await fill(guess, {}, limits.secretGuess.most - 1);
    expect((await go(guess, {})).given).toBe('tried');
    const { response } = await go(guess, {});
    expect([response?.status, response?.headers.get('Retry-After')]).toEqual([429, '900']);
    expect(readFault(await response?.text())?.paragraphs[0]).toContain('Vent 15 minutter');
  });

  test('count by where they come from, whoever has signed in there, and by a whole network where one has many addresses', async () => {
    const { fill, go, secret } = await aCountedDoor();
    await fill(guess, { secret }, limits.secretGuess.most);
    expect((await go(guess, {})).response?.status).toBe(429);
    expect((await go(guess, { clientAddress: '192.0.2.8' })).given).toBe('tried');
    await fill(guess, { clientAddress: '2001:db8::1' }, limits.secretGuess.most);
    expect((await go(guess, { clientAddress: '2001:db8::2:1' })).response?.status).toBe(429);
    expect((await go(guess, { clientAddress: '2001:db8:0:1::1' })).given).toBe('tried');
  });

  test('are free again when the time is over', async () => {
    const { fill, go, advance } = await aCountedDoor();
    await fill(guess, {}, limits.secretGuess.most + 1);
    advance(14.5);
    expect(readFault(await (await go(guess, {})).response?.text())?.paragraphs[0]).toContain('Vent ett minutt');
    advance(0.5);
    expect((await go(guess, {})).given).toBe('tried');
  });
});

test('what takes the processor is counted by person: colleagues behind one address don’t stop each other', async () => {
  const { fill, go, secret } = await aCountedDoor();
  await fill(makePdf, { secret }, limits.pdf.most);
  expect((await go(makePdf, { secret, clientAddress: '192.0.2.8' })).response?.status).toBe(429);
  expect((await go(makePdf, {})).given).toBe('made');
});
