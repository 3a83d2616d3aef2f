import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { projectFolder } from '#app/project-folder.ts';
import { as } from '#test/fixtures/claim-ground.ts';
import { openTestDatabase } from '#test/fixtures/databases.ts';
import { organisationRoutes, type DoorName, type EveryRoute, type Params } from '#test/fixtures/every-route.ts';
import { browserOf, type Browser } from '#test/fixtures/route-ground.ts';
import { aSheetDay, handIn, twoConsultants, type TwoConsultants } from '#test/fixtures/two-consultants.ts';
import { acceptDaySheet } from '#app/features/day-sheets/decide-day-sheet.server.ts';
import { loader as frontLoader } from '#app/routes/_index.tsx';
import { loader as filesLoader } from '#app/routes/organisations.$organisation.programmes.$programme.files._index.tsx';
import { loader as programmeLoader } from '#app/routes/organisations.$organisation.programmes.$programme._index.tsx';

/** Two consultants in one programme: neither gets a byte of the other's days, fees, files or words, on any route, nor changes any. */

interface Stage {
  readonly ground: TwoConsultants;
  readonly browser: Browser;
  readonly params: Params;
  /** What is Kari's alone: her fee, journey, words, day, name and reason. */
  readonly secrets: readonly RegExp[];
}

const karisDay = aSheetDay('2026-03-17', '23456', { description: 'Hemmelig foredrag' });

/** Ola, with Kari's accepted sheet, a waiting one, and a file of hers. */
async function aStage(): Promise<Stage> {
  const ground = await twoConsultants(await openTestDatabase('sqlite'));
  const { db, worker, kari, kariId, programmeId } = ground;
  const accepted = await handIn(ground, kari, [karisDay]);
  await as(db, worker, (change) => acceptDaySheet(change, { programmeId, id: accepted, version: 2, post: undefined }));
  const waiting = await handIn(ground, kari, [{ ...karisDay, on: aSheetDay('2026-03-18', '1').on }]);
  await db.updateTable('attachments').set({ name: 'karis-faktura.pdf' }).where('programme_id', '=', programmeId).execute();
  // Of three costs of the ground's consultant one is hers, with the file on it.
  const [hers = ''] = ground.expenseIds;
  await db.updateTable('expenses').set({ consultant_id: kariId, description: 'Hemmelig kurs' }).where('id', '=', hers).execute();
  await db.deleteFrom('expense_attachments').where('expense_id', '!=', hers).execute();
  const { id: file } = await db.selectFrom('attachments').select('id').where('programme_id', '=', programmeId).executeTakeFirstOrThrow();
  return {
    ground, browser: await browserOf(ground, ground.ola),
    params: { organisation: worker.organisationId, programme: programmeId, expense: hers, file, sheet: waiting, claim: 'none' },
    secrets: [/Hemmelig/, /23\D?456/, /17\.0?3\.2026|2026-03-17/, /18\.0?3\.2026|2026-03-18/, /Kari Kursleder/, /karis-faktura/, new RegExp(kari.userId), /18136445320|1813.64.45320/],
  };
}

async function knock(route: EveryRoute, door: DoorName, { browser, params }: Stage): Promise<{ status: number; text: string } | undefined> {
  const { [door]: open } = await route.doors();
  if (open === undefined) return undefined;
  const fields = { act: 'remove', version: '2', expense: params['expense'] ?? '', file: params['file'] ?? '', reason: 'fordi', attachment: params['file'] ?? '', cost: `${params['expense']}/1` };
  const path = `${route.path(params)}?file=${params['file']}&copy=${params['expense']}&after=${params['expense']}&with=files`;
  const given: unknown = await open(door === 'loader' ? browser.get(path, params) : browser.post(route.path(params), params, fields)).catch((error: unknown) => error);
  if (given instanceof Response) return { status: given.status, text: `${given.headers.get('Location')} ${Buffer.from(await given.arrayBuffer()).toString('latin1')}` };
  return { status: 200, text: JSON.stringify(given) };
}

/** All that is stored but the keys of forms: a file that is not theirs is to them one that is gone, which is no fault. */
async function stateOf({ ground: { db } }: Stage) {
  const tables = [
    'expenses', 'expense_days', 'expense_attachments', 'attachments', 'day_sheets', 'day_sheet_lines', 'programmes', 'consultants', 'claims', 'audit_entries',
  ] as const;
  return Promise.all(tables.map(async (table) => [table, await db.selectFrom(table).selectAll().execute()]));
}

