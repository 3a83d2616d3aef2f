import { existsSync, readFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ClaimJson } from '#app/features/claims/claim-json.ts';
import { projectFolder } from '#app/project-folder.ts';
import { aProgrammeFolder, programmeJson } from '#test/fixtures/programme-folder.ts';
import { readPdf } from '#test/fixtures/pdf-reader.ts';
import { runOu } from '#test/fixtures/run-ou.ts';

const today = ['--today', '2026-11-23'];

async function claim(json: unknown = programmeJson(), ...more: string[]) {
  const { file, folder } = await aProgrammeFolder(json);
  const out = join(folder, 'krav');
  const ran = await runOu('claim', file, '--out', out, ...today, ...more);
  const written = (name: string) => (existsSync(join(out, name)) ? readFileSync(join(out, name)) : undefined);
  return { ...ran, out, file, pdf: written('claim.pdf'), json: parse(written('claim.json')) };
}

function parse(bytes: Buffer | undefined): ClaimJson | undefined {
  const json: unknown = bytes === undefined ? undefined : JSON.parse(bytes.toString());
  return isClaimJson(json) ? json : undefined;
}

function isClaimJson(json: unknown): json is ClaimJson {
  return typeof json === 'object' && json !== null && 'format' in json && json.format === 'ou-refusjon/claim@1';
}

describe('ou claim', () => {
  test('makes the claim, its JSON and nothing on stderr', async () => {
    const { status, stdout, stderr, pdf, json } = await claim();
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('14\u00a0288,75');
    expect(json).toMatchObject({
      format: 'ou-refusjon/claim@1', language: 'nb', ruleSet: '2024', warnings: [], refusals: [],
      totals: {
        cost: '30412.50', eligible: '22412.50', basis: '20412.50', percent: '70', calculated: '14288.75', grantRemaining: '315000.00',
        refund: '14288.75', ownShare: '16123.75',
      },
      lines: [
        { expense: 'e1', vouchers: [1], kind: 'fee', net: '20000.00', basis: '18000.00', refund: '12600.00', reasons: ['day_cap'] },
        { expense: 'e2', vouchers: [1], kind: 'travel', net: '2412.50', basis: '2412.50', refund: '1688.75', reasons: [] },
        { expense: 'e3', vouchers: [], kind: 'not_refundable', net: '8000.00', basis: '0.00', refund: '0.00', reasons: ['venue'] },
      ],
      attachments: [{ voucher: 1, file: 'faktura-1001.pdf', pages: 2 }],
    });
    expect(json?.pdf?.sha256).toBe(createHash('sha256').update(pdf ?? '').digest('hex'));
  });

  test('says where each voucher stands, and the page there is its first', async () => {
    const { json, pdf } = await claim();
    const pages = await readPdf(pdf ?? Buffer.alloc(0));
    expect(pages).toHaveLength(json?.pdf?.pages ?? 0);
    for (const { firstPage, voucher, pages: count } of json?.attachments ?? []) {
      const text = pages[(firstPage ?? 0) - 1]?.text;
      expect(text).toContain('FAKTURA-1001 side 1');
      expect(text).toContain(`Bilag ${voucher} · side 1 av ${count} · ${firstPage} av ${pages.length}`);
    }
  });

  test('gives the same bytes twice', async () => {
    const { file, out, pdf } = await claim();
    const before = await readFile(join(out, 'claim.json'));
    await runOu('claim', file, '--out', out, ...today);
    expect(Buffer.compare(await readFile(join(out, 'claim.pdf')), pdf ?? Buffer.alloc(0))).toBe(0);
    expect(Buffer.compare(await readFile(join(out, 'claim.json')), before)).toBe(0);
  });

  test.each([['nn', 'Søknad om refusjon av OU-midlar'], ['en', 'NOK']])('speaks %s when asked', async (language, words) => {
    const { status, pdf, json } = await claim(programmeJson(), '--language', language);
    expect(status).toBe(0);
    expect(json?.language).toBe(language);
    expect((await readPdf(pdf ?? Buffer.alloc(0)))[0]?.text).toContain(words);
  });
});

