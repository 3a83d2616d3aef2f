import { launchChromium } from './chromium.ts';
import { AxeBuilder } from '@axe-core/playwright';
const base = process.argv[2] ?? 'http://127.0.0.1:3111';
const who = process.argv[3] ?? 'siri@fjellvik.example';
const out = process.argv[4] ?? '/tmp/shots';
const { mkdirSync } = await import('node:fs'); mkdirSync(out, { recursive: true });
const browser = await launchChromium();
const context = await browser.newContext({ viewport: { width: Number(process.argv[5] ?? 1280), height: 900 }, colorScheme: process.argv[6] === 'dark' ? 'dark' : 'light' });
const page = await context.newPage();
await page.goto(`${base}/sign-in`);
await page.fill('#email', who); await page.fill('#password', 'kaffi og kvalkjøt');
await page.click('button[type=submit].ds-button[data-variant=primary]');
await page.waitForLoadState('networkidle');
console.log(page.url());
const seen = new Set<string>(); const queue = [page.url()]; let n = 0;
while (queue.length > 0 && n < 45) {
  const url = queue.shift()!; const key = url.replace(/[0-9a-f-]{36}/g, 'ID').replace(/[?#].*/, '');
  if (seen.has(key) || /pdf$|export|\/files\/ID|programme-file|sign-out/.test(key)) continue; seen.add(key); n++;
  const r = await page.goto(url); await page.waitForLoadState('networkidle');
  const axe = await new AxeBuilder({ page }).analyze();
  const over = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
  console.log(n, r?.status(), key.replace(base, ''), axe.violations.map((v) => `${v.id}(${v.nodes.length}) ${v.nodes[0]?.target.join(' ')}`).join('; '), over ? 'OVERFLOW' : '');
  await page.screenshot({ path: `${out}/${String(n).padStart(2, '0')}.png`, fullPage: true });
  for (const href of await page.$$eval('a[href]', (as) => as.map((a) => (a as HTMLAnchorElement).href))) if (href.startsWith(base) && !href.includes('lang=')) queue.push(href);
}
await browser.close();
