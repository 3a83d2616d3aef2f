import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { aPdf } from '#test/fixtures/papers.ts';
import { bothWays, hydrated, useDemoSite } from './demo-site.ts';
import { arrive, fill, follow, inDemoYear, press, textOf, valueOf, øre } from './hands.ts';

/** Errand: a consultant hands in days on a telephone; the case worker returns them, then accepts; the invoice comes and is matched. */

const site = useDemoSite();
const kim = 'kim@konsulent.example';
const siri = 'siri@fjellvik.example';
const telephone = { viewport: { width: 320, height: 740 } };

interface Way {
  readonly javaScriptEnabled: boolean;
  /** A day counts once, so each way has its own. */
  readonly first: string;
  readonly last: string;
}

const open = (path: string, as: string, way: Way) => site.open(path, { as, javaScriptEnabled: way.javaScriptEnabled, ...(as === kim ? telephone : {}) });

async function atRest(page: Page, { javaScriptEnabled }: Way): Promise<Page> {
  await page.waitForLoadState('load');
  if (javaScriptEnabled) await hydrated(page);
  return page;
}

async function faultsOf(page: Page): Promise<string[]> {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  const isWide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
  return [...violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`), ...(isWide ? ['wider than the screen'] : [])];
}

const receiptOf = ({ last }: Way) => `bilag-${last}.pdf`;

async function handInThreeDays(way: Way): Promise<string> {
  const page = await open(site.demo().address('underWay'), kim, way);
  await follow(page, 'Ny dagsliste');
  await arrive(page, 'Ny dagsliste');
  await atRest(page, way);
  expect(await textOf(page, 'main')).toContain('Fondet refunderer høyst 18 000,00 kr av honoraret for én dag.');
  await fill(page, { 'Dag eller dager': 'snart', 'Honorar per dag uten mva.': '20 000' });
  await page.locator('#workUpload-0').setInputFiles({ name: receiptOf(way), mimeType: 'application/pdf', buffer: await aPdf({ marker: receiptOf(way) }) });
  await press(page, 'Lever dagslisten');
  await page.locator('#days-0-error').waitFor();
  expect(site.statusOf(page)).toBe(422);
  expect(await valueOf(page, 'Honorar per dag uten mva.')).toBe('20 000');
  // The file is not sent again: it is there, and ticked.
  expect(await page.getByRole('checkbox', { name: receiptOf(way) }).first().isChecked()).toBe(true);
  if (way.javaScriptEnabled) expect(await faultsOf(page)).toEqual([]);
  await fill(page, { 'Dag eller dager': `3 dager à 20 000 fra ${inDemoYear(way.first)}`, 'Honorar per dag uten mva.': '' });
  await page.locator('#work-0').fill('Prosessveiledning i barnehagene');
  await press(page, 'Lever dagslisten');
  await page.getByRole('status').first().waitFor();
  expect(await textOf(page, 'main')).toContain('Dagslisten er levert.');
  expect(await textOf(page, 'main')).toContain('60 000,00');
  expect(await page.getByRole('link', { name: receiptOf(way) }).count()).toBe(3);
  if (way.javaScriptEnabled) expect(await faultsOf(page)).toEqual([]);
  return new URL(page.url()).pathname;
}

describe.each(bothWays)('%s', (_, javaScriptEnabled) => {
  const way: Way = javaScriptEnabled ? { javaScriptEnabled, first: '9.6.2026', last: '11.06.2026' } : { javaScriptEnabled, first: '16.6.2026', last: '18.06.2026' };

  test('days go from the consultant’s telephone to costs with their invoice, and give what the golden rule says', async () => {
    const sheet = await handInThreeDays(way);
    await returned(sheet, way);
    await mended(sheet, way);
    await accepted(sheet, way);
    await matched(way);
    const page = await open(sheet, kim, way);
    expect(await textOf(page, 'main')).toMatch(/Fakturert/);
    expect(await textOf(page, 'main')).not.toMatch(/Mangler faktura/);
  });
});

async function returned(sheet: string, way: Way): Promise<void> {
  const page = await open('/', siri, way);
  const waits = page.locator('main li', { hasText: inDemoYear(way.last) });
  expect(await waits.innerText()).toContain('Kim Konsulent har levert dagsliste');
  await waits.getByRole('link', { name: 'Se over og svar' }).click();
  await arrive(page, /^Svar på dagsliste/);
  await atRest(page, way);
  await press(page, 'Send tilbake');
  await page.locator('#reason-error').waitFor();
  expect(site.statusOf(page)).toBe(422);
  await fill(page, { 'Hva må rettes?': 'Skriv hvilken barnehage det gjelder.' });
  await press(page, 'Send tilbake');
  await page.getByRole('status').first().waitFor();
  expect(new URL(page.url()).pathname).toBe(sheet);
}

async function mended(sheet: string, way: Way): Promise<void> {
  const front = await open('/', kim, way);
  expect(await textOf(front, 'main')).toContain('Skriv hvilken barnehage det gjelder.');
  const page = await open(sheet, kim, way);
  expect(await textOf(page, 'main')).toContain('Kommunen har sendt dagslisten tilbake');
  await page.locator('#work-0').fill('Prosessveiledning i Solbakken barnehage');
  await press(page, 'Lever dagslisten');
  await page.getByRole('status').first().waitFor();
}

async function accepted(sheet: string, way: Way): Promise<void> {
  const page = await open(`${sheet}/decide`, siri, way);
  expect(await textOf(page, 'main')).toContain('Prosessveiledning i Solbakken barnehage');
  if (way.javaScriptEnabled) expect(await faultsOf(page)).toEqual([]);
  const receipts = page.getByRole('region', { name: 'Bilag fra konsulenten' });
  expect(await receipts.locator('tbody tr').allInnerTexts()).toEqual([expect.stringContaining(receiptOf(way))]);
  await press(page, 'Godta og før utgiftene');
  await page.getByRole('status').first().waitFor();
  expect(await textOf(page, 'main')).toContain('Linjene er ført som utgifter.');
  await follow(page, 'Utgiften');
  await arrive(page, /^Honorar/);
  const text = await textOf(page, 'main');
  expect(text).toContain('Utgiften kommer fra en dagsliste som er godtatt.');
  // The golden rule: three days of 20 000 count with 18 000 each, and 70 percent of 54 000 come back.
  expect(text).toContain('54 000,00');
  expect(text).toContain('37 800,00');
  expect(await page.getByRole('checkbox', { name: receiptOf(way) }).isChecked()).toBe(true);
}

async function matched(way: Way): Promise<void> {
  const programme = site.demo().address('underWay');
  const files = await open(`${programme}/files`, siri, way);
  const name = `faktura-kim-${way.last}.pdf`;
  await files.locator('#files').setInputFiles({ name, mimeType: 'application/pdf', buffer: await aPdf({ marker: name }) });
  await press(files, 'Last opp');
  await files.getByRole('link', { name }).first().waitFor();
  const page = await open(`${programme}/day-sheets`, siri, way);
  await follow(page, 'Koble en faktura');
  await arrive(page, 'Koble faktura til dager');
  await follow(page, name);
  await page.locator('#file option:checked', { hasText: name }).waitFor({ state: 'attached' });
  await atRest(page, way);
  await fill(page, { Fakturanummer: `K-${way.last}`, Fakturadato: inDemoYear('30.6.2026'), Leverandør: 'Konsulentlaget SA' });
  await page.locator('#net').fill('60 000');
  if (!way.javaScriptEnabled) await press(page, 'Vis summen');
  await page.getByText('Summene er like.').waitFor();
  if (way.javaScriptEnabled) expect(await faultsOf(page)).toEqual([]);
  const sums = (await page.locator('main dd').allInnerTexts()).map((text) => øre(text.split('\n')[0] ?? ''));
  expect(sums).toEqual([6_000_000, 6_000_000, 0]);
  await press(page, 'Koble fakturaen');
  await page.getByRole('status').first().waitFor();
  expect(await textOf(page, 'main')).toContain('Fakturaen er koblet.');
  const overview = await open(programme, siri, way);
  expect(await textOf(overview, 'main')).toContain('Prosessveiledning i Solbakken barnehage');
}
