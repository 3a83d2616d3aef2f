import type { Page } from 'playwright-core';

/** What a person does on a page, by the words they see. */

export async function press(page: Page, name: string): Promise<void> {
  await page.locator('main').getByRole('button', { name, exact: true }).click();
}

export async function follow(page: Page, name: string): Promise<void> {
  await page.locator('main').getByRole('link', { name, exact: true }).first().click();
}

export async function fill(page: Page, fields: Readonly<Record<string, string>>): Promise<void> {
  for (const [label, value] of Object.entries(fields)) await page.getByLabel(label, { exact: true }).fill(value);
}

/** Waits for the page of that heading. */
export async function arrive(page: Page, heading: string | RegExp): Promise<void> {
  await page.getByRole('heading', { level: 1, name: heading }).waitFor();
}

/** A field's content, with ordinary spaces. */
export async function valueOf(page: Page, label: string): Promise<string> {
  return plain(await page.getByLabel(label, { exact: true }).inputValue());
}

/** What a part of the page says, with ordinary spaces. */
export async function textOf(page: Page, selector: string): Promise<string> {
  return plain(await page.locator(selector).innerText());
}

function plain(text: string): string {
  return text.replace(/[\u00a0\u202f]/g, ' ');
}
