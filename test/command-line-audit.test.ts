import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, onTestFinished, test } from 'vitest';
import { recordAudit } from '#app/features/audit/record-audit.server.ts';
import { aClaimGround, as, type ClaimGround } from '#test/fixtures/claim-ground.ts';
import { placeOf, testDatabases, withoutWalls, type TestDatabase } from '#test/fixtures/databases.ts';
import { runOuWith } from '#test/fixtures/run-ou.ts';

/** `ou audit verify` as who runs the server uses it: what it says, what it gives to keep, and its exit. */

async function aServer(open: TestDatabase['open'], organisations = 1) {
  const database = await open();
  const folder = await mkdtemp(join(tmpdir(), 'ou-audit-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const grounds: ClaimGround[] = [];
  for (let index = 0; index < organisations; index += 1) {
    const ground = await aClaimGround(database, 1);
    for (const name of ['Ada', 'Bo', 'Cecilie']) {
      await as(ground.db, ground.worker, (change) => recordAudit(change, {
        action: 'programme.changed', subject: { kind: 'programme', id: ground.programmeId }, facts: { name },
      }));
    }
    grounds.push(ground);
  }
  const place = placeOf(database);
  const environment = place.kind === 'sqlite' ? { DATA_DIR: folder, DATABASE_URL: '' } : { DATA_DIR: folder, DATABASE_URL: place.url };
  if (place.kind === 'sqlite') await sql`vacuum into ${join(folder, 'ou-refusjon.sqlite')}`.execute(database);
  const keep = async (name: string, text: string) => {
    await writeFile(join(folder, name), text);
    return join(folder, name);
  };
  return { database, grounds, keep, verify: (...args: string[]) => runOuWith({ environment }, 'audit', 'verify', ...args) };
}

const headOf = async ({ db, worker: { organisationId } }: ClaimGround) => db.selectFrom('organisations')
  .select(['id', 'audit_sequence as sequence', 'audit_hash as hash']).where('id', '=', organisationId).executeTakeFirstOrThrow();

describe.each(testDatabases)('ou audit verify on $kind', ({ open }) => {
  test('says of each organisation that it is unchanged, gives its head to keep, and takes that back', async () => {
    const { grounds, verify, keep } = await aServer(open, 2);
    const heads = await Promise.all(grounds.map(headOf));
    const { status, stdout, stderr } = await verify();
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout.match(/historikken er uendret\. Antall endringer: 3/g)).toHaveLength(2);
    for (const { id, sequence, hash } of heads) expect(stdout).toContain(`  ${id} ${sequence} ${hash}\n`);
    expect(stdout).toContain('Den som rår over databasen');
    const again = await verify('--language', 'en', '--against', await keep('said.txt', stdout));
    expect([again.status, again.stdout.includes('the history is unchanged'), again.stdout.includes('Whoever has the database')]).toEqual([0, true, false]);
  });

  test('says what does not tie with what was kept: a claim’s head, one typed from paper, an organisation that is gone', async () => {
    const { grounds: [ground], verify, keep } = await aServer(open);
    if (ground === undefined) return expect.fail();
    const { sequence, hash } = await headOf(ground);
    const other = 'f0'.repeat(32);
    const claim = (head: { sequence: number; hash: string }) => JSON.stringify({ format: 'ou-refusjon/claim@1', auditHead: head });
    expect((await verify('--against', await keep('claim.json', claim({ sequence, hash })), `2:${other}`)).status).toBe(1);
    expect((await verify('--against', `${sequence}:${hash}`)).status).toBe(0);
    const rewritten = await verify('--against', await keep('other.json', claim({ sequence: 2, hash: other })));
    expect([rewritten.status, rewritten.stdout]).toEqual([1, expect.stringContaining('Endring nr. 2 er en annen enn den som er kjent fra før.')]);
    const gone = await verify('--against', await keep('list.txt', `00000000-0000-4000-8000-000000000000 1 ${other}`));
    expect([gone.status, gone.stdout]).toEqual([1, expect.stringContaining('er borte fra databasen')]);
  });

  test('of what cannot be read or does not say whose it is, says so in a line', async () => {
    const { verify, keep } = await aServer(open, 2);
    for (const [args, words] of [
      [['--against', '/nowhere/claim.json'], 'Fant ikke'], [['--against', await keep('empty.txt', 'ingenting')], 'ikke noe segl'],
      [['--against', `1:${'a'.repeat(64)}`], '--organisation'], [['--organisation', 'Ingensteds'], 'Ingensteds'],
    ] as const) {
      const { status, stderr } = await verify(...args);
      expect([status, stderr]).toEqual([2, expect.stringContaining(words)]);
    }
  });
});

test('a trail that was changed in the database itself is told with its place, and the command ends with 1', async () => {
  const { database, verify } = await aServer(testDatabases[1]?.open ?? expect.fail());
  const everything = withoutWalls(database);
  await sql`alter table audit_entries disable trigger user`.execute(everything);
  await everything.updateTable('audit_entries').set({ actor_name: 'En annen' }).where('sequence', '=', 2).execute();
  const { status, stdout } = await verify('--language', 'nn');
  expect(status).toBe(1);
  expect(stdout).toContain('historikken er endra utanfor systemet. Endring nr. 2');
});
