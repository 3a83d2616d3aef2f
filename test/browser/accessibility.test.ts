import { beforeAll, describe, expect, test } from 'vitest';
import { openDatabase } from '#db/connect.ts';
import { invitationTokenHash } from '#app/features/invitations/invitation-token.server.ts';
import { languages } from '#app/domain/programme.ts';
import { reachOf, type Permission } from '#app/domain/permissions.ts';
import { nb } from '#app/i18n/nb.ts';
import { organisationRoutes, type EveryRoute, type Params } from '#test/fixtures/every-route.ts';
import { accessIn, peopleOf } from '#test/fixtures/workplace.ts';
import { useDemoSite } from './demo-site.ts';
import { faultsOf, overflowOf } from './page-faults.ts';

/** Every page, as somebody who may see it, in both themes, on a narrow screen, in each language. */

const site = useDemoSite();
const invitationToken = 'T'.repeat(43);

/** Things of the demo: a programme under way with things missing, and a claim of each status. */
let things: { readonly key: 'fjellvik' | 'havdal'; readonly what: string; readonly params: Params; readonly programmeName: string }[];

beforeAll(async () => {
  const { databaseFile, address } = site.demo();
  const idIn = (key: string) => address(key).split('/').at(-1) ?? '';
  const db = openDatabase({ kind: 'sqlite', file: databaseFile });
  try {
    const of = async (table: 'expenses' | 'attachments' | 'day_sheets', programme: string) => (
      await db.selectFrom(table).select('id').where('programme_id', '=', programme).limit(1).executeTakeFirstOrThrow()
    ).id;
    const programmes = await db.selectFrom('programmes').select(['id', 'name']).execute();
    const nameOf = (programme: string) => programmes.find(({ id }) => id === programme)?.name ?? '';
    const claims = await db.selectFrom('claims').select(['id', 'status', 'programme_id', 'organisation_id']).execute();
    const underWay = idIn('underWay');
    const access = await accessIn(db, idIn('fjellvik'));
    await db.updateTable('invitations').set({ token_hash: invitationTokenHash(invitationToken) }).where('id', '=', access.invitation).execute();
    things = [
      { key: 'fjellvik', what: 'under way', programmeName: nameOf(underWay), params: { organisation: idIn('fjellvik'), programme: underWay, expense: await of('expenses', underWay), file: await of('attachments', underWay), sheet: await of('day_sheets', underWay), ...access } },
      { key: 'fjellvik', what: 'ready', programmeName: nameOf(idIn('ready')), params: { organisation: idIn('fjellvik'), programme: idIn('ready') } },
      ...claims.map(({ id, status, programme_id, organisation_id }): typeof things[number] => ({
        key: organisation_id === idIn('fjellvik') ? 'fjellvik' : 'havdal', what: status, programmeName: nameOf(programme_id),
        params: { organisation: organisation_id, programme: programme_id, claim: id },
      })),
    ];
  } finally {
    await db.destroy();
  }
});

interface Visit {
  readonly name: string;
  readonly path: string;
  readonly as: string | undefined;
  /** A tab of the browser is found again by it. */
  readonly inTitle?: string | undefined;
}

/** Pages that lead elsewhere but for some things, by the end of the route's name. */
const onlyFor: Readonly<Record<string, readonly string[]>> = { '$claim.attest': ['in_review'], '$claim.lines': ['draft'], '$expense.remove': [] };

function isFor(route: EveryRoute, what: string): boolean {
  const limited = Object.keys(onlyFor).find((end) => route.name.endsWith(end));
  return limited === undefined || onlyFor[limited]?.includes(what) === true;
}

/** The visits that show a route in all its states: the first person who may see it, with each thing its address asks for. */
function visitsTo(route: EveryRoute): Visit[] {
  const fitting = things.filter(({ params, what }) => isFor(route, what) && route.asks.every((name) => name in params));
  const chosen = route.asks.includes('claim') ? fitting : fitting.slice(0, route.name.endsWith('claims.new') ? 2 : 1);
  return chosen.flatMap(({ key, what, params, programmeName }) => {
    const person = peopleOf(key).toSorted((a, b) => order.indexOf(a.role) - order.indexOf(b.role))
      .find(({ role }) => reachOf(role, permissionOf(route)) !== undefined);
    return [{ name: `${route.name} (${what})`, path: route.path(params), as: person?.email, inTitle: route.asks.includes('programme') ? programmeName : undefined }];
  });
}
/** Whoever has a claim to check may see this page; only the one who attests sees all of it. */
function permissionOf(route: EveryRoute): Permission {
  return route.name.endsWith('.attest') ? 'claim.approve' : route.permissionOf('loader') ?? 'people.manage';
}

