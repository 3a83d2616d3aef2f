import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createElement, type ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { languages } from '#app/domain/programme.ts';
import { HomePage } from '#app/features/home/home-page.tsx';
import { FormPage } from '#app/features/shell/form-page.tsx';
import type { FormPageView } from '#app/features/shell/form-page-view.ts';
import type { RouteArguments } from '#app/guard/authorise.server.ts';
import * as frontRoute from '#app/routes/_index.tsx';
import * as accountingRoute from '#app/routes/organisations.$organisation.accounting.tsx';
import * as importRoute from '#app/routes/organisations.$organisation.programmes.import.tsx';
import * as newRoute from '#app/routes/organisations.$organisation.programmes.new.tsx';
import * as programmeAccountingRoute from '#app/routes/organisations.$organisation.programmes.$programme.accounting.tsx';
import * as activitiesRoute from '#app/routes/organisations.$organisation.programmes.$programme.activities.tsx';
import * as consultantsRoute from '#app/routes/organisations.$organisation.programmes.$programme.consultants.tsx';
import * as editRoute from '#app/routes/organisations.$organisation.programmes.$programme.edit.tsx';
import * as grantRoute from '#app/routes/organisations.$organisation.programmes.$programme.grant.tsx';
import * as settingsRoute from '#app/routes/organisations.$organisation.settings.tsx';
import { answered } from '#test/fixtures/shown-page.ts';
import { takeTestDatabase } from '#test/fixtures/databases.ts';
import { fillWorkplace, type TestWorkplace } from '#test/fixtures/workplace.ts';

/** Every page of the setup as it is written for a browser: its words, its headings, and what ties a field to its label. */

let place: TestWorkplace;
let folder: string;
let close: () => Promise<void>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ou-words-'));
  const taken = await takeTestDatabase('sqlite');
  const { database } = taken;
  close = taken.close;
  place = await fillWorkplace(database, folder);
});

afterAll(async () => {
  await close();
  await rm(folder, { recursive: true, force: true });
});

interface FormRoute {
  readonly loader: (args: RouteArguments) => Promise<{ page: FormPageView }>;
  readonly action: (args: RouteArguments) => Promise<unknown>;
}

const ada = 'ada@fjellvik.example';
const siri = 'siri@fjellvik.example';
const odd = 'odd@fjellvik.example';
const liv = 'liv@fjellvik.example';

const pages: readonly (readonly [name: string, route: FormRoute, editor: string])[] = [
  ['settings', settingsRoute, ada], ['accounting', accountingRoute, odd], ['programmes/new', newRoute, siri], ['programmes/import', importRoute, siri],
  ['edit', editRoute, siri], ['grant', grantRoute, siri], ['consultants', consultantsRoute, siri], ['activities', activitiesRoute, siri],
  ['programme accounting', programmeAccountingRoute, odd],
];

async function shown(route: FormRoute, email: string, query: string): Promise<string> {
  const browser = await place.as(email);
  const { page } = await route.loader(browser.get(`/page${query}`, { organisation: place.fjellvik.id, programme: place.fjellvik.programme('underWay') }));
  return markupOf(createElement(FormPage, { page }));
}

/** The form sent with nothing in it. */
async function mended(route: FormRoute, email: string, query: string): Promise<string> {
  const browser = await place.as(email);
  const params = { organisation: place.fjellvik.id, programme: place.fjellvik.programme('underWay') };
  const { page, status } = answered(await route.action(browser.post(`/page${query}`, params, { responsibility: 'feil!', percent: 'mye' })));
  expect(status).toBe(422);
  return markupOf(createElement(FormPage, { page }));
}

function markupOf(page: ReactElement): string {
  return renderToStaticMarkup(page);
}

function valuesOf(markup: string, pattern: RegExp): string[] {
  return [...markup.matchAll(pattern)].map(([, value = '']) => value);
}

/** What any page has to keep. */
function expectSound(markup: string): void {
  expect(markup).not.toMatch(/>[^<]*(\b(programme|overview|people|form)\.\w+|\{\w+\}|undefined|\[object)[^<]*</);
  expect(markup.match(/<h1/g)).toHaveLength(1);
  const levels = valuesOf(markup, /<h([1-6])/g).map(Number);
  expect(levels.every((level, index) => index === 0 || level <= (levels[index - 1] ?? 0) + 1)).toBe(true);
  const ids = valuesOf(markup, / id="([^"]+)"/g);
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  for (const id of valuesOf(markup, /<label[^>]* for="([^"]+)"/g)) expect(ids).toContain(id);
  for (const id of valuesOf(markup, /aria-describedby="([^"]+)"/g).flatMap((list) => list.split(' '))) expect(ids).toContain(id);
  for (const id of valuesOf(markup, /href="#([^"]+)"/g)) expect(ids).toContain(id);
  expect(markup).not.toMatch(/ style=/);
}

describe.each(languages)('in %s', (language) => {
  const query = `?lang=${language}`;

  test.each(pages)('%s has all its words, and every label its field', async (_name, route, editor) => {
    const markup = await shown(route, editor, query);
    expectSound(markup);
    expect(markup).toMatch(/<form[^>]*method="post"/);
    expect(valuesOf(markup, /name="(form_key)"/g)).not.toEqual([]);
  });

  test.each(pages)('%s sent empty says what has to be mended, at the field and above the button', async (_name, route, editor) => {
    const markup = await mended(route, editor, query);
    expectSound(markup);
    const errors = valuesOf(markup, /<p id="([^"]+)-error"/g);
    expect(errors.length).toBeGreaterThan(0);
    for (const id of errors) expect(markup).toContain(`href="#${id}"`);
  });

  test('whoever may only read has no form on the pages, and nothing to press', async () => {
    for (const [, route] of [...pages.slice(0, 1), ...pages.slice(4)]) {
      const markup = await shown(route, liv, query);
      expectSound(markup);
      expect(markup).not.toMatch(/<form|<button/);
    }
  });

  test('the front page of each role has all its words', async () => {
    for (const email of [ada, siri, odd, liv, 'kim@konsulent.example', 'oda@havdal.example']) {
      const { page } = await frontRoute.loader((await place.as(email)).get(`/${query}`, {}));
      expectSound(markupOf(createElement(HomePage, { page })));
    }
  });
});

test('a programme set up in nynorsk is nynorsk', async () => {
  const markup = await shown(grantRoute, siri, '?lang=nn');
  expect(markup).toContain('Tilsegnsbrevet');
  expect(markup).not.toMatch(/Tilsagn|ikke /);
});
