import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { strFromU8, unzipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { readPdf } from '#test/fixtures/pdf-reader.ts';
import { bothWays, hydrated, useDemoSite } from './demo-site.ts';
import { arrive, follow, inDemoYear, press, textOf, øre } from './hands.ts';

/** Errand: finance's list. Every claim with filters and sums; several taken out at once, with figures that agree everywhere. */

describe.each(bothWays)('%s', (_, javaScriptEnabled) => {
  const site = useDemoSite();

  async function openList(): Promise<Page> {
    const page = await site.open(`${site.demo().address('havdal')}/claims`, { as: 'oda@havdal.example', javaScriptEnabled });
    await arrive(page, 'Kravene i organisasjonen');
    return page;
  }

  test('every claim stands there, with the sums of what counts', async () => {
    const page = await openList();
    expect(await claimsOn(page)).toEqual(['Krav 5', 'Krav 4', 'Krav 3', 'Krav 2', 'Krav 1']);
    // Claims 2 and 3; 1 is replaced, 4 and 5 are not attested yet.
    expect(await sumOn(page, 'Krevd refusjon')).toBe(7_816_585);
    expect(await sumOn(page, 'Ikke mottatt ennå')).toBe(7_816_585);
    expect(await sumOn(page, 'Mottatt')).toBe(0);
  });

  test.each([
    { filter: 'status', choose: { Status: 'Sendt og venter på oppgjør' }, claims: ['Krav 2'], refund: 5_165_335 },
    { filter: 'programme', choose: { Program: inDemoYear('Leiing i tekniske tenester 2025–2026') }, claims: ['Krav 5', 'Krav 3'], refund: 2_651_250 },
    { filter: 'reference', choose: { 'Søk på nummer, referanse eller program': '07120' }, claims: ['Krav 5', 'Krav 3'], refund: 2_651_250 },
    { filter: 'several at once', choose: { Status: 'Utkast', Program: inDemoYear('Leiing i barnehage 2025–2026') }, claims: [], refund: 0 },
  ])('a filter by $filter leaves what fits, and sums just that', async ({ choose, claims, refund }) => {
    const page = await openList();
    for (const [label, value] of Object.entries(choose)) await chooseOrType(page, label, value);
    await press(page, 'Vis');
    await page.waitForURL(/[?&]status=/);
    expect(await claimsOn(page)).toEqual(claims);
    expect(await sumOn(page, 'Krevd refusjon')).toBe(refund);
    for (const [label, value] of Object.entries(choose)) expect(await shownChoice(page, label), 'the filter stays').toContain(value);
    if (claims.length > 0) return;
    await follow(page, 'Vis alle kravene');
    await page.getByRole('link', { name: 'Krav 5', exact: true }).waitFor();
  });

  test('several are taken out as one zip, and every figure in it is the claims’ own', async () => {
    const page = await openList();
    for (const number of [2, 3]) await page.getByLabel(`Velg krav ${number}`).check();
    const [zip, xlsx, csv] = [await take(page, 'Alt i én zip'), await take(page, 'Regneark (XLSX)'), await take(page, 'Tabell (CSV)')];
    const files = unzipSync(zip);
    const manifest = readManifest(strFromU8(files['manifest.json'] ?? new Uint8Array()));
    const listed = Object.entries(files).filter(([path]) => path !== 'manifest.json');
    expect(manifest.files.toSorted(byPath)).toEqual(listed.map(([path, bytes]) => ({ path, bytes: bytes.length, sha256: sha256Of(bytes) })).toSorted(byPath));
    expect(manifest.claims.map(({ number, refund }) => [number, refund])).toEqual([[2, '51653.35'], [3, '26512.50']]);

    for (const { folder, pdf, refund } of manifest.claims) {
      const text = (await readPdf(files[pdf] ?? new Uint8Array())).map((each) => each.text).join(' ').replace(/\s+/g, ' ');
      expect(text).toContain(shown(refund));
      expect(JSON.parse(strFromU8(files[`${folder}/claim.json`] ?? new Uint8Array()))).toMatchObject({ totals: { refund }, pdf: { sha256: sha256Of(files[pdf] ?? new Uint8Array()) } });
      expect(Object.keys(files).filter((path) => path.startsWith(`${folder}/bilag/`)).length).toBeGreaterThan(1);
    }

    expect(sumsByClaim(csv.toString())).toEqual(new Map([['2', 5_165_335], ['3', 2_651_250]]));
    expect(csv.equals(files['krav.csv'] ?? new Uint8Array()), 'the same table alone and in the zip').toBe(true);
    expect(refundsIn(xlsx)).toEqual([51_653.35, 26_512.5, 78_165.85]);
  });

  test('the PDFs alone are those that were attested', async () => {
    const page = await openList();
    for (const number of [2, 3]) await page.getByLabel(`Velg krav ${number}`).check();
    const pdfs = Object.values(unzipSync(await take(page, 'Bare PDF-ene'))).map(sha256Of);
    const attested: string[] = [];
    for (const number of [2, 3]) {
      const link = page.getByRole('link', { name: `PDF krav ${number}` });
      const answer = await page.request.get(new URL(await link.getAttribute('href') ?? '', page.url()).href);
      attested.push(sha256Of(await answer.body()));
    }
    expect(pdfs.toSorted()).toEqual(attested.toSorted());
  });

  test('with none ticked all attested claims of the filter go out; with none attested there is nothing to take', async () => {
    const page = await openList();
    expect(sumsByClaim((await take(page, 'Tabell (CSV)')).toString())).toEqual(new Map([['2', 5_165_335], ['3', 2_651_250]]));
    await chooseOrType(page, 'Status', 'Utkast');
    await press(page, 'Vis');
    await page.waitForURL(/[?&]status=/);
    expect(await page.getByRole('button', { name: 'Alt i én zip' }).count()).toBe(0);
  });
});

describe('where scripts are on', () => {
  const site = useDemoSite();

  test('all on the page are ticked by one press, and counted', async () => {
    const page = await site.open(`${site.demo().address('havdal')}/claims`, { as: 'oda@havdal.example' });
    await hydrated(page);
    await press(page, 'Merk alle på siden');
    await page.getByText('3 krav er merket').waitFor();
    expect(await page.getByRole('checkbox', { name: /^Velg krav/ }).and(page.locator(':checked')).count()).toBe(3);
    await press(page, 'Fjern alle merker');
    await page.getByText('Ingen krav er merket').waitFor();
  });
});

function claimsOn(page: Page): Promise<string[]> {
  return page.locator('main tbody th a').allInnerTexts();
}

async function sumOn(page: Page, label: string): Promise<number> {
  const figure = page.locator('.key-figure').filter({ has: page.getByText(label, { exact: true }) });
  return øre((await textOf(figure, 'dd')).split('\n')[0] ?? '');
}

async function chooseOrType(page: Page, label: string, value: string): Promise<void> {
  const field = page.getByLabel(label, { exact: true });
  if (await isSelect(page, label)) await field.selectOption({ label: value });
  else await field.fill(value);
}

async function shownChoice(page: Page, label: string): Promise<string> {
  const field = page.getByLabel(label, { exact: true });
  return await isSelect(page, label) ? field.locator('option:checked').innerText() : field.inputValue();
}

function isSelect(page: Page, label: string): Promise<boolean> {
  return page.getByLabel(label, { exact: true }).evaluate((field) => field.tagName === 'SELECT');
}

async function take(page: Page, button: string): Promise<Buffer> {
  const download = page.waitForEvent('download');
  await press(page, button);
  return readFile(await (await download).path());
}

interface Manifest {
  readonly claims: readonly { readonly number: number; readonly folder: string; readonly pdf: string; readonly refund: string }[];
  readonly files: readonly { readonly path: string; readonly bytes: number; readonly sha256: string }[];
}

function readManifest(text: string): Manifest {
  const manifest: unknown = JSON.parse(text);
  if (!isManifest(manifest)) throw new Error(`No manifest: ${text.slice(0, 100)}`);
  return manifest;
}

function isManifest(manifest: unknown): manifest is Manifest {
  return typeof manifest === 'object' && manifest !== null && 'format' in manifest && manifest.format === 'ou-refusjon/archive@1';
}

const byPath = (a: { readonly path: string }, b: { readonly path: string }) => (a.path < b.path ? -1 : 1);

/** `51653.35` as the PDF writes it. */
function shown(amount: string): string {
  return amount.replace('.', ',').replace(/\B(?=(\d{3})+,)/g, ' ');
}

/** The refunds of the lines in a CSV, by claim, in øre. */
function sumsByClaim(csv: string): Map<string, number> {
  const [headings = [], ...lines] = csv.replace(/^\uFEFF/, '').trimEnd().split('\r\n').map(cellsOf);
  const [claim, refund] = [headings.indexOf('Krav nr.'), headings.indexOf('Refusjon')];
  const byClaim = Map.groupBy(lines, (line) => line[claim] ?? '');
  return new Map([...byClaim].map(([number, own]) => [number, own.reduce((sum, line) => sum + øre(line[refund] ?? ''), 0)]));
}

/** A cell that holds the separator stands in quotes. */
function cellsOf(line: string): string[] {
  return [...`${line};`.matchAll(/(?:"((?:[^"]|"")*)"|([^;]*));/g)].map(([, quoted, bare]) => quoted ?? bare ?? '');
}

/** The refunds in a workbook's sheet of claims, the sum last. */
function refundsIn(xlsx: Uint8Array): number[] {
  const parts = unzipSync(xlsx);
  const xml = (name: string) => strFromU8(parts[name] ?? new Uint8Array());
  const texts = [...xml('xl/sharedStrings.xml').matchAll(/<t[^>]*>([^<]*)<\/t>/g)].map(([, text]) => text);
  const cells = [...xml('xl/worksheets/sheet1.xml').matchAll(/<c r="([A-Z]+)(\d+)"[^>]*><v>([^<]*)<\/v>/g)];
  const column = cells.find(([, , row, value]) => row === '1' && texts[Number(value)] === 'Refusjon')?.[1];
  return cells.filter(([, at, row]) => at === column && row !== '1').map(([, , , value]) => Number(value));
}

function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
