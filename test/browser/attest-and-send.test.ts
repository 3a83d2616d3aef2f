import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { openDatabase } from '#db/connect.ts';
import type { Role } from '#app/domain/permissions.ts';
import { readPdf } from '#test/fixtures/pdf-reader.ts';
import { bothWays, hydrated, useDemoSite } from './demo-site.ts';
import { arrive, fill, follow, press, tabTo, textOf } from './hands.ts';

/** Errand: attest and send. What waits, line by line beside its voucher; back with a reason, or approved, frozen, sent and settled. */

const signe = 'signe@havdal.example';
const oda = 'oda@havdal.example';
const lineCount = 6;

describe.each(bothWays)('%s', (_, javaScriptEnabled) => {
  const site = useDemoSite();
  const open = (path: string, as: string) => site.open(path, { as, javaScriptEnabled });

  /** Claim 4 waits, claim 3 is approved, claim 2 is sent. */
  async function openClaim(programme: 'inReview' | 'parts' | 'submitted', number: number, as: string): Promise<Page> {
    const page = await open(`${site.demo().address(programme)}/claims`, as);
    await follow(page, `Krav ${number}`);
    await arrive(page, `Krav ${number}`);
    return page;
  }

  async function openAttestation(as: string): Promise<Page> {
    const page = await openClaim('inReview', 4, as);
    await follow(page, 'Kontroller og attester');
    await arrive(page, 'Attester krav 4');
    return page;
  }

  test('what waits stands on the front page, and each line beside its voucher', async () => {
    const page = await open('/', oda);
    await follow(page, 'Åpne krav 4');
    await arrive(page, 'Attester krav 4');
    const lines = await page.locator('.attest-line').all();
    expect(lines).toHaveLength(lineCount);
    for (const line of lines) {
      const said = await textOf(line, '.stack >> nth=0');
      const address = await line.locator('iframe').getAttribute('src') ?? '';
      const answer = await page.request.get(new URL(address, page.url()).href);
      const paper = (await readPdf(await answer.body())).map(({ text }) => text).join(' ').replace(/\s+/g, ' ');
      const net = /Netto\n([\d ]+,\d\d)/.exec(said)?.[1] ?? 'no amount';
      const days = [...said.matchAll(/\d\d\.\d\d\.\d{4}: ([\d ]+,\d\d)/g)].map(([, amount = '']) => amount);
      for (const amount of days.length === 0 ? [net] : days) expect(paper, said).toContain(amount);
      expect(await line.getByRole('link', { name: /^Åpne .* i en ny fane$/ }).getAttribute('href')).toBe(address);
    }
  });

  test('on a small screen, which shows no PDF inside a page, each voucher is a link to it', async () => {
    const page = await openAttestation(oda);
    await page.setViewportSize({ width: 320, height: 640 });
    expect(await page.locator('.attest-line iframe').filter({ visible: true }).count()).toBe(0);
    expect(await page.getByRole('link', { name: /^Åpne .* i en ny fane$/ }).filter({ visible: true }).count()).toBe(lineCount);
    await page.setViewportSize({ width: 1280, height: 800 });
    expect(await page.locator('.attest-line iframe').filter({ visible: true }).count()).toBe(lineCount);
  });

  test('it goes back with a reason, which who made it sees, and comes again', async () => {
    const page = await openAttestation(oda);
    await page.getByRole('checkbox', { name: /^Kontrollert Linje 2 av 6/ }).check();
    await press(page, 'Send tilbake');
    await page.locator('#returnReason-error').waitFor();
    expect(site.statusOf(page)).toBe(422);
    expect(await page.getByRole('checkbox', { name: /^Kontrollert Linje 2 av 6/ }).isChecked(), 'no tick is lost').toBe(true);
    await fill(page, { 'Hva må rettes?': 'Linje 2: fakturaen mangler timeliste.' });
    await press(page, 'Send tilbake');
    await page.getByText('Kravet er sendt tilbake til den som laget det.').waitFor();
    const maker = await openClaim('inReview', 4, signe);
    expect(await textOf(maker, 'main')).toContain('Linje 2: fakturaen mangler timeliste.');
    await press(maker, 'Send til attestasjon');
    await maker.getByText('Kravet er sendt til attestasjon.').waitFor();
  });

  test('nobody approves what they made themselves, also when they have come to finance since', async () => {
    await becomes('finance');
    const page = await openAttestation(signe);
    expect(await textOf(page, 'main')).toContain('Du laget dette kravet');
    expect(await page.getByRole('button', { name: 'Attester kravet' }).count()).toBe(0);
    await becomes('case_worker');
  });

  async function becomes(role: Role): Promise<void> {
    const db = openDatabase({ kind: 'sqlite', file: site.demo().databaseFile });
    const user = await db.selectFrom('users').select('id').where('email', '=', signe).executeTakeFirstOrThrow();
    await db.updateTable('memberships').set({ role }).where('user_id', '=', user.id).execute();
    await db.destroy();
  }

  test('where the organisation allows it, who made it records who attested outside', async () => {
    const settings = await open(`${site.demo().address('fjellvik')}/settings`, 'ada@fjellvik.example');
    await settings.getByLabel('Krav kan attesteres utenfor systemet').check();
    await press(settings, 'Lagre');
    await settings.getByRole('status').first().waitFor();
    const page = await open(`${site.demo().address('ready')}/claims/new`, 'siri@fjellvik.example');
    await press(page, 'Lag utkast til krav');
    await press(page, 'Send til attestasjon');
    await page.getByText('Kravet er sendt til attestasjon.').waitFor();
    await follow(page, 'Kontroller og attester');
    await arrive(page, 'Attester krav 3');
    for (const box of await page.getByRole('checkbox', { name: /^Kontrollert Linje/ }).all()) await box.check();
    await press(page, 'Attester kravet');
    await page.locator('#external-error').waitFor();
    expect(site.statusOf(page)).toBe(422);
    await fill(page, { 'Attestert utenfor systemet av': 'Rådmann Ås, 24.11.2026' });
    await press(page, 'Attester kravet');
    await page.getByText('Kravet er attestert. PDF-en er laget og endres aldri.').waitFor();
    expect(await textOf(page, 'main')).toContain('Rådmann Ås, 24.11.2026');
    await page.getByText('Dette har skjedd').click();
    await page.locator('.audit-list').waitFor({ state: 'visible' });
    expect(await textOf(page, '.audit-list > li >> nth=0')).toContain('attestert utenfor systemet: Rådmann Ås, 24.11.2026');
  });

  test('approved it is frozen: its PDF stays the same to the byte, also when it is withdrawn', async () => {
    const page = await openAttestation(oda);
    const boxes = page.getByRole('checkbox', { name: /^Kontrollert Linje/ });
    for (let place = 1; place < lineCount; place += 1) await boxes.nth(place).check();
    await press(page, 'Attester kravet');
    await page.locator('#confirmUnchecked-error').waitFor();
    expect(site.statusOf(page)).toBe(422);
    expect(await boxes.and(page.locator(':checked')).count()).toBe(lineCount - 1);
    await boxes.first().check();
    await press(page, 'Attester kravet');
    await page.getByText('Kravet er attestert. PDF-en er laget og endres aldri.').waitFor();
    const frozen = await downloadedPdf(page);
    const pages = await readPdf(frozen);
    expect(pages.some(({ text }) => text.includes('UTKAST'))).toBe(false);
    expect(pages.map(({ text }) => text).join(' ').replace(/\s/g, ' ')).toContain('62 629,00');

    const maker = await open(`${site.demo().address('inReview')}/edit`, signe);
    await fill(maker, { 'Navn på programmet': 'LED skule, nytt namn' });
    await press(maker, 'Lagre');
    await maker.getByRole('status').first().waitFor();
    await page.getByText('Trekk kravet').first().click();
    await fill(page, { 'Hvorfor trekkes kravet?': 'Feil konto.' });
    await press(page, 'Trekk kravet');
    await page.getByText('Kravet er trukket. Utgiftene er ledige igjen.').waitFor();
    expect(sha256Of(await downloadedPdf(page))).toBe(sha256Of(frozen));
    await maker.goto(new URL(`${site.demo().address('inReview')}/claims/new`, maker.url()).href);
    await maker.getByRole('heading', { name: '6 linjer er valgt' }).waitFor();
  });

  test('the form helper gives KS each value, and what came is registered with why it differs', async () => {
    const page = await openClaim('parts', 3, oda);
    await follow(page, 'Gå til skjemahjelpen');
    const labels = await page.locator('.form-helper label').allInnerTexts();
    expect(labels.slice(0, 5)).toEqual(['Type krav', 'Tilsegnsnummer (KS-referanse)', 'Søkjar', 'Organisasjonsnummer', 'Kontonummer']);
    const value = (name: string) => page.getByRole('textbox', { name, exact: true }).inputValue();
    expect(await value('Beløp som blir kravt'), 'as a form takes it').toBe('26512,50');
    const copy = page.getByRole('button', { name: 'Kopier Kontonummer' });
    expect(await copy.count(), 'only where a script can copy').toBe(javaScriptEnabled ? 1 : 0);
    if (javaScriptEnabled) {
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      await copy.click();
      await page.getByText('Kopiert').waitFor();
      expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(await value('Kontonummer'));
    }
    await press(page, 'Merk som sendt');
    await page.getByText('Kravet er merket som sendt til KS.').waitFor();

    await fill(page, { 'Mottatt beløp': '26 000' });
    await press(page, 'Registrer oppgjøret');
    await page.locator('#differenceReason-error').waitFor();
    expect(site.statusOf(page)).toBe(422);
    expect(await textOf(page, '#differenceReason-error')).toContain('512,50 kr mindre enn krevd');
    expect(await page.getByLabel('Mottatt beløp').inputValue(), 'what was typed stays').toBe('26 000');
    await fill(page, { 'Hvorfor er det et annet beløp enn krevd?': 'KS dekket ikke hele reisen.' });
    await press(page, 'Registrer oppgjøret');
    await page.getByText('Oppgjøret er registrert.').waitFor();
    const figures = await textOf(page, '.key-figures');
    expect(figures).toContain('26 000,00 kr');
    expect(figures).toContain('KS dekket ikke hele reisen.');
  });

  test('a new version replaces what was sent, and each says which the other is', async () => {
    const page = await openClaim('submitted', 2, oda);
    expect(await page.getByText('Lag en ny versjon').count(), 'who prepares claims makes versions').toBe(0);
    const maker = await openClaim('submitted', 2, signe);
    await maker.getByText('Lag en ny versjon').click();
    await press(maker, 'Lag ny versjon');
    await maker.locator('#replaceReason-error').waitFor();
    expect(site.statusOf(maker)).toBe(422);
    await fill(maker, { 'Hvorfor trengs en ny versjon?': 'KS ba om flere bilag.' });
    await press(maker, 'Lag ny versjon');
    await arrive(maker, 'Krav 6');
    const said = await textOf(maker, 'main');
    for (const words of ['Utkast', 'Erstatter krav 2', 'KS ba om flere bilag.', '51 653,35 kr']) expect(said).toContain(words);
    await follow(maker, 'Krav 2');
    await arrive(maker, 'Krav 2');
    expect(await textOf(maker, 'main')).toContain('Erstattet av krav 6');
  });
});

describe('with the keyboard alone', () => {
  const site = useDemoSite();

  test('from the front page through every line to an attested claim', async () => {
    const page = await site.open('/', { as: oda });
    const { keyboard } = page;
    await tabTo(page, 'Åpne krav 4');
    await keyboard.press('Enter');
    await arrive(page, 'Attester krav 4');
    // The way to the next line, which scripts add, would come between two steps of the keyboard.
    await hydrated(page);
    for (let line = 1; line <= lineCount; line += 1) {
      await tabTo(page, 'Kontrollert');
      await keyboard.press('Space');
    }
    await page.getByText('6 av 6 linjer er kontrollert').waitFor();
    await tabTo(page, 'Attester kravet');
    await keyboard.press('Enter');
    await page.getByText('Kravet er attestert. PDF-en er laget og endres aldri.').waitFor();
  });
});

async function downloadedPdf(page: Page): Promise<Buffer> {
  const download = page.waitForEvent('download');
  await follow(page, 'Last ned PDF');
  return readFile(await (await download).path());
}

function sha256Of(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