describe('a consultant beside another in the same programme', () => {
  test('is told nothing of theirs by any door, and changes nothing of it', async () => {
    const stage = await aStage();
    const faults: string[] = [];
    let tried = 0;
    const before = await stateOf(stage);
    for (const route of organisationRoutes) {
      for (const door of ['loader', 'action'] as const) {
        const answer = await knock(route, door, stage);
        if (answer === undefined) continue;
        tried += 1;
        // Their own ids come back in addresses that were asked for with them.
        const said = stage.secrets.filter((secret) => secret.test(answer.text));
        if (said.length > 0) faults.push(`${door} of ${route.name}: ${answer.status} ${said.join(' ')} ${said.map((secret) => answer.text.slice(Math.max(0, answer.text.search(secret) - 60)).slice(0, 140)).join(' | ')}`);
      }
    }
    expect(faults).toEqual([]);
    expect(tried).toBeGreaterThan(40);
    expect(await stateOf(stage)).toEqual(before);
  });

  test.each([
    ['programmes.$programme.expenses.$expense._index', 404], ['programmes.$programme.files.$file._index', 404], ['programmes.$programme.files.$file.thumbnail', 404],
    ['programmes.$programme.day-sheets.$sheet._index', 404], ['programmes.$programme.day-sheets.$sheet.decide', 403], ['programmes.$programme.claims._index', 403],
    ['programmes.$programme.expenses.preview', 403], ['programmes.$programme.history', 403],
  ])('finds %s not there: %i', async (name, status) => {
    const stage = await aStage();
    const route = organisationRoutes.find((each) => each.name === `organisations.$organisation.${name}`) ?? expect.fail(name);
    expect((await knock(route, 'loader', stage))?.status).toBe(status);
  });

  test('is told on the front page and the programme’s page what the application lacks: of others only how much', async () => {
    const { ground, browser, params, secrets } = await aStage();
    const { own } = await programmeLoader(browser.get(`/organisations/${params['organisation']}/programmes/${params['programme']}`, params));
    expect(own?.costs.table?.rows).toHaveLength(2);
    expect(own?.check.list.items.map(({ text }) => text)).toContain('Én utgift som ikke er din, mangler noe.');
    const { page } = await frontLoader(browser.get('/', {}));
    expect(page.workplaces.map(({ section }) => section.heading)).toEqual(['Gjøvik kommune']);
    const said = secrets.filter((secret) => secret.test(JSON.stringify([own, page])));
    expect(said).toEqual([]);
    const kari = await browserOf(ground, ground.kari);
    const hers = JSON.stringify(await frontLoader(kari.get('/', {})));
    expect(hers.replaceAll('\u00a0', ' ')).toContain('23 456,00');
  });

  test('keeps off what the organisation accepted of their own: it is read, not changed', async () => {
    const { ground } = await aStage();
    const [, own = ''] = ground.expenseIds;
    const ola = await browserOf(ground, ground.ola);
    const params = { organisation: ground.worker.organisationId, programme: ground.programmeId, expense: own };
    const route = organisationRoutes.find(({ name }) => name.endsWith('expenses.$expense._index')) ?? expect.fail('There is no page of an expense');
    const doors = await route.doors();
    const shown = JSON.stringify(await doors.loader?.(ola.get(route.path(params), params)));
    expect(shown).toContain('Prosessveiledning');
    expect(shown).not.toMatch(/"form":\{|Dette gir utgiften/);
    const sent = await doors.action?.(ola.post(route.path(params), params, { version: '1', kind: 'travel', days: '10.2.26', amount: '1' })).catch((error: unknown) => error);
    expect(sent instanceof Response && sent.status).toBe(403);
  });

  test('logs no cost past the municipality, whatever they send: neither a new one, nor a change of one they entered before', async () => {
    const stage = await aStage();
    const { ground: { db, ola, expenseIds: [, own = ''] }, browser, params: { organisation = '', programme = '' } } = stage;
    await db.updateTable('expenses').set({ created_by: ola.userId }).where('id', '=', own).execute();
    const before = await stateOf(stage);
    const form = { version: '1', kind: 'travel', days: '10.2.26', amount: '99 000', paidOn: '1.3.26', description: 'Fly' };
    const sends = async (name: string, fields: Record<string, string>) => {
      const route = organisationRoutes.find((each) => each.name.endsWith(name)) ?? expect.fail(name);
      const params = { organisation, programme, expense: own };
      const { action } = await route.doors();
      const sent = await action?.(browser.post(route.path(params), params, { form_key: randomUUID(), ...fields })).catch((error: unknown) => error);
      return sent instanceof Response ? sent.status : sent;
    };
    expect([
      await sends('expenses.new', form), await sends('expenses.$expense._index', form),
      await sends('expenses.$expense._index', { act: 'park' }), await sends('expenses.$expense.remove', { act: 'remove' }),
    ]).toEqual([403, 403, 403, 403]);
    expect(await stateOf(stage)).toEqual(before);
  });

  test('is led to the day sheet and the files from their programme, and offered no form of a cost', async () => {
    const { ground, browser, params } = await aStage();
    const { organisation = '', programme = '' } = params;
    const at = `/organisations/${organisation}/programmes/${programme}`;
    await ground.db.updateTable('expenses').set({ created_by: ground.ola.userId }).execute();
    const pages = [
      await frontLoader(browser.get('/', {})), await programmeLoader(browser.get(at, { organisation, programme })),
      await filesLoader(browser.get(`${at}/files`, { organisation, programme })),
    ];
    expect(JSON.stringify(pages)).not.toMatch(/expenses\/new|#upload/);
    expect(JSON.stringify(pages)).toContain(`${at}/day-sheets/new`);
    expect(pages[1]).toMatchObject({ own: { heading: { actions: [{ href: `${at}/day-sheets/new` }, { href: `${at}/files` }] } } });
  });
});

test('reading a programme whole is asked for where only counts, names and uses are taken from it', () => {
  const folder = join(projectFolder, 'app');
  const asking = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !name.includes('.test.') && readFileSync(join(folder, name), 'utf8').includes('.forCounts('));
  expect(asking.sort()).toEqual([
    'features/attachments/add-attachments.server.ts', 'features/attachments/files-page.server.ts', 'features/attachments/remove-attachment.server.ts',
    'features/attachments/replace-attachment.server.ts',
    'features/attachments/restore-attachments.server.ts', 'features/attachments/unlock-attachment.server.ts',
    'features/consultant-place/load-consultant-place.server.ts',
  ]);
});
