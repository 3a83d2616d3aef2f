import AxeBuilder from '@axe-core/playwright';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { languages } from '#app/domain/programme.ts';
import { launchChromium } from './chromium.ts';
import { startWebServer, type WebServer } from './web-server.ts';

let server: WebServer;
let browser: Browser;
const pages: Page[] = [];
const complaints: string[] = [];

beforeAll(async () => {
  [server, browser] = await Promise.all([startWebServer(), launchChromium()]);
});

afterEach(async () => {
  await Promise.all(pages.splice(0).map((page) => page.context().close()));
  expect(complaints.splice(0)).toEqual([]);
});

afterAll(async () => {
  await browser.close();
  expect(await server.stop()).toBe(0);
});

/** A person's page: whatever the browser complains of on it fails the test. */
async function open(path: string, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ locale: 'nb-NO', viewport: { width: 1280, height: 800 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  pages.push(page);
  page.on('console', (message) => { if (['error', 'warning'].includes(message.type())) complaints.push(message.text()); });
  page.on('pageerror', (error) => { complaints.push(error.message); });
  await page.goto(server.address + path);
  if (options.javaScriptEnabled !== false) await page.waitForFunction(isHydrated);
  return page;
}

/** React marks the document it has taken over. */
const isHydrated = () => Object.keys(document).some((key) => key.startsWith('__reactContainer'));

const focused = (page: Page) => page.evaluate(() => document.activeElement?.id);

/** Texts without the no-break spaces of amounts. */
async function text(page: Page, selector: string): Promise<string> {
  return (await page.locator(selector).innerText()).replaceAll('\u00a0', ' ');
}

async function figures(page: Page): Promise<string[]> {
  return (await text(page, '.figures')).split('\n').filter((line) => line.trim() !== '');
}

const ksFigures = [
  'Kostnad', '500 000,00 kr', 'Grunnlag for refusjon', '450 000,00 kr', 'Refusjon', '315 000,00 kr', 'Egenandel', '185 000,00 kr',
];

describe.each([['with JavaScript', true], ['without JavaScript', false]])('%s', (_, javaScriptEnabled) => {
  test("KS's example (V1): 25 days à 20 000 give back 315 000", async () => {
    const page = await open('/calculator', { javaScriptEnabled });
    await page.getByLabel('Antall dager').fill('25');
    await page.getByLabel('Honorar per dag').fill('20.000,-');
    await page.evaluate(() => { document.body.dataset['mark'] = 'still the same document'; });
    await page.getByRole('button', { name: 'Regn ut' }).click();
    await page.getByText('Dere får tilbake').waitFor();
    expect(await page.evaluate(() => document.body.dataset['mark'] !== undefined)).toBe(javaScriptEnabled);
    expect(await text(page, '.answer-figure')).toBe('315 000,00 kr');
    expect(await figures(page)).toEqual(ksFigures);
    expect(await text(page, '.answer ol')).toContain('Grunnlaget for refusjon er 450 000,00 kr.');
    expect((await page.getByLabel('Honorar per dag').inputValue()).replaceAll('\u00a0', ' ')).toBe('20 000,00');
  });

  test('what cannot be used is told at the field and above the button, and what was typed stays', async () => {
    const page = await open('/calculator', { javaScriptEnabled });
    await page.getByLabel('Antall dager').fill('2,5');
    await page.getByLabel('Honorar per dag').fill('ganske mye');
    await page.getByLabel('Reise i alt').fill('1 200,50');
    await page.getByRole('button', { name: 'Regn ut' }).click();
    const summary = page.getByRole('group', { name: 'For å gå videre må du rette opp følgende feil' });
    await summary.waitFor();
    for (const field of ['days', 'fee']) {
      const words = await page.locator(`#${field}-error`).innerText();
      expect(await summary.locator(`a[href="#${field}"]`).innerText()).toBe(words);
      expect(await page.locator(`#${field}`).getAttribute('aria-invalid')).toBe('true');
      expect(await page.locator(`#${field}`).getAttribute('aria-describedby')).toContain(`${field}-error`);
    }
    expect(await page.getByLabel('Antall dager').inputValue()).toBe('2,5');
    expect(await page.getByLabel('Honorar per dag').inputValue()).toBe('ganske mye');
    expect(await page.getByLabel('Reise i alt').inputValue()).toBe('1 200,50');
    await summary.getByRole('link').first().click();
    expect(await focused(page)).toBe('days');
  });

  test('another language keeps what was typed', async () => {
    const page = await open('/calculator?days=25&fee=20000', { javaScriptEnabled });
    await page.getByRole('link', { name: 'Nynorsk' }).click();
    await page.getByText('De får tilbake').waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('nn');
    expect(await text(page, '.answer-figure')).toBe('315 000,00 kr');
    await page.getByRole('button', { name: 'Rekn ut' }).click();
    await page.getByText('De får tilbake').waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('nn');
  });

  test('an address that is no page says so in plain words', async () => {
    const page = await open('/finnes-ikke', { javaScriptEnabled });
    expect(await text(page, 'h1')).toBe('Fant ikke siden');
    expect(await page.title()).toBe('Fant ikke siden – OU-refusjon');
    expect(complaints.splice(0)).toEqual([expect.stringContaining('404')]);
    await page.getByRole('link', { name: 'Til forsiden' }).click();
    await page.getByRole('heading', { level: 1, name: /^(Logg inn|Kom i gang)$/ }).waitFor();
  });
});

test('with the keyboard alone', async () => {
  const page = await open('/calculator');
  const { keyboard } = page;
  await keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Hopp til hovedinnhold');
  await keyboard.press('Enter');
  await keyboard.press('Tab');
  await keyboard.type('25');
  await keyboard.press('Enter');
  await page.getByRole('group', { name: 'For å gå videre' }).waitFor();
  expect(await focused(page)).toBe('answer');
  await keyboard.press('Tab');
  await keyboard.press('Enter');
  await keyboard.type('20 000');
  await keyboard.press('Enter');
  await page.getByText('Dere får tilbake').waitFor();
  expect(await figures(page)).toEqual(ksFigures);
});

describe.each(languages)('no accessibility fault that axe finds, in %s', (language) => {
  test.each([['empty', ''], ['answered', 'days=25&fee=20000&travel=1000&grant=300000&'], ['with faults', 'days=x&fee=-1&']])('%s', async (_, query) => {
    const page = await open(`/calculator?${query}lang=${language}`);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
      expect(violations.map(({ id, nodes }) => `${colorScheme} ${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual([]);
    }
  });
});

test.each(languages)('a narrow screen needs no scrolling sideways, in %s', async (language) => {
  for (const query of ['', 'days=1000&fee=1000000&travel=1000000&', 'days=x&fee=-1&travel=y&percent=0&']) {
    const page = await open(`/calculator?${query}lang=${language}`, { viewport: { width: 320, height: 640 } });
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(320);
  }
});