describe('what can’t be claimed yet', () => {
  const unpaid = { ...programmeJson(), grant: { ...programmeJson().grant, reference: '' }, programme: { ...programmeJson().programme, endsOn: '2026-12-31' } };

  test('exits 1 with a refusal a line, the same in claim.json, and no PDF', async () => {
    const { status, stderr, pdf, json } = await claim(unpaid);
    expect(status).toBe(1);
    expect(json?.refusals.map(({ path }) => path)).toEqual(['programme.endsOn', 'grant.reference']);
    expect(stderr).toBe((json?.refusals ?? []).map(({ path, message }) => `${path}: ${message}\n`).join(''));
    expect(pdf).toBeUndefined();
    expect(json?.pdf).toBeNull();
  });

  test('removes a PDF of an earlier run, which would be taken for this one', async () => {
    const { file, out } = await claim();
    await writeFile(file, JSON.stringify(unpaid));
    expect((await runOu('claim', file, '--out', out, ...today)).status).toBe(1);
    expect(existsSync(join(out, 'claim.pdf'))).toBe(false);
  });

  test('is drafted with --draft: UTKAST on every page and what must be mended, still exit 1', async () => {
    const json = { ...unpaid, expenses: [...unpaid.expenses, { ...unpaid.expenses[1], id: 'e4', amount: '100.00', attachments: ['borte.pdf'] }] };
    const { status, pdf, json: made } = await claim(json, '--draft');
    expect(status).toBe(1);
    const pages = await readPdf(pdf ?? Buffer.alloc(0));
    expect(pages).toHaveLength(made?.pdf?.pages ?? 0);
    expect(pages.every(({ text }) => text.includes('UTKAST'))).toBe(true);
    expect(pages.some(({ text }) => text.includes('Dette må rettes'))).toBe(true);
    expect(pages.at(-1)?.text).toContain('borte.pdf');
  });
});

describe('what is not understood', () => {
  test('a file that is no programme file exits 2, names each field and changes nothing', async () => {
    const { status, stderr, json, pdf } = await claim({ ...programmeJson(), extra: 1, grant: { ...programmeJson().grant, amount: 5 } });
    expect(status).toBe(2);
    expect(stderr).toMatch(/^grant\.amount: .+$/m);
    expect(stderr).toMatch(/^extra: .+$/m);
    expect([json, pdf]).toEqual([undefined, undefined]);
  });

  test.each([
    [[]], [['claim']], [['claim', 'x.json']], [['krav']], [['claim', 'x.json', '--out', 'y', '--color', 'red']],
    [['claim', 'x.json', '--out', 'y', '--today', '2026-02-30']], [['claim', 'x.json', '--out', 'y', '--language', 'sv']], [['claim', 'borte.json', '--out', 'y']],
  ])('%j exits 2 in words', async (args) => {
    const { status, stderr } = await runOu(...args);
    expect(status).toBe(2);
    expect(stderr.trim()).not.toBe('');
    expect(stderr).not.toMatch(/^\s+at |node:internal|Error:/m);
  });

  test('a claim is never written over a file it is made of', async () => {
    const { file, folder } = await aProgrammeFolder();
    await writeFile(join(folder, 'claim.json'), await readFile(file));
    const { status, stderr } = await runOu('claim', join(folder, 'claim.json'), '--out', folder, ...today);
    expect({ status, isTold: stderr.includes('claim.json') }).toEqual({ status: 2, isTold: true });
    expect(await readFile(join(folder, 'claim.json'), 'utf8')).toBe(await readFile(file, 'utf8'));
  });

  test.each([[['--out', 'a', '--out', 'b']], [['--out']], [['--language', 'nb', '--language', 'xx', '--out', 'a']]])('%j is a usage error', async (args) => {
    expect((await runOu('claim', 'borte.json', ...args)).status).toBe(2);
  });

  test('a folder that can’t be written is told in words', async () => {
    const { file } = await aProgrammeFolder();
    const { status, stderr } = await runOu('claim', file, '--out', file, ...today);
    expect(status).toBe(2);
    expect(stderr).toContain('Får ikke skrevet');
  });
});

test('--help says what can be done, in plain words of each language', async () => {
  const [nb, nn, en] = await Promise.all(['nb', 'nn', 'en'].map((language) => runOu('--help', '--language', language)));
  expect([nb?.status, nn?.status, en?.status]).toEqual([0, 0, 0]);
  expect(nb?.stdout).toContain('programfil');
  expect(nn?.stdout).toContain('programfil');
  expect(en?.stdout).toContain('programme file');
});

test('ou demo makes a claim of its own papers and sums it up in five lines', async () => {
  const { status, stdout, stderr } = await runOu('demo', '--no-serve');
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout.trim().split('\n')).toHaveLength(5);
  const { totals, lines } = parse(readFileSync(join(projectFolder, 'data', 'demo', 'claim.json'))) ?? expect.fail();
  expect(totals).toMatchObject({ cost: '231108.70', basis: '186728.70', refund: '130710.09' });
  expect(lines).toHaveLength(16);
  const first = await readPdf(readFileSync(join(projectFolder, 'data', 'demo', 'claim.pdf')));
  expect(first[1]?.text).toContain('Áile Njárga');
});
