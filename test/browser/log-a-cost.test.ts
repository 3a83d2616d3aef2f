import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { aPdf } from '#test/fixtures/papers.ts';
import { bothWays, hydrated, useDemoSite } from './demo-site.ts';
import { arrive, fill, follow, isDone, press, textOf, valueOf } from './hands.ts';

/** Errand: log a cost. Few fields, any usual spelling, several files; nothing typed is ever lost. */

const site = useDemoSite();
const siri = { as: 'siri@fjellvik.example' };
const voucher = async (name: string) => ({ name, mimeType: 'application/pdf', buffer: await aPdf({ marker: name }) });

async function openNewCost(options: { as: string; javaScriptEnabled?: boolean }): Promise<Page> {
  const page = await site.open(site.demo().address('underWay'), options);
  await follow(page, 'Ny utgift');
  await arrive(page, 'Før en utgift');
  if (options.javaScriptEnabled !== false) await hydrated(page);
  return page;
}

describe.each(bothWays)('%s', (way, javaScriptEnabled) => {
  /** Of this way alone: a day counts once, and a name is a file's own. */
  const own = javaScriptEnabled ? { days: 'fra 9.6.26', lastDay: /11\.06\.2026/ } : { days: 'fra 16.6.26', lastDay: /18\.06\.2026/ };
  const named = (name: string) => `${name} ${way}.pdf`;

  test('days and sum as they are said are understood, echoed, and calculated', async () => {
    const page = await openNewCost({ ...siri, javaScriptEnabled });
    await page.getByLabel('Konsulent').selectOption({ label: 'Áile Njárga, prosessveileder' });
    await page.getByLabel('Honorar').check();
    await fill(page, { 'Kort beskrivelse': 'Lederstøtte i tre dager', 'Dag eller dager': `3 dager à 20 000 ${own.days}` });
    await page.getByLabel('Legg ved filer').setInputFiles([await voucher(named('faktura-a')), await voucher(named('faktura-b'))]);
    await press(page, 'Lagre');
    await isDone(page);
    expect(await valueOf(page, 'Dag eller dager')).toMatch(own.lastDay);
    expect(await valueOf(page, 'Beløp uten merverdiavgift')).toBe('60 000,00');
    for (const name of ['faktura-a', 'faktura-b']) expect(await page.getByLabel(named(name), { exact: true }).isChecked()).toBe(true);
    // Three days of 18 000 at most, 70 percent of it.
    expect(await textOf(page, 'main')).toContain('37 800,00');
  });

  test('what cannot be read is told at the field; what was typed and the file stay', async () => {
    const page = await openNewCost({ ...siri, javaScriptEnabled });
    await page.getByLabel('Reise').check();
    await fill(page, { 'Kort beskrivelse': 'Fly', 'Dag eller dager': 'en gang i mai', 'Beløp uten merverdiavgift': 'mye' });
    await page.getByLabel('Legg ved filer').setInputFiles(await voucher(named('billett')));
    await press(page, 'Lagre');
    await page.locator('#amount-error').waitFor();
    expect(site.statusOf(page)).toBe(422);
    expect(await valueOf(page, 'Dag eller dager')).toBe('en gang i mai');
    expect(await valueOf(page, 'Beløp uten merverdiavgift')).toBe('mye');
    expect(await page.getByLabel('Reise').isChecked()).toBe(true);
    expect(await page.getByLabel(named('billett'), { exact: true }).isChecked()).toBe(true);
    await fill(page, { 'Dag eller dager': '19.5.26', 'Beløp uten merverdiavgift': '2.412,50' });
    await press(page, 'Lagre');
    await page.getByRole('status').first().waitFor();
    expect(await valueOf(page, 'Beløp uten merverdiavgift')).toBe('2 412,50');
  });

  test('lines of one invoice share its file: the next begins with what they have in common, a copy with everything', async () => {
    const page = await openNewCost({ ...siri, javaScriptEnabled });
    await page.getByLabel('Konsulent').selectOption({ label: 'Torgeir Ås, foredragsholder' });
    await page.getByLabel('Reise').check();
    await fill(page, { 'Kort beskrivelse': `Tog ${way}`, 'Dag eller dager': '22.5.26', 'Beløp uten merverdiavgift': '900' });
    await page.getByLabel('Legg ved filer').setInputFiles(await voucher(named('samlefaktura')));
    await press(page, 'Lagre og før en til');
    await page.getByText('Lagret: ').waitFor();
    if (javaScriptEnabled) await hydrated(page);
    expect(await page.getByLabel('Konsulent').locator('option:checked').innerText()).toBe('Torgeir Ås, foredragsholder');
    expect(await valueOf(page, 'Beløp uten merverdiavgift')).toBe('');
    await page.getByLabel(named('samlefaktura'), { exact: true }).check();
    await page.getByLabel('Opphold').check();
    await fill(page, { 'Kort beskrivelse': `Hotell ${way}`, 'Dag eller dager': '22.5.26', 'Beløp uten merverdiavgift': '1.500,-' });
    await press(page, 'Lagre');
    await page.getByText('Utgiften er lagret.').waitFor();

    await follow(page, 'Lag kopi');
    await arrive(page, 'Før en utgift');
    expect(await valueOf(page, 'Kort beskrivelse')).toBe(`Hotell ${way}`);
    expect(await valueOf(page, 'Beløp uten merverdiavgift')).toBe('1 500,00');
    await follow(page, 'Bilag');
    const row = page.getByRole('row', { name: named('samlefaktura') });
    for (const what of ['Tog', 'Hotell']) await row.getByRole('link', { name: `${what} ${way}` }).waitFor();
  });

  test('is deleted, and brought back as it was', async () => {
    const page = await site.open(site.demo().address('underWay'), { ...siri, javaScriptEnabled });
    await follow(page, 'Fly til Fjellvik, tur–retur');
    await page.getByLabel('Beløp uten merverdiavgift').waitFor();
    await press(page, 'Slett utgiften');
    await page.getByRole('status').first().waitFor();
    await page.locator('main').getByRole('button', { name: /angre|tilbake/i }).first().click();
    await page.getByLabel('Beløp uten merverdiavgift').waitFor();
    expect(await valueOf(page, 'Beløp uten merverdiavgift')).toBe('3 980,00');
  });

  test('two at once: the second sees both, and what they typed', async () => {
    const [mine, theirs] = [await openCost('Hotell, én natt', javaScriptEnabled), await openCost('Hotell, én natt', javaScriptEnabled)];
    const amounts = javaScriptEnabled ? ['1 801,00', '1 802,00'] : ['1 701,00', '1 702,00'];
    await fill(theirs, { 'Beløp uten merverdiavgift': amounts[0] ?? '' });
    await press(theirs, 'Lagre');
    await theirs.getByRole('status').first().waitFor();
    await fill(mine, { 'Beløp uten merverdiavgift': amounts[1] ?? '' });
    await press(mine, 'Lagre');
    await mine.getByText(amounts[0]?.replace(' ', '\u00a0') ?? '').first().waitFor();
    expect(site.statusOf(mine)).toBe(409);
    expect(await valueOf(mine, 'Beløp uten merverdiavgift')).toBe(amounts[1]);
  });

  test('a session that ended meanwhile, here in another window, loses nothing', async () => {
    const page = await site.open('/sign-in', { javaScriptEnabled });
    await signIn(page);
    await page.goto(new URL(`${site.demo().address('underWay')}/expenses/new`, page.url()).href);
    if (javaScriptEnabled) await hydrated(page);
    await page.getByLabel('Opphold').check();
    await fill(page, { 'Kort beskrivelse': 'Hotell i mai', 'Dag eller dager': '20.5.26' });
    await page.getByLabel('Legg ved filer').setInputFiles(await voucher(named('hotell')));
    await signOutElsewhere(page);
    const asked = javaScriptEnabled ? page.waitForResponse(/expenses\/preview/) : undefined;
    await fill(page, { 'Beløp uten merverdiavgift': '1 234,50' });
    expect((await asked)?.status(), 'what the page asks while one types does not lead away from it').toBe(javaScriptEnabled ? 302 : undefined);
    await press(page, 'Lagre');
    await page.locator('#password').waitFor();
    expect(site.statusOf(page)).toBe(401);
    await signIn(page);
    await arrive(page, 'Du er logget inn igjen');
    expect(await textOf(page, 'main'), 'a file has to be chosen again, and is named').toContain(named('hotell'));
    await press(page, 'Fortsett og lagre');
    await page.getByRole('status').first().waitFor();
    expect(await valueOf(page, 'Beløp uten merverdiavgift')).toBe('1 234,50');
    expect(await valueOf(page, 'Kort beskrivelse')).toBe('Hotell i mai');
  });
});

