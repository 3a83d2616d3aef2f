import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openAnyFile } from '#app/features/attachments/reading/open-any-file.server.ts';
import { VoucherReader } from '#app/features/attachments/reading/voucher-reader.server.ts';
import { projectFolder } from '#app/project-folder.ts';
import { today } from '#test/fixtures/claims.ts';
import { aNoisyPicture } from '#test/fixtures/papers.ts';
import { aProgrammeFolder, programmeJson } from '#test/fixtures/programme-folder.ts';
import { toldOf } from '#test/fixtures/told.ts';
import { claimFromFile, type ClaimCommand } from './claim-command.server.ts';

const refused = { ...programmeJson(), grant: { ...programmeJson().grant, reference: '' } };

async function folderOf(json: unknown = programmeJson()) {
  const { file, folder } = await aProgrammeFolder(json);
  const out = join(folder, 'krav', '2026');
  const run = (more: Partial<ClaimCommand> = {}) => claimFromFile({
    programmeFile: file, outputFolder: out, today, language: undefined, isDraft: false, projectFolder, openFile: openAnyFile, ...more,
  });
  return { file, folder, out, run };
}

async function writtenIn(folder: string): Promise<Record<string, string>> {
  const names = (await readdir(folder)).sort();
  const prints = names.map(async (name) => [name, createHash('sha256').update(await readFile(join(folder, name))).digest('hex')] as const);
  return Object.fromEntries(await Promise.all(prints));
}

describe('the output folder', () => {
  test('is made with those above it, and holds the claim and its JSON, nothing else', async () => {
    const { out, run } = await folderOf();
    const result = await run();
    if (!('claim' in result)) return expect.fail();
    const { 'claim.json': json, 'claim.pdf': pdf, ...others } = await writtenIn(out);
    expect(others).toEqual({});
    expect(pdf).toBe(result.claim.json.pdf?.sha256);
    expect(json).toBe(createHash('sha256').update(`${JSON.stringify(result.claim.json, undefined, 2)}\n`).digest('hex'));
    expect(result.pdfFile).toBe(join(out, 'claim.pdf'));
  });

  test('has its files replaced whole: an older, longer one leaves nothing behind', async () => {
    const { out, run } = await folderOf();
    await run();
    const first = await writtenIn(out);
    const inode = (await stat(join(out, 'claim.pdf'))).ino;
    await writeFile(join(out, 'claim.json'), 'x'.repeat(1_000_000));
    await run();
    expect(await writtenIn(out)).toEqual(first);
    expect((await stat(join(out, 'claim.pdf'))).ino).not.toBe(inode);
  });

  test('keeps what else lies there', async () => {
    const { out, run } = await folderOf();
    await mkdir(out, { recursive: true });
    await writeFile(join(out, 'notat.txt'), 'mitt');
    await run();
    expect(await readFile(join(out, 'notat.txt'), 'utf8')).toBe('mitt');
  });

  test('gets no half file when one can’t be put in place: the fault is told, and no .tmp lies about', async () => {
    const { out, run } = await folderOf();
    await mkdir(join(out, 'claim.pdf'), { recursive: true });
    await expect(run()).rejects.toMatchObject({ code: 'EISDIR' });
    expect(await readdir(out)).toEqual(['claim.pdf']);
  });

  test('is not made at all for what is no programme file, and an earlier claim there stays', async () => {
    const { file, out, run } = await folderOf({ ...programmeJson(), extra: 1 });
    expect(await run()).toMatchObject({ problems: [{ code: 'unknown_key' }] });
    expect(existsSync(out)).toBe(false);
    await writeFile(file, JSON.stringify(programmeJson()));
    await run();
    const before = await writtenIn(out);
    await writeFile(file, '{');
    expect(await run()).toMatchObject({ problems: [{ code: 'not_json' }] });
    expect(await writtenIn(out)).toEqual(before);
  });
});

describe('a refused claim', () => {
  test('has no PDF, and takes away the one of an earlier run', async () => {
    const { file, out, run } = await folderOf();
    await run();
    await writeFile(file, JSON.stringify(refused));
    expect(await run()).toMatchObject({ claim: { pdf: undefined, json: { pdf: null, refusals: [{ code: 'grant_reference_missing' }] } } });
    expect(await readdir(out)).toEqual(['claim.json']);
  });

  test('is drafted when a draft is asked for', async () => {
    const { out, run } = await folderOf(refused);
    expect(await run({ isDraft: true })).toMatchObject({ claim: { json: { refusals: [{ code: 'grant_reference_missing' }] } } });
    expect(await readdir(out)).toEqual(['claim.json', 'claim.pdf']);
  });
});

