import { describe, expect, test } from 'vitest';
import { bothWays, useDemoSite } from './demo-site.ts';
import { arrive, fill, follow, inDemoYear, press, textOf } from './hands.ts';

/** Errand: what happened. Who did what and when, in plain words, on the programme, the expense, the claim and the organisation. */

describe.each(bothWays)('%s', (_, javaScriptEnabled) => {
  const site = useDemoSite();
  const open = (path: string, as = 'siri@fjellvik.example') => site.open(path, { as, javaScriptEnabled });

  test('a change of an expense is told on the expense and on the programme, from what to what', async () => {
    const page = await open(site.demo().address('underWay'));
    await follow(page, 'Fly til Fjellvik, tur–retur');
    await fill(page, { 'Beløp uten merverdiavgift': '4 080' });
    await press(page, 'Lagre');
    await page.getByText('Endringene er lagret.').waitFor();
    await page.getByText('Dette har skjedd').click();
    const entry = page.getByRole('listitem').filter({ hasText: 'Siri Saksbehandler endret utgiften «Fly til Fjellvik, tur–retur».' });
    await entry.first().waitFor({ state: 'visible' });
    expect(await textOf(entry.first(), 'ul')).toBe('beløp: fra 3 980,00 til 4 080,00');
    expect(await textOf(page, '.audit-list > li >> nth=-1')).toContain('Siri Saksbehandler førte utgiften');

    await follow(page, 'Historikk');
    await arrive(page, 'Dette har skjedd');
    expect(await textOf(page, '.audit-list > li >> nth=0')).toContain('beløp: fra 3 980,00 til 4 080,00');
    await follow(page, 'Til utgiften');
    await page.getByLabel('Beløp uten merverdiavgift').waitFor();
  });

  test('a claim tells its life, each step with who and why', async () => {
    const page = await open(`${site.demo().address('settled')}/claims`);
    await follow(page, 'Krav 2');
    await arrive(page, 'Krav 2');
    await page.getByText('Dette har skjedd').click();
    await page.locator('.audit-list').waitFor({ state: 'visible' });
    const told = await page.locator('.audit-list > li p').allInnerTexts();
    expect(told).toEqual([
      'Siri Saksbehandler registrerte oppgjøret for krav 2.', 'Siri Saksbehandler registrerte at krav 2 er sendt til KS.', 'Odd Økonomi attesterte krav 2.',
      'Siri Saksbehandler sendte krav 2 til attestasjon.', 'Siri Saksbehandler laget utkast til krav 2.',
    ]);
    const last = await textOf(page, '.audit-list > li >> nth=0');
    for (const words of [inDemoYear('12.06.2025'), 'mottatt beløp: 51 884,00', 'grunn: KS dekket ikke hotellnatten']) expect(last).toContain(words);
  });

  test('a programme tells everything that was done in it, with the way there', async () => {
    const page = await open(site.demo().address('settled'));
    await follow(page, 'Historikk');
    await arrive(page, 'Dette har skjedd');
    const told = await textOf(page, '.audit-list');
    for (const words of ['trakk krav 1.', 'grunn: Feil kontonummer i kravet.', 'lastet opp faktura-917.pdf.', 'opprettet programmet']) expect(told).toContain(words);
    expect(told, 'no word of the machine').not.toMatch(/[a-z]+_[a-z]+|[0-9a-f]{8}-|undefined|null/);
    await follow(page, 'Til kravet');
    await arrive(page, 'Krav 2');
  });

  test('the organisation’s trail is sealed, and says that nothing in it was altered', async () => {
    const page = await open(`${site.demo().address('fjellvik')}/history`, 'liv@fjellvik.example');
    await arrive(page, 'Dette har skjedd');
    expect(await textOf(page, 'main')).toMatch(/Historikken er uendret siden .*\n+.*seglene er regnet ut på nytt og stemmer/);
    await follow(page, 'Eldre endringer');
    await page.waitForURL(/before=/);
    await follow(page, 'De siste endringene');
    await page.waitForURL((url) => !url.search.includes('before='));
  });
});
