import { describe, expect, test } from 'vitest';
import { countForm } from '#app/features/limits/count-form.server.ts';
import { limits } from '#app/features/limits/limits.ts';
import { openSecondConnection, testDatabases, type TestDatabase } from '#test/fixtures/databases.ts';

/** Forms are counted by where they come from and by who is signed in: one who sends thousands stops no colleague. */

const began = Date.parse('2026-11-24T10:00:00.000Z');
const mostPerMinute = 10;

async function aCounter(open: TestDatabase['open']) {
  const database = await open();
  const send = (address: string, sessionSecret?: string, seconds = 0, at = database) => (
    countForm(at, { address, sessionSecret }, { mostPerMinute, now: new Date(began + seconds * 1_000) }));
  const sendMany = async (times: number, address: string, sessionSecret?: string) => {
    for (let sent = 0; sent < times; sent += 1) await send(address, sessionSecret);
  };
  return { database, send, sendMany };
}

describe.each(testDatabases)('forms on $kind', ({ open }) => {
  test('from one address are let through so many a minute, whoever sends them', async () => {
    const { send, sendMany } = await aCounter(open);
    await sendMany(mostPerMinute - 1, '192.0.2.7');
    expect([await send('192.0.2.7'), await send('192.0.2.7'), await send('192.0.2.7', 's3cret', 45)]).toEqual([0, 60, 15]);
    expect([await send('192.0.2.8'), await send('192.0.2.7', undefined, 60)]).toEqual([0, 0]);
  });

  test('of one session are let through a fifth of that, so that a colleague behind the same address goes on', async () => {
    const { send, sendMany } = await aCounter(open);
    await sendMany(mostPerMinute / 5, '192.0.2.7', 'one');
    expect(await send('192.0.2.7', 'one')).toBe(60);
    expect(await send('192.0.2.7', 'two')).toBe(0);
    expect(await send('192.0.2.7')).toBe(0);
  });

  test('of one session are counted together wherever they come from', async () => {
    const { send } = await aCounter(open);
    expect([await send('192.0.2.7', 'one'), await send('192.0.2.8', 'one'), await send('192.0.2.9', 'one')]).toEqual([0, 0, 60]);
  });

  test('with an emptied session are as of nobody', async () => {
    const { send, sendMany } = await aCounter(open);
    await sendMany(4, '192.0.2.7', '');
    expect(await send('192.0.2.7', '')).toBe(0);
  });

  test('from a network of many addresses are from one', async () => {
    const { send } = await aCounter(open);
    for (let host = 1; host <= mostPerMinute; host += 1) expect(await send(`2001:db8:1:2::${host.toString(16)}`)).toBe(0);
    expect(await send('2001:db8:1:2:ffff::1')).toBe(60);
    expect(await send('2001:db8:1:3::1')).toBe(0);
  });

  test('are counted together by several servers, and no address or secret is kept as it is', async () => {
    const { database, send, sendMany } = await aCounter(open);
    const second = openSecondConnection(database);
    await sendMany(mostPerMinute - 1, '192.0.2.7', undefined);
    expect([await send('192.0.2.7', 's3cret', 0, second), await send('192.0.2.7', 's3cret', 0, second)]).toEqual([0, 60]);
    expect(JSON.stringify(await database.selectFrom('rate_limits').selectAll().execute())).not.toMatch(/192\.0|s3cret/);
  });
});

test('no limit stops an errand: what guesses is held shortest, and a stretch fits into what is kept', () => {
  const perMinute = Object.fromEntries(Object.entries(limits).map(([name, { most, minutes }]) => [name, most / minutes]));
  expect(Math.min(...Object.values(perMinute))).toBe(perMinute['passwordReset']);
  expect(perMinute['secretGuess']).toBeLessThan(10);
  expect(Object.values(limits).every(({ minutes }) => minutes <= 24 * 60)).toBe(true);
});
