import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { readPdf } from '#test/fixtures/pdf-reader.ts';
import { bothWays, hydrated, useDemoSite } from './demo-site.ts';
import { arrive, fill, follow, press, tabTo, textOf, valueOf } from './hands.ts';

/** Errand: make the claim. Choose the lines, let one wait, see what is missing and what the PDF will be, send it on. */

const siri = 'siri@fjellvik.example';
const signe = 'signe@havdal.example';
const all = '130 710,09 kr';
const withoutOne = '126 510,09 kr';
/** The line that is left out; 70 percent of its basis of 6 000. */
const waiting = { take: 'Ta med utgift 12: Veiledning av skoleeier samme kveld', reason: 'Hvorfor venter utgift 12?' };

const claimed = (page: Page) => textOf(page, '.key-figure-main dd');

describe.each(bothWays)('%s', (_, javaScriptEnabled) => {
  const site = useDemoSite();
  const open = (path: string, as: string) => site.open(path, { as, javaScriptEnabled });

  test('all that is ready is chosen; one line waits with a reason, and is taken in again', async () => {
    const page = await open(site.demo().address('ready'), siri);
    await follow(page, 'Lag krav');
    await arrive(page, 'Lag krav');
    if (javaScriptEnabled) await hydrated(page);
    const boxes = page.getByRole('checkbox', { name: /^Ta med utgift/ });
    expect([await boxes.count(), await boxes.and(page.locator(':checked')).count()]).toEqual([16, 16]);
    expect(await claimed(page)).toContain(all);

    await page.getByLabel(waiting.take).uncheck();
    if (!javaScriptEnabled) await press(page, 'Regn om');
    await page.getByRole('heading', { name: '15 linjer er valgt' }).waitFor();
    expect(await claimed(page)).toContain(withoutOne);
    await press(page, 'Lag utkast til krav');
    await page.getByText('Skriv hvorfor utgift 12 venter').first().waitFor();
    expect(site.statusOf(page)).toBe(422);
    expect(await page.getByLabel(waiting.take).isChecked()).toBe(false);
    await fill(page, { [waiting.reason]: 'Fakturaen er omstridt.' });
    await press(page, 'Lag utkast til krav');
    await arrive(page, 'Krav 3');
    expect(await textOf(page, 'main')).toContain('Utkastet er laget.');
    expect(await claimed(page)).toContain(withoutOne);

    await follow(page, 'Endre linjene');
    await arrive(page, 'Linjene i krav 3');
    expect(await page.getByLabel(waiting.take).isChecked()).toBe(false);
    expect(await valueOf(page, waiting.reason)).toBe('Fakturaen er omstridt.');
    if (javaScriptEnabled) await hydrated(page);
    await page.getByLabel(waiting.take).check();
    if (!javaScriptEnabled) await press(page, 'Regn om');
    await page.getByRole('heading', { name: '16 linjer er valgt' }).waitFor();
    await press(page, 'Lagre linjene');
    await arrive(page, 'Krav 3');
    expect(await claimed(page)).toContain(all);
    expect(await page.locator('#claim-lines tbody tr').count()).toBe(16);
  });

  test('a claim that lacks something says what, and leads to each field', async () => {
    const page = await open(`${site.demo().address('underWay')}/claims/new`, siri);
    for (const number of [5, 6, 7]) await page.getByLabel(`Ta med utgift ${number}:`).check();
    await press(page, 'Lag utkast til krav');
    await arrive(page, /^Krav \d$/);
    expect(await page.getByRole('button', { name: 'Send til attestasjon' }).count()).toBe(0);
    const links = page.getByRole('list', { name: 'Sjekkliste' }).getByRole('link');
    const claim = page.url();
    const fields: string[] = [];
    for (let place = 0; place < await links.count(); place += 1) {
      await links.nth(place).click();
      await page.waitForURL((url) => url.href !== claim);
      const { hash } = new URL(page.url());
      if (hash !== '') await page.locator(hash).waitFor({ state: 'visible' });
      fields.push(hash);
      await page.goBack();
      await arrive(page, /^Krav \d$/);
    }
    expect(fields).toEqual(expect.arrayContaining(['#endsOn', '#paidOn', '#consultant', '#upload']));
  });

  test('the draft is seen as the PDF it will be, and sent to attestation, where it waits for finance', async () => {
    const page = await open(`${site.demo().address('parts')}/claims`, signe);
    await follow(page, 'Krav 5');
    await arrive(page, 'Krav 5');
    const link = page.getByRole('link', { name: 'Se utkastet (PDF)' });
    const answer = await page.request.get(new URL(await link.getAttribute('href') ?? '', page.url()).href);
    const pages = await readPdf(await answer.body());
    expect(pages.map(({ text }) => text.includes('UTKAST'))).toEqual(pages.map(() => true));
    expect(pages.map(({ text }) => text).join(' ').replace(/\s/g, ' ')).toContain('21 000,00');
    await press(page, 'Send til attestasjon');
    await page.getByText('Kravet er sendt til attestasjon.').waitFor();
    expect(await page.getByRole('button', { name: 'Send til attestasjon' }).count()).toBe(0);
    const finance = await open('/', 'oda@havdal.example');
    expect(await textOf(finance, 'main')).toContain('Krav 5 i Leiing i tekniske tenester');
  });
});