/** A consultant last: only what is for nobody else. */
const order = ['case_worker', 'finance', 'administrator', 'reader', 'consultant'];

const others: readonly Visit[] = [
  { name: 'sign-in', path: '/sign-in', as: undefined },
  { name: 'a forgotten password', path: '/password/forgotten', as: undefined },
  { name: 'a link to a new password that has ended', path: '/password/new?code=x', as: undefined },
  { name: 'one’s own page', path: '/account', as: 'siri@fjellvik.example' },
  { name: 'a change of password', path: '/account/password', as: 'siri@fjellvik.example' },
  { name: 'the second factor', path: '/account/second-factor', as: 'siri@fjellvik.example' },
  { name: 'the calculator', path: '/calculator?days=25&fee=20000', as: undefined },
  { name: 'an invitation to somebody new', path: `/invitation/${invitationToken}`, as: undefined },
  { name: 'an invitation to somebody else', path: `/invitation/${invitationToken}`, as: 'siri@fjellvik.example' },
  { name: 'home of a case worker', path: '/', as: 'siri@fjellvik.example' },
  { name: 'home of one who attests', path: '/', as: 'oda@havdal.example' },
  { name: 'home of a consultant', path: '/', as: 'kim@konsulent.example' },
];

/** Words that nobody translated, or values nobody filled in. */
function unspoken(text: string): string[] {
  const keys = Object.keys(nb).filter((key) => key.includes('.') && text.includes(key));
  return [...keys, ...text.match(/\{[a-z]\w*\}|\bundefined\b|\bNaN\b|\[object/g) ?? []];
}

async function check(visit: Visit): Promise<void> {
  const page = await site.open(visit.path, { as: visit.as });
  expect(new URL(page.url()).pathname, 'it is the page asked for').toBe(new URL(visit.path, page.url()).pathname);
  expect(await page.locator('h1').count()).toBe(1);
  expect.soft(await page.title(), visit.name).toContain(visit.inTitle ?? 'OU-refusjon');
  expect.soft(await faultsOf(page), visit.name).toEqual([]);
  expect.soft(await overflowOf(page), visit.name).toEqual([]);
  for (const language of languages) {
    const answer = await page.request.get(new URL(`${visit.path}${visit.path.includes('?') ? '&' : '?'}lang=${language}`, page.url()).href);
    const html = await answer.text();
    const text = html.replace(/<script[\s\S]*?<\/script>/g, '').replace(/<[^>]+>/g, ' ');
    expect.soft(html, visit.name).toContain(`<html lang="${language}"`);
    expect.soft(unspoken(text), `${visit.name} in ${language}`).toEqual([]);
  }
}

describe('pages for all', () => {
  test.each(others)('$name', check);
});

describe.each(organisationRoutes)('$name', (route) => {
  test('has no fault that axe finds, fits a narrow screen, and speaks each language', async () => {
    const visits = await route.isPage() ? visitsTo(route) : [];
    for (const visit of visits) await check(visit);
    expect(visits.length > 0, 'somebody sees it').toBe(await route.isPage() && !route.name.endsWith('.remove'));
  });
});

test.each([['an address that is nobody’s', '/organisations/x', 404], ['a link that is used up', '/invitation/used', 404], ['a page that is not for one’s role', 'people', 403]])('%s is told in a page without faults', async (_, path, status) => {
  const address = path.startsWith('/') ? path : `${site.demo().address('fjellvik')}/${path}`;
  const page = await site.open(address, { as: 'liv@fjellvik.example' });
  expect(site.complaints()).toEqual([expect.stringContaining(String(status))]);
  expect(await faultsOf(page)).toEqual([]);
  expect(await overflowOf(page)).toEqual([]);
});
