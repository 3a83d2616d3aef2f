import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startMailServer, type MailServer } from '#test/fixtures/mail-server.ts';
import { tokenIn } from '#test/fixtures/town.ts';
import { bothWays, useDemoSite } from './demo-site.ts';
import { arrive, fill, follow, press, textOf } from './hands.ts';

/** An administrator asks people in; they read the e-mail and come. */

let mail: MailServer;
beforeAll(async () => { mail = await startMailServer(); });
afterAll(() => mail.stop());

const site = useDemoSite(() => ({ SMTP_URL: `smtp://127.0.0.1:${mail.port}`, MAIL_FROM: 'OU-refusjon <ou@havdal.example>' }));

/** The e-mail to an address, once it has come; the newest. */
async function mailTo(email: string, already: number) {
  const theirs = () => mail.taken.filter(({ to }) => to.includes(email));
  await expect.poll(() => theirs().length, { timeout: 20_000 }).toBe(already + 1);
  return theirs().at(-1) ?? expect.fail();
}

async function openPeople(javaScriptEnabled: boolean): Promise<Page> {
  const page = await site.open(`${site.demo().address('havdal')}/people`, { as: 'arne@havdal.example', javaScriptEnabled });
  await arrive(page, 'Tilgang');
  return page;
}

const programmeOf = (page: Page) => page.getByLabel('Program', { exact: true }).locator('option').nth(1);

describe.each(bothWays)('%s', (_, javaScriptEnabled) => {
  test('a consultant who helps another municipality is asked in, comes by the e-mail, and has both on the front page', async () => {
    const arne = await openPeople(javaScriptEnabled);
    await follow(arne, 'Kim Konsulent');
    await arrive(arne, 'Kim Konsulent');
    await follow(arne, 'Avslutt tilgangen');
    await arrive(arne, 'Avslutt tilgangen til Kim Konsulent?');
    const kim = await site.open('/', { as: 'kim@konsulent.example', javaScriptEnabled });
    expect(await kim.locator('main').innerText()).toContain('Havdal');
    await press(arne, 'Avslutt nå');
    await arrive(arne, 'Tilgang');
    expect(await textOf(arne, 'main [role=status]')).toContain('Tilgangen er avsluttet');
    await kim.reload();
    expect(await kim.locator('main').innerText()).not.toContain('Havdal');

    const before = mail.taken.filter(({ to }) => to.includes('kim@konsulent.example')).length;
    await follow(arne, 'Inviter noen');
    await arrive(arne, 'Inviter noen');
    await fill(arne, { Navn: 'Kim Konsulent', 'E-post': 'kim@konsulent.example' });
    await arne.getByRole('radio', { name: 'Konsulent', exact: true }).check();
    await press(arne, 'Send invitasjonen');
    expect(await textOf(arne, 'main .ds-error-summary')).toContain('Velg programmet konsulenten skal slippe inn i.');
    expect(site.complaints()).toEqual([expect.stringContaining('422')]);
    expect(await arne.getByLabel('E-post', { exact: true }).inputValue()).toBe('kim@konsulent.example');
    const programme = (await programmeOf(arne).innerText()).trim();
    await arne.getByLabel('Program', { exact: true }).selectOption({ label: programme });
    await press(arne, 'Send invitasjonen');
    await arrive(arne, 'Tilgang');
    expect(await arne.locator('main').innerText()).toContain('kim@konsulent.example');

    const letter = await mailTo('kim@konsulent.example', before);
    expect(letter.subject).toMatch(/^Invitasjon til Havdal/);
    expect(letter.text).toContain('Arne Administrator');
    expect(letter.text).toContain(programme);
    const link = new URL(/http:\S+/.exec(letter.text)?.[0] ?? '');
    await kim.goto(link.href);
    await arrive(kim, /invitert til Havdal/);
    expect(await kim.locator('main').innerText()).toContain(programme);
    await kim.locator('main form button[type=submit]').click();
    await arrive(kim, programme);
    await kim.goto(new URL('/', link).href);
    const home = await kim.locator('main').innerText();
    expect(home).toContain('Fjellvik');
    expect(home).toContain('Havdal');
    await kim.goto(link.href);
    await arrive(kim, /^Lenk(en virker|ja verkar) ikk/);
    expect(site.statusOf(kim)).toBe(404);
  });

  test('somebody new chooses a name and a password and is in; looking at the link changes nothing', async () => {
    const email = `ny-${javaScriptEnabled ? 'a' : 'b'}@havdal.example`;
    const arne = await openPeople(javaScriptEnabled);
    await follow(arne, 'Inviter noen');
    await fill(arne, { Navn: 'Ny Medarbeider', 'E-post': email });
    await arne.getByRole('radio', { name: 'Innsyn', exact: true }).check();
    await arne.getByLabel('Språket i e-posten', { exact: true }).selectOption('en');
    await press(arne, 'Send invitasjonen');
    await arrive(arne, 'Tilgang');
    const letter = await mailTo(email, 0);
    expect(letter.subject).toMatch(/^Invitation to Havdal/);
    const path = `/invitation/${tokenIn(letter.text)}`;
    const person = await site.open(path, { javaScriptEnabled });
    await person.reload();
    await arrive(person, /invitert til Havdal/);
    expect(await person.getByLabel('Navnet ditt', { exact: true }).inputValue()).toBe('Ny Medarbeider');
    await fill(person, { Passord: 'passord1234', 'Gjenta passordet': 'passord1234' });
    await press(person, 'Lag konto og godta');
    await person.locator('.ds-error-summary').waitFor();
    expect(site.complaints()).toEqual([expect.stringContaining('422')]);
    await fill(person, { Passord: 'fire ord uten noe rim', 'Gjenta passordet': 'fire ord uten noe rim' });
    await press(person, 'Lag konto og godta');
    await arrive(person, /Havdal/);
  });
});

test('what was sent is listed, with how it went', async () => {
  const page = await site.open(`${site.demo().address('havdal')}/mail`, { as: 'arne@havdal.example' });
  await arrive(page, 'Sendt e-post');
  const rows = await page.locator('main tbody tr').allInnerTexts();
  expect(rows.length).toBeGreaterThanOrEqual(4);
  expect(rows.every((row) => row.includes('Invitasjon') && row.includes('Sendt'))).toBe(true);
});
