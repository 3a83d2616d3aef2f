import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** What axe finds wrong with a page as it stands, in both themes. */
export async function faultsOf(page: Page): Promise<string[]> {
  const faults: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    // Colours change over a millisecond, which a busy machine stretches: looked at once they have.
    await page.evaluate(() => Promise.all(document.getAnimations().map(({ finished }) => finished.catch(() => undefined))));
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
    faults.push(...violations.map(({ id, nodes }) => `${colorScheme} ${id}: ${nodes.slice(0, 3).map((node) => `${node.html.slice(0, 200)} (${node.target.join(' ')})`).join(' | ')}`));
  }
  return faults;
}

/** How far a page reaches beyond a narrow screen, and what reaches there. Tables scroll by themselves. */
export async function overflowOf(page: Page): Promise<string[]> {
  await page.setViewportSize({ width: 320, height: 640 });
  return page.evaluate(() => {
    if (document.documentElement.scrollWidth <= 320) return [];
    const wide = [...document.querySelectorAll('main *, header *, footer *')].filter((element) => element.getBoundingClientRect().right > 321);
    return wide.slice(0, 5).map((element) => `${element.tagName}.${element.className} ${element.getBoundingClientRect().right}`);
  });
}
