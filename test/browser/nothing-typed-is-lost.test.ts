import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { hydrated, useDemoSite } from './demo-site.ts';
import { arrive, fill, follow, press, valueOf } from './hands.ts';

/** What scripts add must never take away what was typed. */

const site = useDemoSite();
const siri = { as: 'siri@fjellvik.example' };
const typed = 'Fly fra Oslo, bestilt i april';

async function openNewCost(): Promise<Page> {
  const page = await site.open(site.demo().address('underWay'), siri);
  await follow(page, 'Ny utgift');
  await arrive(page, 'Før en utgift');
  await hydrated(page);
  return page;
}

/** What is chosen in the head of a page is kept with the account, which other tests sign in to. */
async function inBokmålAgain(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Bokmål' }).click();
  await page.locator('html[lang=nb]').waitFor();
}

describe('after a fault', () => {
  async function openWithFault(): Promise<Page> {
    const page = await openNewCost();
    await page.getByLabel('Reise').check();
    await page.locator('summary', { hasText: 'Flere opplysninger' }).click();
    await fill(page, { 'Kort beskrivelse': typed, 'Dag eller dager': '19.5.26', 'Beløp uten merverdiavgift': '900', Betalt: 'tull' });
    await press(page, 'Lagre');
    await page.locator('#errors').waitFor();
    await hydrated(page);
    expect(site.complaints()).toEqual([expect.stringContaining('422')]);
    return page;
  }

  test('a link of the error summary goes to its field, opens what hides it, and keeps what was typed', async () => {
    const page = await openWithFault();
    await page.locator('summary', { hasText: 'Flere opplysninger' }).click();
    await page.locator('#errors a').click();
    await page.locator('#paidOn:focus').waitFor();
    expect([await valueOf(page, 'Kort beskrivelse'), await valueOf(page, 'Betalt')]).toEqual([typed, 'tull']);
  });

  test('the link past the page’s head keeps it too', async () => {
    const page = await openWithFault();
    await page.locator('.ds-skip-link').focus();
    await page.keyboard.press('Enter');
    await page.locator('#main:focus').waitFor();
    expect(await valueOf(page, 'Kort beskrivelse')).toBe(typed);
  });
});

describe('leaving a page with something typed', () => {
  const programme = /\/programmes\/[^/]+$/;

  test('is asked about, wherever one goes; without a word typed it is not', async () => {
    const page = await openNewCost();
    await follow(page, 'Avbryt');
    await page.waitForURL(programme);
    expect(site.askedBeforeLeaving()).toBe(0);
    await page.goBack();
    await hydrated(page);
    await fill(page, { 'Kort beskrivelse': typed });
    await follow(page, 'Avbryt');
    await page.waitForURL(programme);
    expect(site.askedBeforeLeaving()).toBe(1);
  });

  test('is not asked about when it has been saved, nor when one goes back to it afterwards', async () => {
    const page = await openNewCost();
    await page.getByLabel('Reise').check();
    await fill(page, { 'Kort beskrivelse': 'Tog', 'Dag eller dager': '19.5.26', 'Beløp uten merverdiavgift': '412' });
    await press(page, 'Lagre');
    await page.getByRole('status').first().waitFor();
    await hydrated(page);
    const saved = page.url();
    await follow(page, 'Lag kopi');
    await page.waitForURL((url) => url.href !== saved);
    await hydrated(page);
    await page.goBack();
    await page.waitForURL(saved);
    await hydrated(page);
    await page.goBack();
    await arrive(page, 'Før en utgift');
    await hydrated(page);
    await follow(page, 'Avbryt');
    await page.waitForURL(programme);
    expect(site.askedBeforeLeaving()).toBe(0);
  });

  test('is asked about when the form came back with a fault', async () => {
    const page = await openNewCost();
    await fill(page, { 'Kort beskrivelse': typed });
    await press(page, 'Lagre');
    await page.locator('#errors').waitFor();
    await hydrated(page);
    expect(site.statusOf(page)).toBe(422);
    await follow(page, 'Avbryt');
    await page.waitForURL(programme);
    expect(site.askedBeforeLeaving()).toBe(1);
  });

  test('another language takes it along, and still asks in the new one', async () => {
    const page = await openNewCost();
    await page.getByLabel('Reise').check();
    await fill(page, { 'Kort beskrivelse': typed, 'Dag eller dager': '19.5.26', 'Beløp uten merverdiavgift': '1 412,50' });
    await page.getByRole('button', { name: 'Nynorsk' }).click();
    await arrive(page, 'Før ei utgift');
    await hydrated(page);
    expect(site.askedBeforeLeaving()).toBe(0);
    expect([await page.getByLabel('Reise').isChecked(), await valueOf(page, 'Kort skildring')]).toEqual([true, typed]);
    await page.getByText('1 412,50').first().waitFor();
    await follow(page, 'Avbryt');
    await page.waitForURL(programme);
    expect(site.askedBeforeLeaving()).toBe(1);
    await inBokmålAgain(page);
  });

  test('is not asked about what stood in a form before, when another form of the page came back', async () => {
    const page = await site.open(`${site.demo().address('havdal')}/claims`, { as: 'oda@havdal.example' });
    await follow(page, 'Krav 2');
    await arrive(page, 'Krav 2');
    await page.locator('summary', { hasText: 'Trekk kravet' }).click();
    await press(page, 'Trekk kravet');
    await page.locator('[id$=errors]').waitFor();
    await hydrated(page);
    expect(site.statusOf(page)).toBe(422);
    await page.getByRole('link', { name: 'Refusjonskrav', exact: true }).click();
    await page.waitForURL(/\/claims$/);
    expect(site.askedBeforeLeaving()).toBe(0);
  });

  test('a file cannot be taken along to another language: it is asked about', async () => {
    const page = await openNewCost();
    await page.getByLabel('Legg ved filer').setInputFiles({ name: 'billett.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-') });
    await page.getByRole('button', { name: 'Nynorsk' }).click();
    await arrive(page, 'Før ei utgift');
    expect(site.askedBeforeLeaving()).toBe(1);
    await inBokmålAgain(page);
  });
});

describe('live figures that cannot be had', () => {
  const unavailable = 'Tallene kan ikke regnes ut akkurat nå';

  async function expectKept(page: Page): Promise<void> {
    await page.getByText(unavailable).waitFor();
    expect(await valueOf(page, 'Kort beskrivelse')).toBe(typed);
  }

  test.each([['without network', undefined], ['after a fault of the server', 500]])('%s: say so beside the form', async (_, status) => {
    const page = await openNewCost();
    await page.route('**/expenses/preview*', (route) => (status === undefined ? route.abort() : route.fulfill({ status, body: '' })));
    await fill(page, { 'Kort beskrivelse': typed });
    await expectKept(page);
    // Only what the browser itself tells of the request that failed.
    for (const complaint of site.complaints()) expect(complaint).toContain('Failed to load resource');
  });

  test('in a session that has ended: the form stays, to be sent and kept', async () => {
    const page = await openNewCost();
    await page.context().clearCookies();
    await fill(page, { 'Kort beskrivelse': typed });
    await expectKept(page);
    for (const complaint of site.complaints()) expect(complaint).toContain('Failed to load resource');
  });
});
