import type { Locator, Page } from 'playwright-core';
import { demoYears } from '#app/features/demo/demo-installation.ts';
import { dayInNorway } from '#app/i18n/format.ts';

/** What a person does on a page, by the words they see. */

export async function press(page: Page, name: string): Promise<void> {
  await page.locator('main').getByRole('button', { name, exact: true }).click();
}

/** On a page, or in a part of one. */
export async function follow(place: Page | Locator, name: string): Promise<void> {
  const part = 'goto' in place ? place.locator('main') : place;
  await part.getByRole('link', { name, exact: true }).first().click();
}

export async function fill(page: Page, fields: Readonly<Record<string, string>>): Promise<void> {
  for (const [label, value] of Object.entries(fields)) await page.getByLabel(label, { exact: true }).fill(value);
}

/** Waits for the page of that heading. */
export async function arrive(page: Page, heading: string | RegExp): Promise<void> {
  await page.getByRole('heading', { level: 1, name: heading }).waitFor();
}

/** Waits until the page tells of what was just done; while a form is sent it tells how far that has come. */
export async function isDone(page: Page): Promise<void> {
  await page.locator('.notice[role=status]').first().waitFor();
}

/** A field's content, with ordinary spaces. */
export async function valueOf(page: Page, label: string): Promise<string> {
  return plain(await page.getByLabel(label, { exact: true }).inputValue());
}

/** What a part of the page says, with ordinary spaces. */
export async function textOf(place: Page | Locator, selector: string): Promise<string> {
  return plain(await place.locator(selector).innerText());
}

/** An amount as it is shown, in øre, so that amounts can be added. */
export function øre(shown: string): number {
  return Number(plain(shown).replace(/[ ,]|kr$/g, '').replace('−', '-'));
}

/** A day of the demo, whose years follow the school year. */
export const inDemoYear = demoYears(dayInNorway(new Date()));

/** Presses Tab until what has the focus is called that. */
export async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  for (let presses = 0; presses < 200; presses += 1) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(nameOfFocused);
    if (typeof name === 'string' ? focused === name : name.test(focused)) return;
  }
  throw new Error(`Tab never comes to ${String(name)}`);
}

function nameOfFocused(): string {
  const element = document.activeElement;
  const said = element?.getAttribute('aria-label') ?? (element instanceof HTMLInputElement ? element.labels?.[0]?.innerText : undefined);
  return (said ?? element?.textContent ?? '').trim();
}

function plain(text: string): string {
  return text.replace(/[\u00a0\u202f]/g, ' ');
}
