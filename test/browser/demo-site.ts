import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, BrowserContextOptions, Page, Response } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import type { Language } from '#app/domain/programme.ts';
import { demoPassword } from '#app/features/demo/demo-installation.ts';
import { languageCookie } from '#app/http/chosen-language.ts';
import { launchChromium } from './chromium.ts';
import { aDemoFolder, type DemoFolder } from './demo-folder.ts';
import { startWebServer, type WebServer } from './web-server.ts';

export interface DemoSite {
  readonly demo: () => DemoFolder;
  readonly setupCode: () => string;
  /** Everybody's. */
  readonly password: string;
  /** Opens a page; signed in as a person when one is named. Whatever the browser complains of on it fails the test. */
  readonly open: (path: string, options?: OpenOptions) => Promise<Page>;
  /** How often a page asked before it was left, taken out; whatever a test did not expect fails it. Leaving is what is answered. */
  readonly askedBeforeLeaving: () => number;
  /** Complaints so far, taken out: for those that a test expects. */
  readonly complaints: () => string[];
  /** The status of what the page shows. That the browser complains of it is then expected, as it does where scripts are on. */
  readonly statusOf: (page: Page) => number | undefined;
}

export interface OpenOptions extends BrowserContextOptions {
  readonly as?: string | undefined;
  /** What the person's browser was asked for before, whatever their municipality writes: bokmål where nothing else is said. */
  readonly speaks?: Language | 'nothing yet';
}

type State = NonNullable<BrowserContextOptions['storageState']>;

/** The built application with the demo's installation, and one browser, for all tests of a file; `settings` are of its environment. */
export function useDemoSite(settings?: () => Readonly<Record<string, string>>): DemoSite {
  return useSite(aDemoFolder, settings);
}

/** The same as it is when it is first started. */
export function useEmptySite(): DemoSite {
  return useSite(async () => ({ folder: await mkdtemp(join(tmpdir(), 'ou-site-')), databaseFile: '', address: () => '' }));
}

function useSite(prepare: () => Promise<DemoFolder>, settings?: () => Readonly<Record<string, string>>): DemoSite {
  let demo: DemoFolder;
  let server: WebServer;
  let browser: Browser;
  const states = new Map<string, State>();
  const pages: Page[] = [];
  const complaints: string[] = [];
  const asked: string[] = [];
  const statuses = new WeakMap<Page, number>();
  const expectedStatuses = new Set<number>();

  beforeAll(async () => {
    [demo, browser] = await Promise.all([prepare(), launchChromium()]);
    server = await startWebServer(demo.folder, settings?.());
  });

  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') for (const page of pages) await tell(page);
    await Promise.all(pages.splice(0).map((page) => page.context().close()));
    const unexpected = complaints.splice(0).filter((text) => !expectedStatuses.has(statusIn(text)));
    expectedStatuses.clear();
    expect([...unexpected, ...asked.splice(0).map((url) => `Asked before ${url} was left`)]).toEqual([]);
  });

  afterAll(async () => {
    await browser.close();
    expect(await server.stop()).toBe(0);
    await rm(demo.folder, { recursive: true, force: true });
  });

  async function stateOf(email: string): Promise<State> {
    const known = states.get(email);
    if (known !== undefined) return known;
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${server.address}/sign-in`);
    await page.locator('#email').fill(email);
    await page.locator('#password').fill(demoPassword);
    await page.locator('main form button[type=submit]').click();
    const state = await context.storageState();
    await context.close();
    states.set(email, state);
    return state;
  }

  return {
    demo: () => demo,
    password: demoPassword,
    setupCode: () => server.setupCode ?? '',
    askedBeforeLeaving: () => asked.splice(0).length,
    complaints: () => complaints.splice(0),
    statusOf: (page) => {
      const status = statuses.get(page);
      if (status !== undefined && status >= 400) expectedStatuses.add(status);
      return status;
    },
    open: async (path, { as, speaks = as === undefined ? 'nothing yet' : 'nb', ...options } = {}) => {
      const state = as === undefined ? {} : { storageState: await stateOf(as) };
      const context = await askedFor(await browser.newContext({ ...onDesk, ...state, ...options }), speaks, server.address);
      const page = await context.newPage();
      page.setDefaultTimeout(10_000);
      pages.push(page);
      page.on('console', (message) => { if (['error', 'warning'].includes(message.type())) complaints.push(message.text()); });
      page.on('dialog', (dialog) => {
        if (dialog.type() === 'beforeunload') asked.push(page.url());
        void dialog.accept();
      });
      page.on('pageerror', (error) => { complaints.push(error.message); });
      page.on('response', (answer) => { if (isOf(page, answer)) statuses.set(page, answer.status()); });
      await page.goto(server.address + path);
      if (options.javaScriptEnabled !== false) await hydrated(page);
      return page;
    },
  };
}

/** A Norwegian browser on a desk. */
const onDesk = { locale: 'nb-NO', viewport: { width: 1280, height: 800 } };

/** As if the language had been chosen in this browser before. */
async function askedFor(context: BrowserContext, language: Language | 'nothing yet', url: string): Promise<BrowserContext> {
  if (language !== 'nothing yet') await context.addCookies([{ name: languageCookie, value: language, url }]);
  return context;
}

/** The answer is the page itself, not something on it. */
function isOf(page: Page, answer: Response): boolean {
  return answer.request().isNavigationRequest() && answer.frame() === page.mainFrame();
}

/** The status that Chromium complains of; NaN where it complains of something else. */
function statusIn(complaint: string): number {
  return Number(/^Failed to load resource: .* status of (\d{3})/.exec(complaint)?.[1]);
}

/** Where a test that failed had come. */
async function tell(page: Page): Promise<void> {
  const text = await page.locator('main').innerText().catch(() => '');
  process.stderr.write(`${page.url()}\n${text.slice(0, 1_500)}\n`);
}

/** React marks the document it has taken over. */
export async function hydrated(page: Page): Promise<void> {
  await page.waitForFunction(() => Object.keys(document).some((key) => key.startsWith('__reactContainer')));
}

/** With JavaScript, and without. */
export const bothWays = [['with JavaScript', true], ['without JavaScript', false]] as const;