async function signIn(page: Page): Promise<void> {
  await page.locator('#email').fill(siri.as);
  await page.locator('#password').fill(site.password);
  await press(page, 'Logg inn');
  await page.locator('#password').waitFor({ state: 'detached' });
}

/** In another window of the same browser. */
async function signOutElsewhere(page: Page): Promise<void> {
  const other = await page.context().newPage();
  await other.goto(new URL('/', page.url()).href);
  await other.getByRole('button', { name: 'Logg ut' }).click();
  await other.locator('#password').waitFor();
  await other.close();
}

async function openCost(name: string, javaScriptEnabled: boolean): Promise<Page> {
  const page = await site.open(site.demo().address('underWay'), { ...siri, javaScriptEnabled });
  await follow(page, name);
  await page.getByLabel('Beløp uten merverdiavgift').waitFor();
  if (javaScriptEnabled) await hydrated(page);
  return page;
}

test('while typing, the page shows what the cost will give', async () => {
  const page = await openNewCost(siri);
  await page.getByLabel('Konsulent').selectOption({ label: 'Torgeir Ås, foredragsholder' });
  await page.getByLabel('Honorar').check();
  await fill(page, { 'Dag eller dager': '21.5.26', 'Beløp uten merverdiavgift': '25 000' });
  // 18 000 of 25 000 counts, and 70 percent of that comes back.
  await page.getByText('12\u00a0600,00').first().waitFor();
});

test('a file that came first waits for its cost', async () => {
  const page = await site.open(site.demo().address('underWay'), siri);
  await follow(page, 'Bilag');
  await follow(page.getByRole('row', { name: 'faktura-1127.pdf' }), 'Før utgift av denne');
  await arrive(page, 'Før en utgift');
  expect(await page.getByLabel('faktura-1127.pdf', { exact: true }).isChecked()).toBe(true);
});

test('with the keyboard alone, from the front page to a cost that is saved', async () => {
  const page = await openNewCost(siri);
  const { keyboard } = page;
  await page.getByLabel('Konsulent').focus();
  await keyboard.press('ArrowDown');
  await keyboard.press('Tab');
  await keyboard.press('Space');
  await keyboard.press('ArrowDown');
  await keyboard.press('Tab');
  await keyboard.type('Tog fra byen');
  await keyboard.press('Tab');
  await keyboard.type('19.5.26');
  await keyboard.press('Tab');
  await keyboard.type('812,50');
  await keyboard.press('Enter');
  await page.getByRole('status').first().waitFor();
  expect(await page.getByLabel('Reise').isChecked()).toBe(true);
  expect(await valueOf(page, 'Kort beskrivelse')).toBe('Tog fra byen');
});
