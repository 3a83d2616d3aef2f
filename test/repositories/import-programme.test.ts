import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Programme } from '#app/domain/programme.ts';
import type { PreparedUpload } from '#app/features/attachments/prepare-uploads.server.ts';
import { listProgrammeConsultants } from '#app/features/consultants/consultants.repository.server.ts';
import { programmeFileOf } from '#app/features/programme-file/from-programme.ts';
import { importProgramme } from '#app/features/programme-file/import-programme.server.ts';
import { programmeSchema } from '#app/features/programme-file/programme-schema.ts';
import { toProgramme } from '#app/features/programme-file/to-programme.ts';
import { loadProgramme } from '#app/features/programmes/load-programme.server.ts';
import { aRichProgramme } from '#test/fixtures/assessments.ts';
import { aClaimGround, as, type ClaimGround } from '#test/fixtures/claim-ground.ts';
import { testDatabases } from '#test/fixtures/databases.ts';
import { programmeJson } from '#test/fixtures/programme-folder.ts';

function uploaded(name: string): PreparedUpload {
  const sha256 = createHash('sha256').update(name).digest('hex');
  return { name, sha256, bytes: 10, mediaType: 'application/pdf', preparedBytes: undefined, state: { isReadable: true, pages: 1, sha256 } };
}

const uploadsOf = (...names: string[]) => new Map(names.map((name) => [name, uploaded(name)]));

async function imported(ground: ClaimGround, programme: Programme, uploads: ReadonlyMap<string, PreparedUpload>) {
  const outcome = await as(ground.db, ground.worker, (change) => importProgramme(change, { programme, uploads }));
  if (!('location' in outcome)) throw new Error('refused');
  const id = /programmes\/([0-9a-f-]{36})\/edit\?done=imported$/.exec(outcome.location)?.[1] ?? '';
  return loadProgramme(ground.db, ground.worker, id);
}

/** The file with its ids counted anew, since they are new wherever it comes in. */
function withCountedIds(programme: Programme): unknown {
  const file = programmeFileOf(programme);
  const ids = [...file.consultants, ...file.activities, ...file.expenses].map(({ id }, index): [string, string] => [id, `id${index}`]);
  return ids.reduce<unknown>((json, [id, counted]) => JSON.parse(JSON.stringify(json).replaceAll(JSON.stringify(id), JSON.stringify(counted))), file);
}

const factsShape = z.record(z.string(), z.unknown());

describe.each(testDatabases)('a programme file on $kind', ({ open }) => {
  test('comes in whole: exported again it says the same, order, credit notes and files included', async () => {
    const ground = await aClaimGround(await open());
    const programme = aRichProgramme();
    const names = [...new Set([programme.grant.letter ?? '', ...programme.expenses.flatMap((expense) => expense.attachments)])];
    const loaded = await imported(ground, programme, uploadsOf(...names));
    expect(withCountedIds(loaded.programme)).toEqual(withCountedIds(programme));
    expect(loaded.attachments.map(({ name }) => name).sort()).toEqual(names.sort());
    const written = z.looseObject({}).parse(JSON.parse(JSON.stringify(programmeFileOf(loaded.programme))));
    expect(programmeSchema.safeParse(written).success).toBe(true);
  });

  test('writes one entry in the trail, with what came in and what did not', async () => {
    const ground = await aClaimGround(await open());
    const loaded = await imported(ground, toProgramme(programmeSchema.parse(programmeJson())), uploadsOf('tilsagnsbrev.pdf'));
    const entries = await ground.db.selectFrom('audit_entries').select(['action', 'facts_json', 'programme_id']).execute();
    expect(entries.map(({ action, programme_id }) => [action, programme_id])).toEqual([['programme.imported', loaded.id]]);
    expect(factsShape.parse(JSON.parse(entries[0]?.facts_json ?? ''))).toEqual({
      name: 'LED skole 2026', consultants: 1, activities: 1, expenses: 3, fileCount: 1, missing: 'faktura-1001.pdf',
    });
  });

  test('whose papers are missing comes in all the same, and its costs ask for them', async () => {
    const ground = await aClaimGround(await open());
    const loaded = await imported(ground, toProgramme(programmeSchema.parse(programmeJson())), new Map());
    expect(loaded.expenses.map(({ attachmentIds }) => attachmentIds)).toEqual([[], [], []]);
    expect(loaded.row.grantLetterId).toBeUndefined();
  });

  test('finds the organisation’s own consultants, so that the day cap is shared; two who are one come in once', async () => {
    const ground = await aClaimGround(await open());
    const [known] = await listProgrammeConsultants(ground.db, ground.worker, ground.programmeId);
    const json = programmeJson();
    const consultants = [
      { id: 'k1', name: 'OLA VEILEDER', role: 'lecturer', company: 'Imtec AS' }, { id: 'k2', name: 'Ola Veileder', role: 'course_leader', company: 'IMTEC AS' },
      { id: 'k3', name: 'Ola Veileder', role: 'lecturer', company: '' },
    ];
    const expenses = json.expenses.map((expense, index) => ({ ...expense, consultant: ['k1', 'k2', 'k3'][index] }));
    const { programme } = await imported(ground, toProgramme(programmeSchema.parse({ ...json, consultants, expenses })), new Map());
    expect(programme.consultants).toMatchObject([{ id: known?.consultant.id, name: 'Ola Veileder', role: 'lecturer' }, { company: undefined }]);
    const [first, second] = programme.consultants;
    expect(programme.expenses.map(({ consultant }) => consultant)).toEqual([first?.id, first?.id, second?.id]);
  });

  test('twice is two programmes with the same consultants', async () => {
    const ground = await aClaimGround(await open());
    const programme = aRichProgramme();
    const [first, second] = [await imported(ground, programme, new Map()), await imported(ground, programme, new Map())];
    expect(first.id).not.toBe(second.id);
    expect(first.programme.consultants).toEqual(second.programme.consultants);
  });

  test('of another organisation is refused and leaves nothing', async () => {
    const ground = await aClaimGround(await open());
    const json = programmeJson();
    const programme = toProgramme(programmeSchema.parse({ ...json, organisation: { ...json.organisation, name: 'Klepp kommune', organisationNumber: '864969682' } }));
    const outcome = await as(ground.db, ground.worker, (change) => importProgramme(change, { programme, uploads: new Map() }));
    expect(outcome).toMatchObject({ refused: { otherOrganisation: { inFile: { name: 'Klepp kommune' }, here: { name: 'Gjøvik kommune' } } } });
    expect(await ground.db.selectFrom('programmes').select('id').execute()).toHaveLength(2);
  });

  test('without a number is known by its name', async () => {
    const ground = await aClaimGround(await open());
    const json = programmeJson();
    const nameless = (name: string) => toProgramme(programmeSchema.parse({ ...json, organisation: { ...json.organisation, name, organisationNumber: undefined } }));
    await imported(ground, nameless(' GJØVIK kommune'), new Map());
    expect(await as(ground.db, ground.worker, (change) => importProgramme(change, { programme: nameless('Klepp kommune'), uploads: new Map() }))).toHaveProperty('refused');
  });
});
