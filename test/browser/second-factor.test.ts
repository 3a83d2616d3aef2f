import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { codeAt } from '#test/fixtures/authenticator.ts';
import { useDemoSite, bothWays } from './demo-site.ts';
import { arrive, fill, follow, press } from './hands.ts';

/** A person on a phone sets up two-step sign-in, signs out, and comes in by the app's code and by a recovery code. */

const site = useDemoSite();
const phone = { viewport: { width: 360, height: 740 } };
const people = { true: 'siri@fjellvik.example', false: 'oda@havdal.example' } as const;

/** What axe finds on a page, and how far it reaches beyond a narrow screen; with its picture where a folder is named. */
async function look(page: Page, name: string, hasScripts: boolean): Promise<void> {
  const folder = process.env['OU_PICTURES'];
  if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}-${hasScripts}.png`, fullPage: true });
  if (!hasScripts) return;
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  expect.soft(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`), name).toEqual([]);
  await page.setViewportSize({ width: 320, height: 640 });
  expect.soft(await page.evaluate(() => document.documentElement.scrollWidth), name).toBeLessThanOrEqual(320);
  await page.setViewportSize(phone.viewport);
}

async function signIn(page: Page, email: string): Promise<void> {
  await fill(page, { 'E-post': email, Passord: site.password });
  await press(page, 'Logg inn');
}

async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Logg ut', exact: true }).first().click();
  await arrive(page, 'Logg inn');
}

const keyOn = async (page: Page) => (await page.getByRole('textbox', { name: 'Nøkkel' }).inputValue()).replaceAll(' ', '');

/** Waits for a code that was not used yet: each counts once. */
async function nextCode(page: Page, key: string, used: Set<string>): Promise<string> {
  const code = [0, 1].map((steps) => codeAt(key, new Date(), steps)).find((each) => !used.has(each));
  if (code === undefined) {
    await page.waitForTimeout(1_000);
    return nextCode(page, key, used);
  }
  used.add(code);
  return code;
}

describe.each(bothWays)('on a phone %s', (_, javaScriptEnabled) => {
  test('two-step sign-in is set up, and then asked for', async () => {
    const email = people[`${javaScriptEnabled}`];
    const used = new Set<string>();
    const page = await site.open('/sign-in', { speaks: 'nb', javaScriptEnabled, ...phone });
    await signIn(page, email);
    await page.locator('header').getByRole('link', { name: /Din konto/ }).click();
    await arrive(page, 'Din konto');
    await look(page, 'account', javaScriptEnabled);
    await follow(page, 'Sett opp totrinnsinnlogging');
    await arrive(page, 'Totrinnsinnlogging');
    await fill(page, { 'Passordet du har nå': site.password });
    await press(page, 'Sett opp');
    await page.getByRole('img', { name: /QR-kode/ }).waitFor();
    await look(page, 'setup', javaScriptEnabled);
    const key = await keyOn(page);
    await fill(page, { 'Kode fra appen': await nextCode(page, key, used) });
    await press(page, 'Slå på');
    await arrive(page, 'Ta vare på reservekodene');
    await look(page, 'codes', javaScriptEnabled);
    const codes = await page.locator('.code-list code').allInnerTexts();
    expect(codes).toHaveLength(10);
    const [download] = await Promise.all([page.waitForEvent('download'), follow(page, 'Last ned')]);
    expect(download.suggestedFilename()).toBe('reservekoder.txt');
    expect(await page.getByRole('button', { name: 'Skriv ut' }).count(), 'printing needs a script').toBe(javaScriptEnabled ? 1 : 0);
    await follow(page, 'Jeg har tatt vare på dem');
    await arrive(page, 'Din konto');

    await signOut(page);
    await signIn(page, email);
    await arrive(page, 'Skriv koden fra appen');
    await look(page, 'code', javaScriptEnabled);
    const code = await nextCode(page, key, used);
    await fill(page, { 'Kode fra appen': `${code.slice(0, 3)} ${code.slice(3)}` });
    await press(page, 'Logg inn');
    await page.getByRole('button', { name: 'Logg ut', exact: true }).first().waitFor();

    await signOut(page);
    await signIn(page, email);
    await arrive(page, 'Skriv koden fra appen');
    await press(page, 'Bruk en reservekode i stedet');
    await arrive(page, 'Skriv en reservekode');
    await fill(page, { Reservekode: 'ABCD-EFGH-JKLM' });
    await press(page, 'Logg inn');
    await page.getByText('Koden er ikke riktig, eller den er brukt').first().waitFor();
    expect(site.statusOf(page)).toBe(422);
    await look(page, 'recovery', javaScriptEnabled);
    await fill(page, { Reservekode: codes[0]?.toLowerCase() ?? '' });
    await press(page, 'Logg inn');
    await page.getByRole('button', { name: 'Logg ut', exact: true }).first().waitFor();
    await page.goto(new URL('/account', page.url()).href);
    expect(await page.locator('main').innerText()).toContain('9 reservekoder igjen');
    await look(page, 'account-on', javaScriptEnabled);
  });
});
