import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { bothWays, useDemoSite } from './demo-site.ts';

/** The language of pages: a link shows one page in its own, and only what a person chooses themselves stays. */

const site = useDemoSite();
const languageOf = (page: Page) => page.locator('html').getAttribute('lang');
const at = (page: Page, path: string) => page.goto(new URL(path, page.url()).href);

describe.each(bothWays)('%s', (_, javaScriptEnabled) => {
  test('a link in another language shows that page in it, and no other, to one who never chose', async () => {
    const page = await site.open('/account?lang=en', { as: 'siri@fjellvik.example', speaks: 'nothing yet', javaScriptEnabled });
    expect(await languageOf(page)).toBe('en');
    await at(page, '/account');
    expect(await languageOf(page)).toBe('nb');
  });

  test('what is chosen in the head stays, in every browser, and no link turns it', async () => {
    const page = await site.open('/account?done=saved', { as: 'oda@havdal.example', speaks: 'nothing yet', javaScriptEnabled });
    expect(await languageOf(page), 'the municipality’s').toBe('nn');
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('heading', { name: 'Your account' }).waitFor();
    expect(page.url()).toMatch(/\/account\?done=saved$/);
    expect(await languageOf(page)).toBe('en');
    await at(page, '/account?lang=nb');
    expect(await languageOf(page)).toBe('en');
    const elsewhere = await site.open('/account', { as: 'oda@havdal.example', speaks: 'nothing yet', javaScriptEnabled });
    expect(await languageOf(elsewhere)).toBe('en');
    await elsewhere.getByRole('button', { name: 'Nynorsk' }).press('Enter');
    await elsewhere.getByRole('heading', { name: 'Kontoen din' }).waitFor();
    await page.context().clearCookies({ name: /lang$/ });
    await at(page, '/account?lang=en');
    await page.context().clearCookies({ name: 'sid' });
    await at(page, '/sign-in');
    expect(await languageOf(page), 'as it was in the browser of the account').toBe('nn');
  });

  test('a visitor is spoken to as their browser is set, until they ask for another', async () => {
    const page = await site.open('/sign-in', { locale: 'en-GB', javaScriptEnabled });
    expect(await languageOf(page)).toBe('en');
    await page.getByRole('link', { name: 'Nynorsk' }).click();
    await page.waitForURL(/lang=nn/);
    await at(page, '/sign-in');
    expect(await languageOf(page)).toBe('nn');
  });
});

test('the choice in the head has no fault that axe finds, and fits a telephone', async () => {
  const page = await site.open('/account', { as: 'siri@fjellvik.example', viewport: { width: 320, height: 640 } });
  const { violations } = await new AxeBuilder({ page }).include('header').analyze();
  expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
});
