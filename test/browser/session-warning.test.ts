import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterEach, describe, expect, test } from 'vitest';
import { openDatabase } from '#db/connect.ts';
import { readSecondsLeft } from '#app/features/session/session-standing.ts';
import { useDemoSite } from './demo-site.ts';

/** The page warns before the session ends, in every tab, and lets one stay. Time is moved on in the page and in the database. */

const site = useDemoSite();
const person = 'siri@fjellvik.example';
const minuteMs = 60_000;

/** The sessions were last used, or end, so many minutes from now. */
async function moveSessions(change: { lastSeen?: number; ends?: number }): Promise<void> {
  const db = openDatabase({ kind: 'sqlite', file: site.demo().databaseFile });
  const at = (minutes: number) => new Date(Date.now() + minutes * minuteMs).toISOString();
  try {
    await db.updateTable('sessions').set({
      ...(change.lastSeen === undefined ? {} : { last_seen_at: at(change.lastSeen) }), ...(change.ends === undefined ? {} : { ends_at: at(change.ends) }),
    }).execute();
  } finally {
    await db.destroy();
  }
}

afterEach(() => moveSessions({ lastSeen: 0, ends: 600 }));

const path = () => `${site.demo().address('underWay')}/expenses/new`;

/** A page on which time has passed to when it looks how long the session lasts. */
async function openAndWait(): Promise<Page> {
  const page = await site.open('/', { as: person, viewport: { width: 360, height: 740 }, reducedMotion: 'reduce' });
  await page.clock.install();
  await page.goto(new URL(path(), page.url()).href);
  await page.waitForFunction(() => Object.keys(document).some((key) => key.startsWith('__reactContainer')));
  return page;
}

const dialogOf = (page: Page) => page.getByRole('alertdialog');

describe('some minutes before the session ends', () => {
  test('a dialog says how many, has the focus, and lets one stay; what was typed stands', async () => {
    const page = await openAndWait();
    await moveSessions({ lastSeen: -26 });
    await page.clock.fastForward('25:10');
    await dialogOf(page).waitFor();
    expect(await dialogOf(page).innerText()).toContain('Om 4 minutter logger vi deg ut');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Bli innlogget');
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().include('dialog').analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
    const folder = process.env['OU_PICTURES'];
    if (folder !== undefined) await page.screenshot({ path: `${folder}/warning.png` });
    await page.keyboard.press('Enter');
    await dialogOf(page).waitFor({ state: 'hidden' });
    const left = await page.request.get(new URL('/session', page.url()).href);
    expect(readSecondsLeft(await left.json())?.idle).toBeGreaterThan(1_750);
  });

  test('staying in one tab takes the warning away in the other', async () => {
    const page = await openAndWait();
    const other = await page.context().newPage();
    await other.clock.install();
    await other.goto(page.url());
    await other.waitForFunction(() => Object.keys(document).some((key) => key.startsWith('__reactContainer')));
    await moveSessions({ lastSeen: -26 });
    for (const tab of [page, other]) {
      await tab.bringToFront();
      await tab.clock.fastForward('25:10');
      await dialogOf(tab).waitFor();
    }
    await other.getByRole('button', { name: 'Bli innlogget' }).click();
    await dialogOf(other).waitFor({ state: 'hidden' });
    await dialogOf(page).waitFor({ state: 'hidden' });
  });

  test('one who comes too late is told, and loses nothing', async () => {
    const page = await openAndWait();
    await moveSessions({ lastSeen: -29 });
    await page.clock.fastForward('25:10');
    await dialogOf(page).waitFor();
    expect(await dialogOf(page).innerText()).toContain('Om ett minutt');
    await moveSessions({ lastSeen: -31 });
    await page.getByRole('button', { name: 'Bli innlogget' }).click();
    await page.getByRole('heading', { name: 'Du er logget ut' }).waitFor();
    await page.getByRole('button', { name: 'Lukk' }).click();
    await dialogOf(page).waitFor({ state: 'hidden' });
  });

  test('the longest there is, ten hours, is told too, and cannot be made longer', async () => {
    const page = await openAndWait();
    await moveSessions({ lastSeen: 0, ends: 4 });
    await page.clock.fastForward('25:10');
    await dialogOf(page).waitFor();
    expect(await dialogOf(page).innerText()).toContain('snart ti timer');
    expect(await dialogOf(page).getByRole('button').allInnerTexts()).toEqual(['Lukk']);
  });
});
