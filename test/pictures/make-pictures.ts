/** Draws the README's pictures: the demo's claim, and pages of the demo's workplace. `npm run demo` first, then `npm run pictures`. */
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import sharp, { type Sharp } from 'sharp';
import { demoPassword } from '#app/features/demo/demo-installation.ts';
import { projectFolder } from '#app/project-folder.ts';
import { launchChromium } from '#test/browser/chromium.ts';
import { aDemoFolder } from '#test/browser/demo-folder.ts';
import { startWebServer } from '#test/browser/web-server.ts';
import { readPdf } from '#test/fixtures/pdf-reader.ts';

const folder = join(projectFolder, 'public', 'pictures');
const sheets = [{ page: 1, name: 'claim-first-page.png' }, { page: 3, name: 'claim-specification.png' }];
const pixelsPerPoint = 1.4;

await mkdir(folder, { recursive: true });
await drawSheets();
await drawPages();

async function drawSheets(): Promise<void> {
  const pages = await readPdf(await readFile(join(projectFolder, 'data', 'demo', 'claim.pdf')), pixelsPerPoint);
  for (const { page, name } of sheets) {
    const read = pages[page - 1];
    if (read === undefined) throw new Error(`The demo's claim has no page ${page}`);
    await keep(sharp(read.colours, { raw: { width: read.pixelWidth, height: read.pixelHeight, channels: 3 } }), name);
  }
}

async function drawPages(): Promise<void> {
  const demo = await aDemoFolder();
  const server = await startWebServer(demo.folder);
  const browser = await launchChromium();
  const page = await (await browser.newContext({ locale: 'nb-NO', viewport: { width: 1280, height: 900 } })).newPage();
  const show = async (path: string, name: string) => {
    await page.goto(server.address + path);
    await keep(sharp(await page.screenshot()), name);
  };
  try {
    await signIn(page, server.address, 'siri@fjellvik.example');
    await show(demo.address('underWay'), 'programme.png');
    await page.context().clearCookies();
    await signIn(page, server.address, 'oda@havdal.example');
    await show('/?lang=nb', 'finance.png');
  } finally {
    await browser.close();
    await server.stop();
    await rm(demo.folder, { recursive: true, force: true });
  }
}

async function signIn(page: Page, address: string, email: string): Promise<void> {
  await page.goto(`${address}/sign-in`);
  await page.locator('#email').fill(email);
  await page.locator('#password').fill(demoPassword);
  await page.locator('main form button[type=submit]').click();
  await page.waitForURL((url) => url.pathname !== '/sign-in');
}

/** Kept small by a palette. */
async function keep(picture: Sharp, name: string): Promise<void> {
  await picture.extend({ top: 1, bottom: 1, left: 1, right: 1, background: '#c9ced6' })
    .png({ palette: true, colours: 48, compressionLevel: 9 }).toFile(join(folder, name));
}