describe('a claim in parts', () => {
  const small = { inParts: true, mostBytes: 1 } as const;

  test('has a PDF for each beside claim.json, with the fingerprints told there; the same ones each time', async () => {
    const { out, run } = await folderOf();
    const result = await run(small);
    if (!('claim' in result)) return expect.fail();
    const first = await writtenIn(out);
    const { 'claim.json': json, ...pdfs } = first;
    expect(pdfs).toEqual(Object.fromEntries(result.claim.json.parts?.map(({ file, sha256 }) => [file, sha256]) ?? []));
    expect([Object.keys(pdfs).sort(), json?.length]).toEqual([['claim-2.pdf', 'claim-3.pdf', 'claim.pdf'], 64]);
    await run(small);
    expect(await writtenIn(out)).toEqual(first);
  });

  test('that is in fewer now leaves no part of the earlier run behind, and nothing that was not one', async () => {
    const { out, run } = await folderOf();
    await run();
    const whole = await writtenIn(out);
    await run(small);
    await writeFile(join(out, 'claim-9.pdf'), 'mitt');
    await run();
    await expect(readFile(join(out, 'claim-9.pdf'), 'utf8')).resolves.toBe('mitt');
    const { 'claim-9.pdf': mine, ...others } = await writtenIn(out);
    expect([others, mine?.length]).toEqual([whole, 64]);
  });

  test('that is refused now leaves no part of the earlier run behind', async () => {
    const { file, out, run } = await folderOf();
    await run(small);
    await writeFile(file, JSON.stringify(refused));
    await run(small);
    expect(await readdir(out)).toEqual(['claim.json']);
  });

  test('is not written over a file it is made of', async () => {
    const [fee] = programmeJson().expenses;
    const { file, folder, run } = await folderOf({ ...programmeJson(), expenses: [{ ...fee, attachments: ['claim-2.pdf'] }] });
    await writeFile(join(folder, 'claim-2.pdf'), 'et bilag');
    expect(await run({ ...small, programmeFile: file, outputFolder: folder })).toEqual({ wouldOverwrite: join(folder, 'claim-2.pdf') });
    await expect(readFile(join(folder, 'claim-2.pdf'), 'utf8')).resolves.toBe('et bilag');
  });
});

describe('how large the files may be', () => {
  const withPhoto = { ...programmeJson(), expenses: programmeJson().expenses.map((expense) => ({ ...expense, attachments: ['foto.jpg'] })) };

  test('decides whether pictures are made coarser; in parts they never are', async () => {
    const { folder, run } = await folderOf(withPhoto);
    const reader = new VoucherReader();
    onTestFinished(() => { reader.close(); });
    await writeFile(join(folder, 'foto.jpg'), await aNoisyPicture(1_500, 1).jpeg().toBuffer());
    const sizeOf = async (more: Partial<ClaimCommand>) => {
      const result = await run({ ...more, openFile: reader.open });
      if (!('claim' in result)) return expect.fail();
      return [result.claim.pdf, ...result.claim.laterParts].reduce((total, pdf) => total + (pdf?.length ?? 0), 0);
    };
    const usual = await sizeOf({});
    expect(await sizeOf({ mostBytes: 1_000 })).toBeLessThan(usual);
    expect(await sizeOf({ mostBytes: 1_000, inParts: true })).toBeGreaterThan(usual);
  });
});

describe('the language', () => {
  const inNynorsk = { ...programmeJson(), organisation: { ...programmeJson().organisation, language: 'nn' } };

  test('is the organisation’s own', async () => {
    expect(await (await folderOf(inNynorsk)).run()).toMatchObject({ language: 'nn', claim: { json: { language: 'nn' } } });
  });

  test('unless another is asked for', async () => {
    const { run } = await folderOf(inNynorsk);
    expect(await run({ language: 'en' })).toMatchObject({ language: 'en', claim: { json: { language: 'en' } } });
  });
});

test('it tells after each file how many are opened, and before the document is set', async () => {
  const told: string[] = [];
  await (await folderOf()).run({ tell: (progress) => told.push(toldOf(progress)) });
  expect(told).toEqual(['0/2', '1/2', '2/2', 'setting 3']);
});

test('attachments are found beside the programme file, wherever it is called from', async () => {
  const { run } = await folderOf();
  const result = await run();
  expect('claim' in result && result.claim.json.attachments.map(({ file, pages }) => [file, pages])).toEqual([['faktura-1001.pdf', 2]]);
});
