import { readFile } from 'node:fs/promises';
import { strFromU8, unzipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { readPdf } from '#test/fixtures/pdf-reader.ts';
import { bothWays, hydrated, useDemoSite } from './demo-site.ts';
import { arrive, fill, follow, press, textOf } from './hands.ts';
import { attachAll, forgetPages, heavyFiles } from './heavy-files.ts';
import { faultsOf, overflowOf } from './page-faults.ts';

/** Errand: what takes long. It is told how far it has come, nothing is lost meanwhile, and it leads to what it came to. */

const siri = 'siri@fjellvik.example';
const odd = 'odd@fjellvik.example';
const name = 'skann';
const patienceMs = 60_000;
const progressStatus = /\/progress\/status/;

describe.each(bothWays)('%s', (_, javaScriptEnabled) => {
  const site = useDemoSite();
  const open = async (path: string, as: string) => {
    const page = await site.open(path, { as, javaScriptEnabled });
    page.setDefaultTimeout(patienceMs);
    return page;
  };
  const programme = (page = '') => `${site.demo().address('ready')}${page}`;
  let claim: string;

  /** How far it has come, as often as it is seen until the page is left: in the form, or on the page to wait at. */
  async function toldUntil(page: Page, isThere: (url: URL) => boolean): Promise<string[]> {
    const told = new Set<string>();
    while (!isThere(new URL(page.url()))) {
      const text = await page.locator('.work-progress > p >> nth=0').innerText({ timeout: 200 }).catch(() => '');
      if (text !== '') told.add(text);
      await page.waitForTimeout(100);
    }
    return [...told];
  }

  /** It stays at the page to wait at as long as no answer says otherwise. */
  async function checkWhileWaiting(page: Page): Promise<void> {
    const bar = page.getByRole('progressbar', { name: 'Åpner fil 3 av 9' });
    await bar.waitFor();
    expect([await bar.getAttribute('value'), await bar.getAttribute('max')]).toEqual(['2', '9']);
    expect(await page.locator('.work-progress [role=status]').innerText()).toMatch(/^\S/);
    expect([await faultsOf(page), await overflowOf(page)]).toEqual([[], []]);
    await page.unroute(progressStatus);
  }

  test('files that take long to open: said beforehand, told while they are opened, and then they are there', async () => {
    const page = await open(programme('/files'), siri);
    expect(await textOf(page, 'main')).toContain('Store filer kan det ta opptil et halvt minutt å åpne.');
    await page.getByLabel('Filer', { exact: true }).setInputFiles(await heavyFiles(name));
    await page.locator('main').getByRole('button', { name: 'Last opp', exact: true }).click({ noWaitAfter: true });
    const told = await toldUntil(page, ({ search }) => search.includes('done=added'));
    expect(told.filter((text) => /^Åpner fil \d+ av 15$/.test(text)).length).toBeGreaterThan(0);
    await page.getByText('Filene er lastet opp.').waitFor();
    expect(await page.getByRole('row', { name: `${name}-11.png` }).count()).toBe(1);
    await attachAll(site.demo(), { programme: 'ready', name });
  });

  test('a draft that is not there yet: told while it is made, then it comes', async () => {
    const page = await open(programme('/claims/new'), siri);
    await press(page, 'Lag utkast til krav');
    await arrive(page, /^Krav \d/);
    claim = new URL(page.url()).pathname;
    await forgetPages(site.demo());
    const download = page.waitForEvent('download');
    if (javaScriptEnabled) await page.route(progressStatus, (route) => route.fulfill({ json: { state: 'under_way', text: 'Åpner fil 3 av 9', done: 2, total: 9 } }));
    await page.locator('main').getByRole('link', { name: 'Se utkastet (PDF)' }).click({ noWaitAfter: true });
    await page.waitForURL(/\/progress\?/);
    await arrive(page, /^(Lager utkastet|Ferdig)$/);
    if (javaScriptEnabled) await checkWhileWaiting(page);
    // This browser shows no PDF, and keeps it instead.
    const pages = await readPdf(await readFile(await (await download).path()));
    expect(pages.every(({ text }) => text.includes('UTKAST'))).toBe(true);
    await page.getByRole('link', { name: 'Hent dokumentet' }).waitFor();
    if (javaScriptEnabled) expect([await faultsOf(page), await overflowOf(page)]).toEqual([[], []]);
  });

  test('an attestation whose document is not made yet: told while it is made, and then the claim is attested', async () => {
    const worker = await open(claim, siri);
    await press(worker, 'Send til attestasjon');
    await worker.waitForURL(/done=sent_to_review/);
    const page = await open(`${claim}/attest`, odd);
    if (javaScriptEnabled) await hydrated(page);
    expect(await textOf(page, '#approve')).toContain('Med mange bilag kan det ta opptil et minutt.');
    for (const box of await page.getByRole('checkbox', { name: /^Kontrollert/ }).all()) await box.check();
    await forgetPages(site.demo());
    await page.locator('main').getByRole('button', { name: 'Attester kravet', exact: true }).click({ noWaitAfter: true });
    const told = await toldUntil(page, ({ search }) => search.includes('done=approved'));
    expect(told.some((text) => /^Åpner fil \d+ av \d+$/.test(text)), told.join(', ')).toBe(true);
    expect(await textOf(page, 'main')).toContain('Kravet er attestert.');
    expect(site.askedBeforeLeaving()).toBe(0);
  });

  test('the document in parts: told while they are made, then they come as one zip', async () => {
    const page = await open(claim, siri);
    await page.locator('summary', { hasText: 'Last ned i deler' }).click();
    await fill(page, { 'Største del': '7,5' });
    await forgetPages(site.demo());
    const download = page.waitForEvent('download');
    await page.locator('main').getByRole('button', { name: 'Last ned i deler', exact: true }).click({ noWaitAfter: true });
    await page.waitForURL(/\/progress\?/);
    const file = await download;
    expect(file.suggestedFilename()).toMatch(/^krav-\d+-LED skole .*-deler\.zip$/);
    const files = unzipSync(new Uint8Array(await readFile(await file.path())));
    const pdfs = Object.entries(files).filter(([path]) => path.endsWith('.pdf'));
    expect(pdfs.length).toBeGreaterThan(1);
    expect(pdfs.map(([path]) => /-del-(\d)-av-(\d)\.pdf$/.exec(path)?.slice(1).map(Number))).toEqual(pdfs.map((__, index) => [index + 1, pdfs.length]));
    expect(pdfs.every(([, bytes]) => bytes.length <= 7_500_000)).toBe(true);
    expect(strFromU8(files['innhold.txt'] ?? new Uint8Array())).toContain(`${name}-11.png`);
    await page.getByRole('link', { name: 'Hent dokumentet' }).waitFor();
  });

  test('a size that is none is told at the field, and stands as it was typed', async () => {
    const page = await open(claim, siri);
    await page.locator('summary', { hasText: 'Last ned i deler' }).click();
    await fill(page, { 'Største del': 'stor' });
    await press(page, 'Last ned i deler');
    await page.locator('#size-error').waitFor();
    expect(await page.getByLabel('Største del').inputValue()).toBe('stor');
    if (javaScriptEnabled) expect([await faultsOf(page), await overflowOf(page)]).toEqual([[], []]);
    expect(await textOf(page, '#parts-errors')).toContain('Størrelsen er ikke et tall. Skriv den i MB, for eksempel 30 eller 7,5.');
  });

  test('a work that is gone says so, and what to do', async () => {
    const page = await open(`${programme('/progress')}?of=00000000-0000-4000-8000-000000000000&back=${encodeURIComponent(programme('/files'))}`, siri);
    await arrive(page, 'Ikke i gang lenger');
    expect(await textOf(page, 'main')).toContain('tjenesten startet på nytt');
    if (javaScriptEnabled) expect([await faultsOf(page), await overflowOf(page)]).toEqual([[], []]);
    await follow(page, 'Tilbake');
    await arrive(page, 'Bilag');
  });
});

describe('with JavaScript, while it is sent', () => {
  const site = useDemoSite();
  const files = () => `${site.demo().address('underWay')}/files`;
  const small = { name: 'liten.png', mimeType: 'image/png', buffer: Buffer.from('iVBORw0KGgo=', 'base64') };

  async function openNewCost(): Promise<Page> {
    const page = await site.open(`${site.demo().address('underWay')}/expenses/new`, { as: siri });
    await page.getByLabel('Reise').check();
    await fill(page, { 'Kort beskrivelse': 'Fly til Bodø' });
    await page.getByLabel('Legg ved filer').setInputFiles(small);
    return page;
  }

  test('how many bytes have gone is told, and nothing before a second has', async () => {
    const page = await site.open(files(), { as: siri });
    page.setDefaultTimeout(patienceMs);
    const network = await page.context().newCDPSession(page);
    await network.send('Network.enable');
    await network.send('Network.emulateNetworkConditions', { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 4_000_000 });
    await page.getByLabel('Filer', { exact: true }).setInputFiles(await heavyFiles('sendt'));
    const began = performance.now();
    await press(page, 'Last opp');
    await page.getByText(/^Sender filene: \d+ av \d+ MB$/).first().waitFor();
    expect(performance.now() - began).toBeGreaterThan(900);
    expect(await page.getByRole('progressbar').getAttribute('max')).toMatch(/^\d{8}$/);
    expect(await page.locator('.sending-status [role=status]').innerText()).toMatch(/^Sender filene/);
    expect(await faultsOf(page)).toEqual([]);
    expect(await overflowOf(page)).toEqual([]);
    // Pressed again it is not sent again.
    await press(page, 'Last opp');
    await page.getByText('Filene er lastet opp.').waitFor({ timeout: patienceMs });
    expect(await page.getByRole('row', { name: 'sendt-1.png' }).count()).toBe(1);
  });

  test('what was typed is still there when the network breaks, and can be sent again', async () => {
    const page = await openNewCost();
    await page.route(/\/expenses\/new$/, (route) => (route.request().method() === 'POST' ? route.abort() : route.continue()));
    await press(page, 'Lagre');
    await page.getByText('Sendingen ble brutt.').first().waitFor();
    expect(site.complaints()).toEqual([expect.stringContaining('net::ERR_FAILED')]);
    expect(await page.getByLabel('Kort beskrivelse').inputValue()).toBe('Fly til Bodø');
    expect(await faultsOf(page)).toEqual([]);
    await page.unroute(/\/expenses\/new$/);
    await press(page, 'Lagre');
    await page.locator('#errors').waitFor();
    expect([site.statusOf(page), await page.getByLabel('Kort beskrivelse').inputValue()]).toEqual([422, 'Fly til Bodø']);
    await follow(page, 'Avbryt');
    await arrive(page, /./);
    expect(site.askedBeforeLeaving()).toBe(1);
  });

  test.each([
    ['the server was started anew', { state: 'gone', text: 'borte' }, 'Tjenesten ble startet på nytt mens den arbeidet.'],
    ['it failed', { state: 'failed', text: 'Noe gikk galt hos oss. r-17' }, 'Noe gikk galt hos oss. r-17'],
  ])('what was typed is still there when %s', async (__, status, text) => {
    const page = await openNewCost();
    await page.route(/\/expenses\/new$/, (route) => (route.request().method() === 'POST'
      ? route.fulfill({ status: 204, headers: { Location: `${site.demo().address('underWay')}/progress?of=x` } })
      : route.continue()));
    await page.route(progressStatus, (route) => route.fulfill({ json: status }));
    await press(page, 'Lagre');
    await page.getByText(text).first().waitFor();
    expect(await page.getByLabel('Kort beskrivelse').inputValue()).toBe('Fly til Bodø');
    expect(site.askedBeforeLeaving()).toBe(0);
  });
});
