import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Language } from '#app/domain/programme.ts';
import { codeAt } from '#test/fixtures/authenticator.ts';
import { startMailServer, type MailServer, type TakenMail } from '#test/fixtures/mail-server.ts';
import { aPdf } from '#test/fixtures/papers.ts';
import { readPdf } from '#test/fixtures/pdf-reader.ts';
import { hydrated, useDemoSite } from './demo-site.ts';
import { arrive, fill, follow, inDemoYear, press, textOf } from './hands.ts';

/**
 * Errand: a municipality that writes nynorsk lets in a consultant who already helps one that writes bokmål. She comes on a
 * telephone, with a code from her app, and hands in three days; they become a claim that somebody else approves.
 */

let mail: MailServer;
beforeAll(async () => { mail = await startMailServer(); });
afterAll(() => mail.stop());

const site = useDemoSite(() => ({ SMTP_URL: `smtp://127.0.0.1:${mail.port}`, MAIL_FROM: 'OU-refusjon <ou@havdal.example>' }));
const tuva = { name: 'Tuva Tveit', email: 'tuva@rettleiing.example', password: 'fire ord uten noe rim' };
const programme = 'Leiing i tekniske tenester 2025–2026';
const telephone = { viewport: { width: 360, height: 740 } };
const first = inDemoYear('2.6.2026');
/** Words of bokmål that no page in nynorsk says. */
const bokmål = /(?<![\p{L}-])(?:ikke|jeg|hva|hvem|hvor|hvorfor|noe|noen|fra|bare|uten|kommer|mangler|gjelder|dager|dagene|hver|være|blir sendt av|godtatt|skriver|filen|utgiften)(?![\p{L}-])/iu;

/** The e-mail to an address that says this, once it has come. */
async function mailTo(email: string, subject: RegExp): Promise<TakenMail> {
  const theirs = () => mail.taken.filter(({ to, subject: said }) => to.includes(email) && subject.test(said));
  await expect.poll(() => theirs().length, { timeout: 20_000 }).toBe(1);
  return theirs()[0] ?? expect.fail();
}

const linkIn = ({ text }: TakenMail) => new URL(/http:\S+/.exec(text)?.[0] ?? expect.fail('The e-mail has no link'));

let pictures = 0;

