import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmod, mkdir, mkdtemp, open, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { AttachmentState } from '#app/domain/circumstances.ts';
import { openAnyFile } from '#app/features/attachments/reading/open-any-file.server.ts';
import { maxVoucherBytes } from '#app/pdf/vouchers/voucher-limits.ts';
import { aFee, aProgramme } from '#test/fixtures/factories.ts';
import { aJpeg, aPdf } from '#test/fixtures/papers.ts';
import { toldOf } from '#test/fixtures/told.ts';
import { openAttachments } from './attachment-folder.server.ts';

const isRoot = process.getuid?.() === 0;
const isWindows = process.platform === 'win32';
const makePipe = 'mkfifo';

async function aFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'ou-vedlegg-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

const reading = { openFile: openAnyFile, language: 'nb' } as const;

function programmeWith(...attachments: string[]) {
  return aProgramme({ expenses: [aFee({ attachments })], grant: { letter: undefined } });
}

async function stateOf(folder: string, name: string): Promise<AttachmentState | undefined> {
  return (await openAttachments(programmeWith(name), folder, reading)).get(name)?.state;
}

describe('a file that is there', () => {
  test('is opened, counted and fingerprinted as it lies on the disk', async () => {
    const folder = await aFolder();
    const bytes = await aPdf({ marker: 'A', pages: 3 });
    await writeFile(join(folder, 'a.pdf'), bytes);
    const opened = (await openAttachments(programmeWith('a.pdf'), folder, reading)).get('a.pdf');
    expect(opened?.state).toEqual({ isReadable: true, pages: 3, sha256: createHash('sha256').update(bytes).digest('hex') });
    expect(opened?.voucher?.pages).toHaveLength(3);
  });

  test('is known by its content, not its name', async () => {
    const folder = await aFolder();
    await writeFile(join(folder, 'kvittering.pdf'), await aJpeg());
    expect(await stateOf(folder, 'kvittering.pdf')).toMatchObject({ isReadable: true, pages: 1 });
  });

  test('and is changed has another fingerprint', async () => {
    const folder = await aFolder();
    await writeFile(join(folder, 'a.pdf'), await aPdf({ marker: 'A' }));
    const before = await stateOf(folder, 'a.pdf');
    await writeFile(join(folder, 'a.pdf'), await aPdf({ marker: 'B', pages: 2 }));
    const after = await stateOf(folder, 'a.pdf');
    expect(after).toMatchObject({ isReadable: true, pages: 2 });
    expect(after).not.toMatchObject({ sha256: before?.isReadable === true ? before.sha256 : '' });
  });

  test('may lie in a folder below and be reached by a link', async () => {
    const folder = await aFolder();
    await mkdir(join(folder, 'bilag'));
    await writeFile(join(folder, 'bilag', 'å b.pdf'), await aPdf({ marker: 'A' }));
    await symlink(join('bilag', 'å b.pdf'), join(folder, 'lenke.pdf'));
    expect(await stateOf(folder, 'lenke.pdf')).toEqual(await stateOf(folder, 'bilag/å b.pdf'));
    expect(await stateOf(folder, 'lenke.pdf')).toMatchObject({ isReadable: true });
  });
});

describe('a file that cannot be taken along is told of, and never stops the others', () => {
  const cases: [string, string, (path: string) => Promise<unknown>][] = [
    ['missing', 'not_found', () => Promise.resolve()],
    ['a folder', 'not_a_file', (path) => mkdir(path)],
    ['a link to nothing', 'not_found', (path) => symlink('ingensteds', path)],
    ['a link to itself', 'not_found', (path) => symlink(path, path)],
    ['empty', 'empty', (path) => writeFile(path, '')],
    ['text', 'type_unknown', (path) => writeFile(path, 'Faktura 1001')],
    ['a PDF cut off', 'truncated', async (path) => writeFile(path, (await aPdf({ marker: 'A', pages: 9 })).subarray(0, 400))],
    ['locked with a password', 'password', async (path) => {
      await writeFile(path, await aPdf({ marker: 'A', password: { user: 'x', owner: 'y' } }));
    }],
    ['too large', 'too_large', async (path) => {
      const file = await open(path, 'w');
      await file.truncate(maxVoucherBytes + 1);
      await file.close();
    }],
  ];

  test.each(cases)('%s: %s', async (_what, cause, make) => {
    const folder = await aFolder();
    await make(join(folder, 'feil.pdf'));
    await writeFile(join(folder, 'god.pdf'), await aPdf({ marker: 'GOD' }));
    const opened = await openAttachments(programmeWith('feil.pdf', 'god.pdf'), folder, reading);
    expect(opened.get('feil.pdf')).toEqual({ state: { isReadable: false, cause }, voucher: undefined });
    expect(opened.get('god.pdf')?.state.isReadable).toBe(true);
  });

  test.skipIf(isWindows)('a pipe is not waited for', async () => {
    const folder = await aFolder();
    execFileSync(makePipe, [join(folder, 'rør.pdf')]);
    expect(await stateOf(folder, 'rør.pdf')).toEqual({ isReadable: false, cause: 'not_a_file' });
  });

  test('one that may not be read; root may read everything', async () => {
    const folder = await aFolder();
    await writeFile(join(folder, 'hemmelig.pdf'), await aPdf({ marker: 'A' }));
    await chmod(join(folder, 'hemmelig.pdf'), 0o000);
    const mayRead = isRoot || isWindows;
    expect(await stateOf(folder, 'hemmelig.pdf')).toMatchObject(mayRead ? { isReadable: true } : { isReadable: false, cause: 'not_allowed' });
  });

  test('a name too long for the disk, and a file taken for a folder, are not found', async () => {
    const folder = await aFolder();
    await writeFile(join(folder, 'a.pdf'), await aPdf({ marker: 'A' }));
    expect(await stateOf(folder, `${'a'.repeat(400)}.pdf`)).toEqual({ isReadable: false, cause: 'not_found' });
    expect(await stateOf(folder, 'a.pdf/b.pdf')).toEqual({ isReadable: false, cause: 'not_found' });
  });
});

test('every file is opened once, the letter first, and each is told of', async () => {
  const folder = await aFolder();
  for (const name of ['brev.pdf', 'a.pdf', 'b.pdf']) await writeFile(join(folder, name), await aPdf({ marker: name }));
  const programme = aProgramme({
    grant: { letter: 'brev.pdf' }, expenses: [aFee({ attachments: ['b.pdf', 'a.pdf'] }), aFee({ attachments: ['a.pdf', 'brev.pdf'] })],
  });
  const told: string[] = [];
  const opened = await openAttachments(programme, folder, { ...reading, tell: (progress) => told.push(toldOf(progress)) });
  expect([...opened.keys()]).toEqual(['brev.pdf', 'b.pdf', 'a.pdf']);
  expect(told).toEqual(['0/3', '1/3', '2/3', '3/3']);
});