describe('where scripts are on', () => {
  const site = useDemoSite();

  test('what is written while the sums are worked out stays', async () => {
    const page = await site.open(`${site.demo().address('ready')}/claims/new`, { as: siri });
    await page.getByLabel(waiting.take).uncheck();
    await page.getByRole('heading', { name: '15 linjer er valgt' }).waitFor();
    await fill(page, { [waiting.reason]: 'Fakturaen' });
    const answers = Promise.withResolvers<undefined>();
    await page.route('**/claims/preview?*', async (route) => { await answers.promise; await route.continue(); });
    await page.getByLabel('Ta med utgift 1: ').uncheck();
    await page.waitForRequest(/claims\/preview/);
    await page.getByLabel(waiting.reason).focus();
    await page.keyboard.press('End');
    await page.keyboard.type(' er omstridt.');
    answers.resolve(undefined);
    await page.getByRole('heading', { name: '14 linjer er valgt' }).waitFor();
    expect(await valueOf(page, waiting.reason)).toBe('Fakturaen er omstridt.');
    expect(await page.getByLabel(waiting.reason).evaluate((field) => field === document.activeElement)).toBe(true);
  });

  test('ticks outlast a server that does not answer: the sums wait, the choice stays', async () => {
    const page = await site.open(`${site.demo().address('ready')}/claims/new`, { as: siri });
    await page.route('**/claims/preview?*', (route) => route.abort());
    const failed = page.waitForEvent('requestfailed');
    await page.getByLabel(waiting.take).uncheck();
    await failed;
    await fill(page, { [waiting.reason]: 'Fakturaen er omstridt.' });
    expect(await claimed(page)).toContain(all);
    await press(page, 'Regn om');
    await page.getByRole('heading', { name: '15 linjer er valgt' }).waitFor();
    expect(await valueOf(page, waiting.reason)).toBe('Fakturaen er omstridt.');
    expect(site.complaints()).toEqual([expect.stringContaining('ERR_FAILED')]);
  });
});

describe('with the keyboard alone', () => {
  const site = useDemoSite();

  test('from the front page to a claim that waits for attestation', async () => {
    const page = await site.open('/', { as: siri });
    const { keyboard } = page;
    await tabTo(page, /^LED skole/);
    await keyboard.press('Enter');
    await arrive(page, /^LED skole/);
    await tabTo(page, 'Lag krav');
    await keyboard.press('Enter');
    await arrive(page, 'Lag krav');
    await hydrated(page);
    await tabTo(page, waiting.take);
    await keyboard.press('Space');
    await page.getByRole('heading', { name: '15 linjer er valgt' }).waitFor();
    await tabTo(page, waiting.reason);
    await keyboard.type('Fakturaen er omstridt.');
    await tabTo(page, 'Lag utkast til krav');
    await keyboard.press('Enter');
    await arrive(page, 'Krav 3');
    await tabTo(page, 'Send til attestasjon');
    await keyboard.press('Enter');
    await page.getByText('Kravet er sendt til attestasjon.').waitFor();
    expect(await claimed(page)).toContain(withoutOne);
  });
});
