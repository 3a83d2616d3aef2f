import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { writePieces } from './write-pieces.server.ts';

let path = '';

beforeEach(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'ou-pieces-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  path = join(folder, 'krav.pdf');
});

describe('a file written of pieces', () => {
  test.each([0, 1, 3, 5_000])('is all of %i pieces in their order when it is done', async (count) => {
    const pieces = Array.from({ length: count }, (_, index) => randomBytes(index % 50));
    await writePieces(path, pieces, { flush: true });
    expect((await readFile(path)).equals(Buffer.concat(pieces))).toBe(true);
  });

  test('holds text as UTF-8', async () => {
    await writePieces(path, ['Søgne ', Buffer.from('og '), 'Guovdageaidnu']);
    expect(await readFile(path, 'utf8')).toBe('Søgne og Guovdageaidnu');
  });

  test('has nothing left of a longer one that stood there', async () => {
    await writeFile(path, 'x'.repeat(1_000));
    await writePieces(path, [Buffer.from('kort')]);
    expect(await readFile(path, 'utf8')).toBe('kort');
  });

  test('leaves alone what stands there when it is to be new', async () => {
    await writeFile(path, 'mitt');
    await expect(writePieces(path, [Buffer.from('nytt')], { flags: 'wx' })).rejects.toThrow('EEXIST');
    expect(await readFile(path, 'utf8')).toBe('mitt');
  });

  test.runIf(process.platform !== 'win32')('is read by whom it is for', async () => {
    await writePieces(path, [Buffer.from('hemmelig')], { mode: 0o600 });
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  test('that can’t be made is a fault', async () => {
    await expect(writePieces(join(path, 'under'), [Buffer.from('x')])).rejects.toThrow('ENOENT');
  });

  test.runIf(process.platform === 'linux')('that the disk has no room for is a fault, not a file that is cut', async () => {
    await expect(writePieces('/dev/full', [randomBytes(10), randomBytes(100_000)])).rejects.toThrow('ENOSPC');
  });
});
