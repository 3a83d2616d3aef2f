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
