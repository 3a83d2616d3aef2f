import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { bothWays, useDemoSite } from './demo-site.ts';
import { arrive, fill, follow, inDemoYear, øre, press, textOf, valueOf } from './hands.ts';

/** Errand: see what comes back. The figures and how each came about, what is missing and where it is mended. */

const siri = 'siri@fjellvik.example';

describe.each(bothWays)('%s', (_, javaScriptEnabled) => {
  const site = useDemoSite();
  const open = (programme: string) => site.open(site.demo().address(programme), { as: siri, javaScriptEnabled });

  test('the figures stand first, and each opens to the steps that lead to it', async () => {
    const page = await open('ready');
    const figures = new Map(await figuresOf(page));
    expect([...figures.keys()]).toEqual(['Refusjon', 'Kostnad', 'Grunnlag', 'Egenandel', 'Brukt av tilsagnet']);
    // 70 percent of the basis, rounded half up.
    expect([figures.get('Refusjon'), figures.get('Grunnlag')]).toEqual(['130 710,09 kr', '186 728,70 kr']);
    const steps = [
      ['Slik er refusjonen regnet ut', 'Refusjon'], ['Slik er kostnaden satt sammen', 'Kostnad'], ['Slik er grunnlaget regnet ut', 'Grunnlag'],
      ['Slik blir egenandelen', 'Egenandel'],
    ] as const;
    for (const [summary, figure] of steps) {
      const details = page.locator('#figures details').filter({ hasText: summary });
      await details.getByText(summary).click();
      await details.locator('li').last().waitFor({ state: 'visible' });
      expect(await textOf(details, 'ol'), summary).toContain(figures.get(figure));
    }
    await page.getByText('Slik er tilsagnet brukt').click();
    await page.getByText('Da er 49\u00a0289,91\u00a0kr igjen.').waitFor({ state: 'visible' });
  });

  test('what was cut is told with its reason, and adds up to the own share', async () => {
    const page = await open('ready');
    const rows = page.locator('#cuts table').first().locator('tbody tr');
    const amounts = await rows.evaluateAll((all) => all.map((row) => row.lastElementChild?.textContent ?? ''));
    expect(amounts.map(øre).reduce((sum, each) => sum + each)).toBe(øre(new Map(await figuresOf(page)).get('Egenandel') ?? ''));
    expect(await textOf(page, '#cuts')).toContain('Høyst 18 000,00 kr teller per konsulent og dag');
    const lines = page.locator('#cuts details');
    await lines.locator('summary').click();
    await lines.getByRole('link', { name: 'Utgift 7' }).waitFor({ state: 'visible' });
    expect(await textOf(lines, 'table')).toContain('3 dager à 20 000,00 kr regnes som 18 000,00 kr hver');
  });

  test('the chart has its table beside it, with the same figures', async () => {
    const page = await open('underWay');
    const chart = page.locator('figure.chart');
    expect(await chart.getByRole('img', { name: 'Kostnad per måned' }).isVisible()).toBe(true);
    await chart.getByText('Vis tallene i en tabell').click();
    await chart.getByRole('table').waitFor({ state: 'visible' });
    const bars = await chart.locator('.chart-bar .numeric').allInnerTexts();
    const totals = await chart.locator('tbody tr td:last-child').allInnerTexts();
    expect(totals.map(øre)).toEqual(bars.map(øre));
    const whole = øre(new Map(await figuresOf(page)).get('Kostnad') ?? '');
    expect(totals.map(øre).reduce((sum, each) => sum + each)).toBe(whole);
    expect(øre(await chart.locator('tfoot tr td').last().innerText())).toBe(whole);
  });

  test('days that were held without an invoice are told, and lead to a cost that is begun', async () => {
    const page = await open('underWay');
    const held = page.getByRole('list', { name: 'Samlinger uten faktura' });
    expect(await textOf(held, 'li')).toContain(`Lederstøtte i barnehagene, vår: ${inDemoYear('16.04.2026')}.`);
    await follow(held, 'Før honoraret');
    await arrive(page, 'Før en utgift');
    expect(await valueOf(page, 'Dag eller dager'), 'the two first days have their fee').toBe(inDemoYear('16.04.2026'));
    expect(await page.getByLabel('Honorar').isChecked()).toBe(true);
  });

  test('what is missing leads to its very field, and is gone when it is mended', async () => {
    const page = await open('underWay');
    for (const [expense, field] of [[5, 'paidOn'], [6, 'consultant'], [7, 'upload']] as const) {
      await follow(page, `Til utgift ${expense}`);
      await page.locator(`#${field}`).waitFor({ state: 'visible' });
      expect(new URL(page.url()).hash).toBe(`#${field}`);
      await page.goBack();
      await arrive(page, /LED barnehage/);
    }
    expect(await textOf(page, 'main')).toContain('Utgift 5 er ikke betalt.');
    await follow(page, 'Til utgift 5');
    await fill(page, { Betalt: inDemoYear('4.5.2026') });
    await press(page, 'Lagre');
    await page.getByText('Endringene er lagret.').waitFor();
    await follow(page, 'Oversikt');
    await arrive(page, /LED barnehage/);
    expect(await textOf(page, 'main')).not.toContain('Utgift 5 er ikke betalt.');
  });
});

describe('one who only reads', () => {
  const site = useDemoSite();

  test('sees the figures, and nothing to change', async () => {
    const page = await site.open(site.demo().address('underWay'), { as: 'liv@fjellvik.example' });
    expect(new Map(await figuresOf(page)).get('Refusjon')).toBe('77 507,50 kr');
    for (const name of ['Ny utgift', 'Lag krav', 'Kopier', 'Før honoraret']) {
      expect(await page.getByRole('link', { name }).count(), name).toBe(0);
    }
    // What an expense lacks is looked at where it stands, and there too nothing can be changed.
    await follow(page, 'Til utgift 5');
    await arrive(page, /Honorar/);
    expect(await page.locator('main form').count()).toBe(0);
  });
});

/** Each key figure's name and amount. */
async function figuresOf(page: Page): Promise<[string, string][]> {
  const figures = await page.locator('#figures .key-figure').all();
  return Promise.all(figures.map(async (figure): Promise<[string, string]> => {
    const value = await textOf(figure, 'dd');
    return [await textOf(figure, 'dt'), value.split('\n')[0] ?? ''];
  }));
}
