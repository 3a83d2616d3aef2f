import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { translator } from '#app/i18n/translate.ts';
import { aNoisyPicture } from '#test/fixtures/papers.ts';
import { aProgrammeFolder, programmeJson } from '#test/fixtures/programme-folder.ts';
import { dayOf, runClaim, type ClaimArguments } from './claim.ts';
import { UsageError } from './usage-error.ts';

const said = { stdout: '', stderr: '' };

beforeEach(() => {
  Object.assign(said, { stdout: '', stderr: '' });
  for (const name of ['stdout', 'stderr'] as const) {
    vi.spyOn(process[name], 'write').mockImplementation((text) => { said[name] += String(text); return true; });
  }
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
  process.exitCode = undefined;
});

async function run(json: unknown = programmeJson(), more: Partial<ClaimArguments> = {}) {
  const { file, folder } = await aProgrammeFolder(json);
  const out = join(folder, 'krav');
  const claim = runClaim({ programme: file, out, today: '2026-11-23', draft: false, ...more });
  const fault: unknown = await claim.then(() => undefined, (error: unknown) => error);
  const exitCode = process.exitCode;
  process.exitCode = undefined;
  return { out, file, exitCode, fault, message: fault instanceof UsageError ? fault.message : undefined };
}

const { grant } = programmeJson();
const refused = { ...programmeJson(), grant: { ...grant, reference: '' } };

describe('ou claim', () => {
  test('tells where the claim is, how many pages, and the figures; nothing is wrong', async () => {
    const { exitCode, out, fault } = await run();
    expect([exitCode, fault, said.stderr]).toEqual([undefined, undefined, '']);
    const lines = said.stdout.replaceAll('\u00a0', ' ').trim().split('\n');
    expect(lines[0]).toMatch(new RegExp(`${join(out, 'claim.pdf')} \\(\\d+ sider\\)$`));
    expect(lines[1]).toMatch(/^Størrelse: \d+ kB$/);
    expect(lines[2]).toBe('Kostnad 30 412,50 kr · grunnlag 20 412,50 kr · refusjon 14 288,75 kr · egenandel 16 123,75 kr');
    expect(lines).toHaveLength(3);
  });

  test('lists what KS may ask about, each with its field, and still exits 0', async () => {
    const { exitCode } = await run({ ...programmeJson(), grant: { ...grant, letter: undefined } });
    expect(exitCode).toBeUndefined();
    const t = translator('nb');
    expect(said.stdout).toContain(`${t('cli.warnings')}\n  grant.letter: ${t('warning.grant_letter_missing')}\n`);
  });

  test('exits 1 when the claim is refused: a refusal a line, and no word of a PDF', async () => {
    const { exitCode } = await run(refused);
    expect(exitCode).toBe(1);
    expect(said).toEqual({ stdout: '', stderr: `grant.reference: ${translator('nb')('refusal.grant_reference_missing')}\n` });
  });

  test('makes the draft of a refused claim and says that it is one', async () => {
    const { exitCode, out } = await run(refused, { draft: true });
    expect([exitCode, await readdir(out)]).toEqual([1, ['claim.json', 'claim.pdf']]);
    expect(said.stdout).toMatch(/^Utkastet er laget: /);
    expect(said.stderr).not.toBe('');
  });

  test('speaks the organisation’s language of the claim, or the one asked for', async () => {
    await run({ ...programmeJson(), organisation: { ...programmeJson().organisation, language: 'nn' } });
    expect(said.stdout).toContain(translator('nn')('cli.made', { file: '', pages: 0 }).slice(0, 10));
    await run(programmeJson(), { language: 'en' });
    expect(said.stdout).toContain('NOK\u00a014,288.75');
  });
});

describe('how large it is', () => {
  const withPhoto = { ...programmeJson(), expenses: programmeJson().expenses.map((expense) => ({ ...expense, attachments: ['foto.jpg'] })) };
  const sizesAt = async (size: string, language: 'nb' | 'en' = 'nb') => {
    const { file, folder } = await aProgrammeFolder(withPhoto);
    await writeFile(join(folder, 'foto.jpg'), await aNoisyPicture(1_500, 1).jpeg().toBuffer());
    await runClaim({ programme: file, out: join(folder, 'krav'), today: '2026-11-23', draft: false, size, language });
    return said.stdout.replaceAll('\u00a0', ' ').split('\n').slice(1, 4);
  };

  test('stands there alone while nothing had to be made coarser', async () => {
    expect((await sizesAt('30')).slice(0, 2)).toEqual([expect.stringMatching(/^Størrelse: [\d,]+ MB$/), expect.stringMatching(/^Kostnad /)]);
  });

  test('is told before and after pictures were made coarser', async () => {
    const [size, coarser, next] = await sizesAt('1');
    expect([size, next]).toEqual([expect.stringMatching(/^Størrelse: [\d,]+ (MB|kB)$/), expect.stringMatching(/^Kostnad /)]);
    expect(coarser).toMatch(/^ {2}Bildene er gjort grovere: bilagene tok [\d,]+ MB og tar \d+ kB\.$/);
  });

  test('is told when what was asked for was not reached, with what can be done', async () => {
    const [, , missed] = await sizesAt('0,01', 'en');
    expect(missed).toMatch(/^ {2}The vouchers could not be brought to 10 KB: they take \d+ KB .* --parts/);
  });
});

