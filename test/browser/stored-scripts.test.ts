import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { openDatabase } from '#db/connect.ts';
import { reachOf } from '#app/domain/permissions.ts';
import { organisationRoutes, type EveryRoute, type Params } from '#test/fixtures/every-route.ts';
import { aTrial } from '#test/fixtures/trial.ts';
import { peopleOf } from '#test/fixtures/workplace.ts';
import { useDemoSite } from './demo-site.ts';

/** E26: what people typed is shown as they typed it, and never runs. Every text of an organisation is a script here. */

const site = useDemoSite();

const payloads = [
  '"><img src=x onerror="globalThis.ran=1">',
  '</title></textarea></script><script>globalThis.ran=1</script>',
  '\'-globalThis.ran=1-\'" autofocus onfocus="globalThis.ran=1" x="',
  'javascript:globalThis.ran=1//',
  '{{constructor.constructor(\'globalThis.ran=1\')()}}\u2028</style><svg onload=globalThis.ran=1>',
];

/** Where people's own words are stored. What an attested claim froze does not change; its pages show the frozen words. */
const texts: readonly (readonly [table: string, ...columns: string[]])[] = [
  ['organisations', 'name', 'street', 'city', 'ledger_project'], ['users', 'name'], ['programmes', 'name', 'purpose', 'target_group', 'supplier_name', 'contact_name', 'grant_terms_reason'],
  ['consultants', 'name', 'company'], ['activities', 'title', 'place'], ['expenses', 'description', 'invoice_number', 'invoice_supplier', 'parked_reason'],
  ['attachments', 'name'], ['day_sheets', 'message', 'returned_reason'], ['invitations', 'name'], ['api_tokens', 'name'],
];

let params: Params;

beforeAll(async () => {
  const { databaseFile, address } = site.demo();
  const db = openDatabase({ kind: 'sqlite', file: databaseFile });
  try {
    for (const [table, ...columns] of texts) {
      for (const column of columns) {
        const choice = sql.join(payloads.map((payload, index) => sql`when ${sql.lit(index)} then ${payload}`), sql` `);
        await sql`update ${sql.table(table)} set ${sql.ref(column)} = case rowid % ${sql.lit(payloads.length)} ${choice} end || ' ' || rowid
          where ${sql.ref(column)} is not null and ${sql.ref(column)} <> ''`.execute(db);
      }
    }
    const programme = address('underWay').split('/').at(-1) ?? '';
    const of = (table: 'expenses' | 'attachments') => db.selectFrom(table).select('id').where('programme_id', '=', programme).limit(1).executeTakeFirstOrThrow();
    const organisation = address('fjellvik').split('/').at(-1) ?? '';
    const claim = await db.selectFrom('claims').select('id').where('organisation_id', '=', organisation).limit(1).executeTakeFirstOrThrow();
    params = { organisation, programme, claim: claim.id, expense: (await of('expenses')).id, file: (await of('attachments')).id };
  } finally {
    await db.destroy();
  }
});

function readerOf(route: EveryRoute): string | undefined {
  const permission = route.permissionOf('loader') ?? 'people.manage';
  return peopleOf('fjellvik').find(({ role }) => role !== 'consultant' && reachOf(role, permission) !== undefined)?.email;
}

const shown = new Set<string>();

describe('a script that somebody typed', () => {
  test.each(organisationRoutes)('does not run on $name', async (route) => {
    if (!await route.isPage() || !route.asks.every((name) => name in params)) return;
    await look(route.path(params), readerOf(route));
  });

  test.each([['the front page', 'siri@fjellvik.example'], ['a consultant’s front page', 'kim@konsulent.example']])('does not run on %s', async (_, email) => {
    await look('/', email);
  });

  test('was there to be seen, each of them', () => {
    expect(payloads.filter((payload) => ![...shown].some((text) => text.includes(payload.slice(0, 20))))).toEqual([]);
    aTrial('E26', { reduced: 1, full: 1 }).tell(`${payloads.length} scripts in ${texts.flatMap(([, ...columns]) => columns).length} columns, ${shown.size} pages in a browser: 0 ran`);
  });
});

/** A script that a browser holds back is complained of, and any complaint fails the test. */
async function look(path: string, email: string | undefined): Promise<void> {
  const page = await site.open(path, { as: email });
  await page.waitForLoadState('networkidle');
  expect(await page.evaluate(() => 'ran' in globalThis), path).toBe(false);
  expect(await page.locator('img[src="x"], svg[onload], [onfocus], [onerror]').count(), path).toBe(0);
  const links = await page.locator('a[href]').evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
  expect(links.filter((href) => /^\s*javascript:/i.test(href)), path).toEqual([]);
  shown.add(await page.content().then((html) => html.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')));
  site.statusOf(page);
}
