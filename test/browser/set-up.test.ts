import { readFile } from 'node:fs/promises';
import AxeBuilder from '@axe-core/playwright';
import { describe, expect, test } from 'vitest';
import { aPdf } from '#test/fixtures/papers.ts';
import { bothWays, hydrated, useDemoSite, useEmptySite } from './demo-site.ts';
import { arrive, fill, follow, press, textOf, valueOf } from './hands.ts';

/** Errand: set up. The organisation, a programme, its grant with the letter, consultants, activities; and as a file, out and in. */

const siri = { as: 'siri@fjellvik.example' };

describe('the first start', () => {
  const site = useEmptySite();

  test('makes the organisation from the list and its administrator, with the code the terminal shows', async () => {
    const page = await site.open('/');
    await arrive(page, 'Kom i gang');
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
    await fill(page, { Engangskode: 'FEIL-FEIL-FEIL', Navn: 'Ada Administrator', 'E-post': 'ada@example.no', Passord: 'fire ord som ikke rimer', 'Gjenta passordet': 'fire ord som ikke rimer' });
    await page.locator('#organisation').selectOption({ label: 'Gjøvik (3407)' });
    await page.locator('main button[type=submit]').click();
    await page.locator('#code-error').waitFor();
    expect(site.complaints()).toEqual([expect.stringContaining('422')]);
    expect(await page.getByLabel('E-post').inputValue()).toBe('ada@example.no');
    await fill(page, { Engangskode: site.setupCode().toLowerCase(), Passord: 'fire ord som ikke rimer', 'Gjenta passordet': 'fire ord som ikke rimer' });
    await page.locator('main button[type=submit]').click();
    await page.waitForURL(/settings/);
    expect((await page.getByLabel('Organisasjonsnummer').inputValue()).replace(/\s/g, '')).toBe('940155223');
    expect(await page.getByLabel('bokmål').isChecked()).toBe(true);
    await fill(page, { Kontonummer: '1813.64.45320', 'Gateadresse (valgfritt)': 'Rådhusgata 1' });
    await press(page, 'Lagre');
    await page.getByRole('status').first().waitFor();
    expect(await valueOf(page, 'Kontonummer')).toBe('1813 64 45320');
  });
});

describe.each(bothWays)('a programme, %s', (_, javaScriptEnabled) => {
  const site = useDemoSite();

  test('is set up step by step: facts, grant with its letter, consultant, activity', async () => {
    const page = await site.open('/', { ...siri, javaScriptEnabled });
    await follow(page, 'Nytt program');
    await fill(page, { 'Navn på programmet': 'LED skole, ny runde', 'Antall ledere som deltar': '12', 'Første dag': '1.9.26', 'Siste dag': '30.4.26' });
    await press(page, 'Opprett programmet');
    await page.locator('#endsOn-error').waitFor();
    if (javaScriptEnabled) expect(site.complaints()).toEqual([expect.stringContaining('422')]);
    else site.complaints();
    expect(await page.getByLabel('Navn på programmet').inputValue()).toBe('LED skole, ny runde');
    await page.getByLabel('Siste dag').fill('30. april 2027');
    await press(page, 'Opprett programmet');
    await arrive(page, 'Tilsagn');
    // What is left is told in a line above the form, and in full on demand.
    await page.locator('summary', { hasText: 'Kom i gang: 0 av 5 steg er gjort. Neste: Fyll ut tilsagnet' }).click();
    await page.getByRole('link', { name: 'Last opp tilsagnsbrevet' }).waitFor();
    await fill(page, { Referanse: '26/00123-4', Tilsagnsbeløp: '180.000,-', 'KS mottok søknaden': '1.4.26', 'Tilsagnsbrevets dato': '20.5.26', 'Siste dag for tilsagnet': '31.12.28' });
    await page.getByLabel('Brevet tillater delutbetaling').check();
    await page.getByLabel('Last opp brevet').setInputFiles({ name: 'tilsagn.pdf', mimeType: 'application/pdf', buffer: await aPdf({ marker: 'TILSAGN' }) });
    await press(page, 'Lagre');
    await page.getByText('Lagret.', { exact: true }).waitFor();
    expect(await valueOf(page, 'Tilsagnsbeløp')).toBe('180 000,00');
    expect(await page.getByLabel('Brevet tillater delutbetaling').isChecked()).toBe(true);
    expect(await page.getByLabel('Tilsagnsbrev', { exact: true }).locator('option:checked').innerText()).toBe('tilsagn.pdf');

    await follow(page, 'Konsulenter');
    await arrive(page, 'Konsulenter');
    await fill(page, { Navn: 'Nora Nykomling', 'Firma (valgfritt)': 'Nykomling AS' });
    await press(page, 'Legg til');
    await page.getByText('Nora Nykomling').first().waitFor();

    await follow(page, 'Samlinger');
    await arrive(page, 'Samlinger');
    await fill(page, { Tittel: 'Oppstart', 'Første dag': '8.9.26', 'Siste dag (valgfritt)': '9.9.26' });
    await press(page, 'Legg til');
    await page.getByText('Oppstart').first().waitFor();

    await follow(page, 'Oversikt');
    await arrive(page, 'LED skole, ny runde');
    expect(await textOf(page, 'main')).toContain('180 000,00 kr');
  });

  test('goes out as a file with its papers, and comes in again as it was', async () => {
    const page = await site.open(site.demo().address('ready'), { ...siri, javaScriptEnabled });
    const figures = await textOf(page, '#figures');
    const download = page.waitForEvent('download');
    await page.goto(new URL(`${new URL(page.url()).pathname}/export?with=files`, page.url()).href).catch(() => undefined);
    const zip = await readFile(await (await download).path());
    await page.goto(new URL(`${site.demo().address('fjellvik')}/programmes/import`, page.url()).href);
    if (javaScriptEnabled) await hydrated(page);
    await page.getByLabel('Filer').setInputFiles({ name: 'programme.zip', mimeType: 'application/zip', buffer: zip });
    await press(page, 'Hent programmet');
    await page.getByText('Utgifter: 16.').waitFor();
    await follow(page, 'Oversikt');
    await page.locator('#figures').waitFor();
    expect(await textOf(page, '#figures')).toBe(figures);
  });
});