test('a claim in parts tells each, with its pages, and what is larger than was asked', async () => {
  const { out, exitCode } = await run(programmeJson(), { parts: true, size: '0,001' });
  const t = translator('nb');
  const { parts = [] } = z.object({ parts: z.array(z.object({ file: z.string(), pages: z.number() })) }).parse(JSON.parse(await readFile(join(out, 'claim.json'), 'utf8')));
  expect([exitCode, parts.length]).toEqual([undefined, 3]);
  for (const [index, { file, pages }] of parts.entries()) {
    expect(said.stdout.includes(t('cli.madePart', { part: index + 1, parts: 3, file, pages }))).toBe(index > 0);
  }
  expect(said.stdout).toContain('«faktura-1001.pdf» er for stor');
});

describe('what cannot be understood is a usage error, in words', () => {
  test.each([['no file', { programme: undefined }], ['no folder', { out: undefined }]])('%s', async (_what, more) => {
    expect((await run(programmeJson(), more)).message).toBe(translator('nb')('cli.claim.incomplete'));
  });

  test('a file that is no programme file: its name, and each wrong field by its path', async () => {
    const { file, message, out } = await run({ ...programmeJson(), ekstra: 1, grant: { ...grant, amount: 5 } }, { language: 'en' });
    const t = translator('en');
    expect(message?.split('\n')).toEqual([
      t('cli.notProgrammeFile', { file }),
      `grant.amount: ${t('schema.not_an_amount')}`,
      `ekstra: ${t('schema.unknown_key', { key: 'ekstra' })}`,
    ]);
    await expect(readdir(out)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  test('a fault of the file as a whole has no path before it', async () => {
    expect((await run('{')).message?.split('\n')[1]).toBe(translator('nb')('schema.not_json', { line: 1, column: 2 }));
  });

  test('a day that is none', async () => {
    expect((await run(programmeJson(), { today: '2026-02-30' })).message).toBe(translator('nb')('cli.badDay', { day: '2026-02-30' }));
  });

  test.each(['', '0', '-3', '30MB', 'stor', '1e9'])('a size that is none: «%s»', async (size) => {
    expect((await run(programmeJson(), { size })).message).toBe(translator('nb')('cli.badSize', { size }));
  });

  test('a folder that cannot be made, or where a folder has the claim’s name', async () => {
    const { folder } = await aProgrammeFolder();
    await writeFile(join(folder, 'fil'), '');
    await mkdir(join(folder, 'opptatt', 'claim.pdf'), { recursive: true });
    for (const [out, json] of [['fil', programmeJson()], ['opptatt', programmeJson()], ['opptatt', refused]] as const) {
      const { message } = await run(json, { out: join(folder, out) });
      expect(message).toContain(join(folder, out));
      expect(message).not.toMatch(/[{}]/);
    }
    expect(await readdir(join(folder, 'opptatt'))).toEqual(['claim.pdf']);
  });
});

describe('today', () => {
  test('is the day given', () => {
    expect(dayOf('2024-02-29', 'nb')).toBe('2024-02-29');
  });

  test.each([
    ['2026-03-29T21:59:00Z', '2026-03-29'], ['2026-03-29T22:00:00Z', '2026-03-30'], ['2026-12-31T23:00:00Z', '2027-01-01'],
  ])('else the day it is in Norway: %s is %s', (instant, day) => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date(instant) });
    expect(dayOf(undefined, 'nb')).toBe(day);
  });

  test.each(['', 'i dag', '2026-2-1', '2025-02-29', '29.02.2024', '20260301'])('is never «%s»', (text) => {
    expect(() => dayOf(text, 'en')).toThrow(UsageError);
    expect(() => dayOf(text, 'en')).toThrow(translator('en')('cli.badDay', { day: text }));
  });
});

test('claim.json is what the command tells', async () => {
  const { out } = await run();
  const json: unknown = JSON.parse(await readFile(join(out, 'claim.json'), 'utf8'));
  expect(json).toMatchObject({ format: 'ou-refusjon/claim@1', totals: { refund: '14288.75' } });
});