/** What anybody may ask of a page: it is in the language, says the sentence in it, is accessible, and fits the screen. */
async function see(page: Page, language: Language, says: string): Promise<void> {
  await page.getByText(says).first().waitFor();
  await hydrated(page);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const folder = process.env['OU_PICTURES'];
  if (folder !== undefined) await page.screenshot({ path: `${folder}/${String(pictures += 1).padStart(2, '0')}.png`, fullPage: true });
  expect.soft(await page.locator('html').getAttribute('lang'), page.url()).toBe(language);
  const found = bokmål.exec(await page.locator('body').innerText())?.[0];
  if (language === 'nn') expect.soft(found, page.url()).toBeUndefined();
  else expect.soft(found, 'the words do their work').toBeDefined();
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  expect.soft(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`), page.url()).toEqual([]);
  const before = page.viewportSize() ?? telephone.viewport;
  for (const viewport of [before, telephone.viewport]) {
    await page.setViewportSize(viewport);
    expect.soft(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), page.url()).toBeLessThanOrEqual(0);
  }
  if (folder !== undefined && before.width > 400) await page.screenshot({ path: `${folder}/${String(pictures).padStart(2, '0')}-phone.png`, fullPage: true });
  await page.setViewportSize(before);
}

const openIn = (language: Language, path: string, as?: string) => site.open(path, { as, speaks: language });

/** Asks Tuva in to a programme, in the words of the administrator's own language. */
async function invite(page: Page, words: { readonly consultant: string; readonly name: string; readonly send: string }, its: string): Promise<void> {
  await fill(page, { [words.name]: tuva.name, 'E-post': tuva.email });
  await page.getByRole('radio', { name: words.consultant, exact: true }).check();
  await page.getByLabel('Program', { exact: true }).selectOption({ label: its });
  await press(page, words.send);
}

const used = new Set<string>();

/** A code of the app that was not used yet: each counts once. */
async function nextCode(page: Page, key: string): Promise<string> {
  const code = [0, 1].map((steps) => codeAt(key, new Date(), steps)).find((each) => !used.has(each));
  if (code !== undefined) {
    used.add(code);
    return code;
  }
  await page.waitForTimeout(1_000);
  return nextCode(page, key);
}

test('a consultant of one municipality is let in by another, and three days of hers become a claim', { timeout: 300_000 }, async () => {
  await cameToTheFirst();
  const invited = await askedInToTheSecond();
  const phone = await site.open(invited.pathname + invited.search, telephone);
  await acceptedOn(phone, invited);
  await handedIn(phone);
  await matchedAndClaimed();
  await sawHowItStands(phone);
});

/** She has come to the first in nynorsk, as its invitation was written. */
async function cameToTheFirst(): Promise<void> {
  const ada = await openIn('nb', `${site.demo().address('fjellvik')}/people/invite`, 'ada@fjellvik.example');
  const its = (await ada.getByLabel('Program', { exact: true }).locator('option').nth(1).innerText()).trim();
  await ada.getByLabel('Språket i e-posten').selectOption('nn');
  await invite(ada, { name: 'Navn', consultant: 'Konsulent', send: 'Send invitasjonen' }, its);
  await arrive(ada, 'Tilgang');
  const letter = await mailTo(tuva.email, /^Invitasjon til Fjellvik/);
  expect(letter.text).toContain('Lenkja verkar éin gong');
  const { pathname, search } = linkIn(letter);
  const page = await site.open(pathname + search, telephone);
  await see(page, 'nn', 'Namnet ditt');
  await fill(page, { Passord: tuva.password, 'Gjenta passordet': tuva.password });
  await press(page, 'Lag konto og godta');
  await arrive(page, its);
  await see(page, 'nn', 'Dine utgifter');
}

/** The second asks her in by an e-mail in her own language, whatever it chose. */
async function askedInToTheSecond(): Promise<URL> {
  const arne = await openIn('nn', `${site.demo().address('havdal')}/people`, 'arne@havdal.example');
  await see(arne, 'nn', 'Inviterte som ikkje har svart');
  await follow(arne, 'Inviter nokon');
  await arrive(arne, 'Inviter nokon');
  await see(arne, 'nn', 'Berre for konsulentar');
  expect(await arne.getByLabel('Språket i e-posten').inputValue(), 'the municipality’s own').toBe('nn');
  await arne.getByLabel('Språket i e-posten').selectOption('en');
  await invite(arne, { name: 'Namn', consultant: 'Konsulent', send: 'Send invitasjonen' }, programme);
  await arrive(arne, 'Tilgang');
  await see(arne, 'nn', 'Invitasjonen er laga.');
  const letter = await mailTo(tuva.email, /^Invitasjon til Havdal/);
  expect(letter.text).toContain('Lenkja verkar éin gong');
  expect(letter.text).toContain(programme);
  expect(bokmål.exec(letter.text)?.[0]).toBeUndefined();
  return linkIn(letter);
}

/** On a telephone: signs in, sets up codes, comes in again by one, and accepts. */
async function acceptedOn(phone: Page, invited: URL): Promise<void> {
  await arrive(phone, 'Du er invitert til Havdal kommune');
  await see(phone, 'nn', 'Det finst ein konto for');
  await follow(phone, 'Logg inn');
  await arrive(phone, 'Logg inn');
  await see(phone, 'nn', 'Har du gløymt passordet?');
  await fill(phone, { 'E-post': tuva.email, Passord: tuva.password });
  await press(phone, 'Logg inn');
  await arrive(phone, 'Du er invitert til Havdal kommune');
  await see(phone, 'nn', 'Godta invitasjonen');
  await phone.locator('header').getByRole('link', { name: /Kontoen din/ }).click();
  await arrive(phone, 'Kontoen din');
  await see(phone, 'nn', 'Her er du logga inn');
  await follow(phone, 'Set opp totrinnsinnlogging');
  await arrive(phone, 'Totrinnsinnlogging');
  await see(phone, 'nn', 'Etter passordet skriv du ein kode');
  await fill(phone, { 'Passordet du har no': tuva.password });
  await press(phone, 'Set opp');
  await see(phone, 'nn', 'Legg kontoen inn i appen');
  const key = (await phone.getByRole('textbox', { name: 'Nøkkel' }).inputValue()).replaceAll(' ', '');
  await fill(phone, { 'Kode frå appen': await nextCode(phone, key) });
  await press(phone, 'Slå på');
  await arrive(phone, 'Ta vare på reservekodane');
  await see(phone, 'nn', 'Mistar du telefonen');
  await follow(phone, 'Eg har teke vare på dei');
  await arrive(phone, 'Kontoen din');
  await phone.getByRole('button', { name: 'Logg ut', exact: true }).first().click();
  await arrive(phone, 'Logg inn');

  await phone.goto(invited.href);
  await follow(phone, 'Logg inn');
  await fill(phone, { 'E-post': tuva.email, Passord: tuva.password });
  await press(phone, 'Logg inn');
  await arrive(phone, 'Skriv koden frå appen');
  await see(phone, 'nn', 'Seks siffer');
  await fill(phone, { 'Kode frå appen': await nextCode(phone, key) });
  await press(phone, 'Logg inn');
  await arrive(phone, 'Du er invitert til Havdal kommune');
  await press(phone, 'Godta invitasjonen');
  await arrive(phone, programme);
  await see(phone, 'nn', 'Dine utgifter');
  await phone.locator('header a').first().click();
  await phone.getByRole('heading', { name: 'Havdal kommune' }).waitFor();
  expect(await textOf(phone, 'main')).toContain('Fjellvik kommune');
  await see(phone, 'nn', programme);
}

/** Hands in three days, which the municipality accepts. */
async function handedIn(phone: Page): Promise<void> {
  await follow(phone, programme);
  await arrive(phone, programme);
  await follow(phone, 'Ny dagsliste');
  await arrive(phone, 'Ny dagsliste');
  await see(phone, 'nn', 'Fondet refunderer høgst 18 000,00 kr');
  await fill(phone, { 'Dag eller dagar': `3 dagar à 20 000 frå ${first}` });
  await phone.locator('#work-0').fill('Prosessrettleiing i einingane');
  await press(phone, 'Lever dagslista');
  await see(phone, 'nn', 'Dagslista er levert.');
  expect(await textOf(phone, 'main')).toContain('60 000,00');

  // The contact on paper is a shared address that nobody signs in with.
  const letter = await mailTo('signe@havdal.example', /^Dagsliste levert/);
  expect(letter.text).toContain('fordi du er saksbehandlar i Havdal kommune');
  expect(letter.text).toContain('Tuva Tveit har levert ei dagsliste');
  expect(bokmål.exec(letter.text)?.[0]).toBeUndefined();
  const waiting = linkIn(letter);
  const signe = await site.open(waiting.pathname + waiting.search, { as: 'signe@havdal.example', speaks: 'nothing yet' });
  await arrive(signe, /^Svar på dagsliste/);
  await see(signe, 'nn', 'Prosessrettleiing i einingane');
  await press(signe, 'Godta og før utgiftene');
  await see(signe, 'nn', 'Dagslista er godteken.');
  await follow(signe, 'Kople ein faktura');
  await arrive(signe, 'Kople faktura til dagar');
  await see(signe, 'nn', 'Last opp fakturaen først');
  await follow(signe, 'Legg ved fil');
  await arrive(signe, 'Bilag');
  const answer = await mailTo(tuva.email, /^Dagslista er godteken/);
  await phone.goto(linkIn(answer).href);
  await see(phone, 'nn', 'Manglar faktura');
}

/** The invoice is matched and paid, and the claim is sent to finance, who approves it. */
async function matchedAndClaimed(): Promise<void> {
  const address = site.demo().address('parts');
  const signe = await openIn('nn', `${address}/files`, 'signe@havdal.example');
  await see(signe, 'nn', 'Last opp');
  const bill = { name: 'faktura-tuva.pdf', mimeType: 'application/pdf', buffer: await aPdf({ marker: 'Faktura T-1' }) };
  await signe.locator('#files').setInputFiles(bill);
  await press(signe, 'Last opp');
  await signe.getByRole('link', { name: bill.name }).first().waitFor();
  await signe.goto(new URL(`${address}/day-sheets`, signe.url()).href);
  await see(signe, 'nn', 'Dagar og reiser som konsulentane har levert');
  await follow(signe, 'Kople ein faktura');
  await arrive(signe, 'Kople faktura til dagar');
  await see(signe, 'nn', 'Vel fakturaen mellom filer som inga utgift har');
  await follow(signe, bill.name);
  await signe.locator('#file option:checked', { hasText: bill.name }).waitFor({ state: 'attached' });
  await fill(signe, { Fakturanummer: 'T-1', Fakturadato: inDemoYear('12.6.2026'), Leverandør: 'Tveit Rettleiing' });
  await signe.locator('#net').fill('60 000');
  await press(signe, 'Vis summen');
  await see(signe, 'nn', 'Summane er like.');
  await press(signe, 'Kople fakturaen');
  await see(signe, 'nn', 'Fakturaen er kopla.');

  await signe.goto(new URL(`${address}/claims/new`, signe.url()).href);
  await arrive(signe, 'Lag krav');
  await see(signe, 'nn', 'Ikkje betalt');
  await follow(signe, 'Prosessrettleiing i einingane');
  await arrive(signe, /^Honorar/);
  await see(signe, 'nn', 'Fondet refunderer berre det som er betalt.');
  await fill(signe, { Betalt: inDemoYear('30.6.2026') });
  await press(signe, 'Lagre');
  await see(signe, 'nn', 'lagra');
  await signe.goto(new URL(`${address}/claims/new`, signe.url()).href);
  await arrive(signe, 'Lag krav');
  await press(signe, 'Lag utkast til krav');
  await arrive(signe, /^Krav \d+$/);
  await see(signe, 'nn', 'Utkastet er laga.');
  await press(signe, 'Send til attestasjon');
  await see(signe, 'nn', 'Kravet er sendt til attestasjon.');
  const claim = await textOf(signe, 'h1');

  const oda = await openIn('nn', '/', 'oda@havdal.example');
  await see(oda, 'nn', `${claim} i`);
  await oda.getByRole('link', { name: `Opne ${claim.toLowerCase()}` }).click();
  await arrive(oda, `Attester ${claim.toLowerCase()}`);
  for (const box of await oda.getByRole('checkbox', { name: /^Kontrollert Linje/ }).all()) await box.check();
  await see(oda, 'nn', '37 800,00');
  await press(oda, 'Attester kravet');
  await see(oda, 'nn', 'PDF-en er laga og blir aldri endra.');
  const file = await oda.request.get(new URL(await oda.getByRole('link', { name: 'Last ned PDF' }).first().getAttribute('href') ?? '', oda.url()).href);
  const pages = (await readPdf(await file.body())).map(({ text }) => text.replace(/\s+/g, ' '));
  // The demo's letter of grant is no text of the municipality's.
  const said = pages.filter((text) => !text.includes('ikke et brev fra KS')).join(' ');
  expect(said).toContain('Faktura T-1');
  // Three days of 20 000 count with 18 000 each, and 70 percent of 54 000 come back.
  for (const words of ['Søknad om refusjon av OU-midlar', '60 000,00', '54 000,00', '37 800,00']) expect(said).toContain(words);
  expect(bokmål.exec(said)?.[0]).toBeUndefined();
}

/** She sees how it stands in words, and never an account number. */
async function sawHowItStands(phone: Page): Promise<void> {
  await phone.goto(new URL(site.demo().address('parts'), phone.url()).href);
  await see(phone, 'nn', 'Attestert');
  expect(await textOf(phone, '#expenses')).toMatch(/Krav \d+ · Attestert/);
  for (const page of ['', '/day-sheets', '/files', '/edit', '/consultants', '/activities', '/grant']) {
    const answer = await phone.request.get(new URL(site.demo().address('parts') + page, phone.url()).href);
    // As digits alone, so that no way of grouping them hides the number.
    expect((await answer.text()).replace(/(?<=\d)[ .\u00a0](?=\d)/g, ''), page).not.toContain('99991111227');
  }
}
