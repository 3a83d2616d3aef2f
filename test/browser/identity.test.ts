import { rm } from 'node:fs/promises';
import AxeBuilder from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase } from '#db/connect.ts';
import { demoPassword } from '#app/features/demo/demo-installation.ts';
import { startIdentityProvider, type TestProvider } from '#test/fixtures/identity-provider.ts';
import { languageCookie } from '#app/http/chosen-language.ts';
import { launchChromium } from './chromium.ts';
import { aDemoFolder, type DemoFolder } from './demo-folder.ts';
import { bothWays } from './demo-site.ts';
import { arrive, fill, follow } from './hands.ts';
import { startWebServer, type WebServer } from './web-server.ts';

/** The whole journey to another place and back, as a person makes it, with JavaScript and without. */

let provider: TestProvider;
let demo: DemoFolder;
let server: WebServer;
let browser: Browser;

beforeAll(async () => {
  [provider, demo, browser] = await Promise.all([startIdentityProvider(), aDemoFolder(), launchChromium()]);
  const { issuer, clientId, clientSecret, name } = provider.settings;
  server = await startWebServer(demo.folder, {
    OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret, OIDC_NAME: name, LOG_LEVEL: 'info',
  });
  provider.sendBackTo(server.address);
});

afterAll(async () => {
  await browser.close();
  expect(await server.stop()).toBe(0);
  await Promise.all([provider.stop(), rm(demo.folder, { recursive: true, force: true })]);
});

async function newPage(javaScriptEnabled: boolean): Promise<Page> {
  const context = await browser.newContext({ javaScriptEnabled, viewport: { width: 320, height: 800 } });
  await context.addCookies([{ name: languageCookie, value: 'nb', url: server.address }]);
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  return page;
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

/** What a person does at the other place. */
async function signInThere(page: Page, person: string): Promise<void> {
  await page.locator('input[name=login]').fill(person);
  await page.locator('input[name=password]').fill('x');
  await page.locator('button[type=submit]').click();
}

async function signInHere(page: Page, to = '/account/identities', email = 'siri@fjellvik.example'): Promise<void> {
  await page.goto(`${server.address}/sign-in?to=${to}`);
  await page.getByLabel('E-post').fill(email);
  await page.getByLabel('Passord').fill(demoPassword);
  await button(page, 'Logg inn').click();
}

/** Neither axe's, nor anything beyond the edge of a small screen; both are looked for by a script. */
async function expectNoFindings(page: Page, hasJavaScript: boolean): Promise<void> {
  if (!hasJavaScript) return;
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
}

describe.each(bothWays)('%s', (_way, hasJavaScript) => {
  const person = `siri-${hasJavaScript ? 1 : 2}`;

  test('a person links their account elsewhere, signs in with it, and takes the link away', async () => {
    const page = await newPage(hasJavaScript);
    await signInHere(page);
    await page.getByRole('heading', { level: 1, name: 'Innlogging hos kommunekonto' }).waitFor();
    await page.getByLabel('Passordet du har nå').fill(demoPassword);
    await button(page, 'Knytt til en konto hos kommunekonto').click();
    await signInThere(page, person);
    await page.getByText('Kontoen er knyttet til deg.').waitFor();
    await expectNoFindings(page, hasJavaScript);

    const other = await newPage(hasJavaScript);
    await other.goto(`${server.address}/account`);
    await button(other, 'Logg inn med kommunekonto').click();
    await signInThere(other, person);
    await other.getByRole('heading', { level: 1, name: 'Din konto' }).waitFor();
    expect(new URL(other.url()).origin + new URL(other.url()).pathname).toBe(`${server.address}/account`);
    await other.goto(`${server.address}/account/identities`);
    await button(other, 'Løs fra').first().click();
    await other.getByText('Kontoen er løst fra.').waitFor();
    await page.context().close();
    await other.context().close();
  });

  test('one whom nobody here knows is told what to do, on a page without a fault', async () => {
    const page = await newPage(hasJavaScript);
    await page.goto(`${server.address}/sign-in`);
    await expectNoFindings(page, hasJavaScript);
    await button(page, 'Logg inn med kommunekonto').click();
    await signInThere(page, 'fremmed');
    await page.getByRole('heading', { name: 'Du er ikke kjent her ennå' }).waitFor();
    await expectNoFindings(page, hasJavaScript);
    await page.context().close();
  });

  test('a form sent after the session ended survives the journey there and back', async () => {
    const page = await newPage(hasJavaScript);
    await signInHere(page);
    await page.goto(`${server.address}/account/identities`);
    await page.getByLabel('Passordet du har nå').fill(demoPassword);
    await button(page, 'Knytt til en konto hos kommunekonto').click();
    await signInThere(page, `${person}-form`);
    await page.getByText('Kontoen er knyttet til deg.').waitFor();
    await page.goto(`${server.address}${demo.address('fjellvik')}/programmes/new`);
    await page.locator('input[name=name]').fill('Ledere i nord');
    const database = openDatabase({ kind: 'sqlite', file: demo.databaseFile });
    await database.deleteFrom('sessions').execute();
    await database.destroy();
    await page.locator('main form button[type=submit]').first().click();
    await button(page, 'Logg inn med kommunekonto').click();
    // The other place still knows the browser, and asks nothing.
    await page.getByRole('heading', { level: 1, name: 'Du er logget inn igjen' }).waitFor();
    expect(await page.locator('input[type=hidden][name=name]').inputValue()).toBe('Ledere i nord');
    await button(page, 'Fortsett og lagre').click();
    await page.locator('input[name=name]').waitFor();
    expect(await page.locator('input[name=name]').inputValue()).toBe('Ledere i nord');
    await page.context().close();
  });
});

describe.each(bothWays)('somebody who is asked in, %s', (_way, hasJavaScript) => {
  test('comes in by their account elsewhere: no password, and straight to where they begin', async () => {
    const name = `Nina Ny ${hasJavaScript ? 1 : 2}`;
    const arne = await newPage(hasJavaScript);
    await signInHere(arne, `${demo.address('havdal')}/people`, 'arne@havdal.example');
    await arrive(arne, 'Tilgang');
    await follow(arne, 'Inviter noen');
    await fill(arne, { Navn: name, 'E-post': `nina-${hasJavaScript ? 1 : 2}@havdal.example` });
    await arne.getByRole('radio', { name: 'Innsyn', exact: true }).check();
    await button(arne, 'Lag lenken').click();
    await arrive(arne, `Lenke til ${name}`);
    const link = await arne.locator('#link').inputValue();
    const nina = await newPage(hasJavaScript);
    await nina.goto(link);
    await expectNoFindings(nina, hasJavaScript);
    await button(nina, 'Logg inn med kommunekonto og godta').click();
    await signInThere(nina, `nina-${hasJavaScript ? 1 : 2}`);
    await arrive(nina, /Havdal/);
    expect(await nina.locator('header').innerText()).toContain(name);
    await nina.goto(link);
    await arrive(nina, /^Lenk(en virker|ja verkar) ikk/);
    await arne.goto(`${server.address}${demo.address('havdal')}/people`);
    expect(await arne.locator('main').innerText()).toContain(name);
    await Promise.all([arne.context().close(), nina.context().close()]);
  });
});

test('the log of all this holds no code, state or token', () => {
  const log = server.log();
  expect(log).toContain('/sign-in/provider/callback');
  expect(log).not.toMatch(/code=|state=|eyJ|hemmelighet|siri/);
  expect(log).not.toContain('"fault"');
});
