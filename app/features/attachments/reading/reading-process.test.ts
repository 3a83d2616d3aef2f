import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { aPdf } from '#test/fixtures/papers.ts';
import { usualLimits } from './allowance.ts';
import { VoucherReader } from './voucher-reader.server.ts';

const mega = 1024 * 1024;
const organisationId = '00000000-0000-4000-8000-000000000001';

/** Does what the file's text says, as a file might make the process that opens it do. */
const obedientWorker = `
let kept;
const answers = {
  fine: () => ({ made: Buffer.from('ok') }),
  grow: async () => {
    kept = [...kept ?? [], Buffer.alloc(150 * 1024 * 1024, 1)];
    await new Promise((resolve) => setTimeout(resolve, 200));
    return { made: Buffer.from('grown') };
  },
  nonsense: () => ({ unreadable: 'because', made: 7 }),
  leave: () => process.exit(3),
  // As after a file that damaged what the process stands on: the next one ends it.
  poison: () => { answers.fine = () => process.exit(3); return { made: Buffer.from('poisoned') }; },
  last: () => { setImmediate(() => process.exit(0)); return { made: Buffer.from('last') }; },
  sleep: () => undefined,
  spin: () => { for (;;); },
};
process.on('message', async ({ bytes }) => {
  const answer = await answers[Buffer.from(bytes).toString()]();
  if (answer !== undefined) process.send(answer);
});
process.on('disconnect', () => process.exit(0));
`;

async function aFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'ou-leser-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

async function anObedientReader({ processes = 1, limits = usualLimits } = {}) {
  const file = join(await aFolder(), 'worker.mjs');
  await writeFile(file, obedientWorker);
  const reader = new VoucherReader({ processes, limits, worker: pathToFileURL(file) });
  onTestFinished(() => { reader.close(); });
  return { reader, ask: (text: string) => reader.unlock(Buffer.from(text), '', 'o1').then((made) => (Buffer.isBuffer(made) ? made.toString() : made)) };
}

describe('what a file does to the process that opens it', () => {
  test('is told of that file, and the next is opened', async () => {
    const { ask } = await anObedientReader();
    expect([await ask('leave'), await ask('fine')]).toEqual([{ unreadable: 'damaged' }, 'ok']);
  });

  test('is not laid to the next one', async () => {
    const { ask } = await anObedientReader();
    expect([await ask('poison'), await ask('fine')]).toEqual(['poisoned', 'ok']);
  });

  test('is not laid to one that comes while the process ends', async () => {
    const { ask } = await anObedientReader();
    const asked: unknown[] = [];
    for (let round = 0; round < 5; round += 1) asked.push(await ask('last'), await ask('fine'));
    expect(asked).toEqual(Array.from({ length: 5 }, () => ['last', 'ok']).flat());
  });

  test('is no harm when what it then says cannot be understood', async () => {
    const { ask } = await anObedientReader();
    expect([await ask('nonsense'), await ask('fine')]).toEqual([{ unreadable: 'damaged' }, 'ok']);
  });

  test('takes no room from the next one', async () => {
    const { ask } = await anObedientReader({ limits: { ...usualLimits, bytes: 280 * mega } });
    expect([await ask('grow'), await ask('grow'), await ask('grow')]).toEqual(['grown', 'grown', 'grown']);
  });

  test('is too heavy when it takes too much by itself, or too long', async () => {
    const { ask } = await anObedientReader({ limits: { ...usualLimits, waitMs: 600, bytes: 120 * mega } });
    expect([await ask('grow'), await ask('sleep'), await ask('fine')]).toEqual([{ unreadable: 'too_heavy' }, { unreadable: 'too_heavy' }, 'ok']);
  });

  test('is too heavy when somebody has waited long and it has had half the work it may', async () => {
    const { ask } = await anObedientReader({ limits: { ...usualLimits, workMs: 1_000, patienceMs: 600 } });
    const start = performance.now();
    expect([await ask('fine'), await ask('spin'), await ask('fine')]).toEqual(['ok', { unreadable: 'too_heavy' }, 'ok']);
    expect(performance.now() - start).toBeGreaterThan(500);
  });
});

describe('a reader that is closed', () => {
  test('says nothing of files that were being opened or waited', async () => {
    const { ask, reader } = await anObedientReader();
    const [opening, waiting] = [ask('sleep'), ask('fine')];
    const both = Promise.allSettled([opening, waiting]);
    await new Promise((resolve) => { setTimeout(resolve, 200); });
    reader.close();
    expect((await both).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await expect(ask('fine')).rejects.toThrow('no more');
  });
});

describe('what was made of a file', () => {
  test('is handed over also where it can’t be kept', async () => {
    const place = join(await aFolder(), 'pages');
    await writeFile(place, 'a file where a folder should be');
    const reader = new VoucherReader({ cacheFolder: place });
    onTestFinished(() => { reader.close(); });
    expect(await reader.open(await aPdf({ marker: 'K', pages: 2 }), { organisationId })).toMatchObject({ pages: [{}, {}] });
  });
});
