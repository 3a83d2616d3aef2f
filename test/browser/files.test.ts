import type { Locator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { aJpeg, aPdf } from '#test/fixtures/papers.ts';
import { bothWays, hydrated, useDemoSite } from './demo-site.ts';
import { arrive, fill, follow, press, textOf } from './hands.ts';

/** Errand: send papers. Each shows at once what it is, or says why it cannot be in a claim and what to do about it. */

const site = useDemoSite();
const siri = { as: 'siri@fjellvik.example' };
const secret = 'Tussi 1947';

async function openFiles(options: { javaScriptEnabled: boolean }): Promise<Page> {
  const page = await site.open(site.demo().address('underWay'), { ...siri, ...options });
  await follow(page, 'Bilag');
  await arrive(page, 'Bilag');
  if (options.javaScriptEnabled) await hydrated(page);
  return page;
}

async function sendFiles(page: Page, ...files: { name: string; mimeType: string; buffer: Buffer }[]): Promise<void> {
  await page.getByLabel('Filer', { exact: true }).setInputFiles(files);
  await press(page, 'Last opp');
  await page.getByText('Filene er lastet opp.').waitFor();
}

/** The picture's own size, once it has come; it is asked for when it comes into sight. */
async function sizeOf(picture: Locator): Promise<{ width: number; height: number }> {
  await picture.scrollIntoViewIfNeeded();
  return picture.evaluate(async (image: HTMLImageElement) => {
    await image.decode();
    return { width: image.naturalWidth, height: image.naturalHeight };
  });
}

const pdf = async (name: string, options: Partial<Parameters<typeof aPdf>[0]> = {}) => (
  { name, mimeType: 'application/pdf', buffer: await aPdf({ marker: name, ...options }) }
);

describe.each(bothWays)('%s', (way, javaScriptEnabled) => {
  /** A file's content is there once, and its name is its own. */
  const named = (name: string) => `${name} ${way}`;

  test('a file that was sent shows its first page and how many it has; its place was there before it', async () => {
    const page = await openFiles({ javaScriptEnabled });
    const [name, photo] = [named('faktura.pdf'), named('kvittering.jpg')];
    await sendFiles(page, await pdf(name, { pages: 3 }), { name: photo, mimeType: 'image/jpeg', buffer: await aJpeg({ width: javaScriptEnabled ? 640 : 660, height: 320 }) });
    const row = page.getByRole('row', { name });
    const picture = row.getByRole('img', { name: `Første side av ${name}` });
    const place = await picture.boundingBox();
    const { width, height } = await sizeOf(picture);
    expect(height).toBeGreaterThan(width);
    expect(Math.max(width, height)).toBeLessThanOrEqual(240);
    expect(await picture.boundingBox()).toMatchObject({ width: place?.width, height: place?.height });
    expect(await textOf(row, 'td >> nth=0')).toBe('3');
    const wide = await sizeOf(page.getByRole('img', { name: `Første side av ${photo}` }));
    expect(wide.width).toBeGreaterThan(wide.height);

    await follow(row, 'Før utgift av denne');
    await arrive(page, 'Før en utgift');
    const offered = page.getByRole('group', { name: 'Vedlegg' });
    expect((await sizeOf(offered.getByRole('img', { name: `Første side av ${name}` }))).height).toBe(height);
    expect(await textOf(page, 'main')).toContain('3 sider');
  });

  test('a locked file asks for its password, is told when that is wrong, and is unlocked for good', async () => {
    const page = await openFiles({ javaScriptEnabled });
    const name = named('låst.pdf');
    await sendFiles(page, await pdf(name, { pages: 2, password: { user: secret, owner: 'x' } }));
    const row = page.getByRole('row', { name });
    expect(await textOf(row, 'th')).toContain(`«${name}» er lagret, men kan ikke tas med i kravet: filen er låst med passord.`);
    expect(await row.getByRole('img').count()).toBe(0);
    const form = page.getByRole('region', { name: `«${name}» er låst` });
    const password = form.getByLabel('Passordet til filen');
    expect([await password.getAttribute('type'), await password.getAttribute('autocomplete')]).toEqual(['password', 'off']);

    await password.fill('feil passord');
    await form.getByRole('button', { name: 'Lås opp' }).click();
    await page.getByText('Passordet er ikke riktig, og filen er fortsatt låst.').first().waitFor();
    expect(site.statusOf(page)).toBe(422);
    expect(await password.inputValue()).toBe('');
    expect(await page.content()).not.toContain('feil passord');
    expect(await password.getAttribute('aria-invalid')).toBe('true');

    await password.fill(secret);
    await form.getByRole('button', { name: 'Lås opp' }).click();
    await page.getByText('Filen er låst opp, og kan tas med i kravet.').waitFor();
    expect(page.url()).not.toContain('Tussi');
    expect(await password.count()).toBe(0);
    expect((await sizeOf(row.getByRole('img'))).height).toBeGreaterThan(100);
    expect(await textOf(row, 'td >> nth=0')).toBe('2');
  });

  test('a cost whose voucher is locked is saved, and its page asks for the password', async () => {
    const page = await site.open(`${site.demo().address('underWay')}/expenses/new`, { ...siri, javaScriptEnabled });
    const name = named('billett.pdf');
    await page.getByLabel('Reise').check();
    await fill(page, { 'Kort beskrivelse': named('Båt'), 'Dag eller dager': '20.5.26', 'Beløp uten merverdiavgift': '900' });
    await page.getByLabel('Legg ved filer').setInputFiles(await pdf(name, { password: { user: secret, owner: 'x' } }));
    await press(page, 'Lagre');
    await page.getByText('Utgiften er lagret.').waitFor();
    expect(await page.getByRole('group', { name: 'Vedlegg' }).innerText()).toContain(`«${name}» er lagret, men kan ikke tas med i kravet`);
    if (javaScriptEnabled) await hydrated(page);
    await page.getByLabel('Passordet til filen').fill(secret);
    await press(page, 'Lås opp');
    await page.getByText('Filen er låst opp, og kan tas med i kravet.').waitFor();
    expect((await sizeOf(page.getByRole('img', { name: `Første side av ${name}` }))).height).toBeGreaterThan(100);
    expect(await page.getByLabel('Kort beskrivelse').inputValue()).toBe(named('Båt'));
  });
});

test('a claim says how large its PDF becomes while its lines are chosen, and again when it stands', async () => {
  const page = await site.open(`${site.demo().address('ready')}/claims/new`, siri);
  await hydrated(page);
  const said = page.getByText(/^PDF-en blir om lag/);
  const whole = await said.innerText();
  expect(whole).toMatch(/^PDF-en blir om lag [\d,]+\s[kM]B, med \d+ sider bilag\.$/);
  const boxes = page.locator('main').getByRole('checkbox', { checked: true });
  for (let count = await boxes.count(); count > 1; count -= 1) await boxes.last().uncheck();
  await expect.poll(() => said.innerText()).not.toBe(whole);
  expect(pagesIn(await said.innerText())).toBeLessThan(pagesIn(whole));
  // Another window, as it comes: this one would ask before it is left.
  const untouched = await site.open(`${site.demo().address('ready')}/claims/new`, siri);
  await press(untouched, 'Lag utkast til krav');
  await arrive(untouched, /^Krav \d+/);
  expect(await untouched.getByText(/^PDF-en blir om lag/).innerText()).toBe(whole);
});

function pagesIn(text: string): number {
  return Number(/(\d+)\s(?:sider|side) bilag/.exec(text)?.[1]);
}
