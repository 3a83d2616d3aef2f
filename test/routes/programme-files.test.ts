import { unzipSync, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { addAttachments } from '#app/features/attachments/add-attachments.server.ts';
import { prepareUploads } from '#app/features/attachments/prepare-uploads.server.ts';
import { openAnyFile } from '#app/features/attachments/reading/open-any-file.server.ts';
import { programmeSchema } from '#app/features/programme-file/programme-schema.ts';
import { toProgramme } from '#app/features/programme-file/to-programme.ts';
import { loadProgramme } from '#app/features/programmes/load-programme.server.ts';
import * as editRoute from '#app/routes/organisations.$organisation.programmes.$programme.edit.tsx';
import * as exportRoute from '#app/routes/organisations.$organisation.programmes.$programme.export.tsx';
import * as importRoute from '#app/routes/organisations.$organisation.programmes.import.tsx';
import { aClaimGround, aMember, as, type ClaimGround } from '#test/fixtures/claim-ground.ts';
import { openTestDatabase } from '#test/fixtures/databases.ts';
import { aPdf, aPng } from '#test/fixtures/papers.ts';
import { programmeJson } from '#test/fixtures/programme-folder.ts';
import { browserOf, thrownBy } from '#test/fixtures/route-ground.ts';
import { answered, errorsOf } from '#test/fixtures/shown-page.ts';

const aFile = (name: string, content: string | Buffer) => new File([typeof content === 'string' ? content : new Uint8Array(content)], name);

/** A case worker before the page that imports programmes. */
async function aStage() {
  const ground = await aClaimGround(await openTestDatabase('sqlite'));
  const browser = await browserOf(ground, ground.worker);
  const params = { organisation: ground.worker.organisationId };
  const send = (files: readonly File[]) => importRoute.action(browser.post('/programmes/import', params, { files }));
  const led = async (files: readonly File[]) => (await thrownBy(send(files))).headers.get('Location') ?? '';
  return { ground, browser, params, send, led };
}

const idIn = (location: string) => /programmes\/([0-9a-f-]{36})\/edit\?done=imported$/.exec(location)?.[1] ?? '';
const load = ({ db, worker }: ClaimGround, id: string) => loadProgramme(db, worker, id);
const papers = async () => [aFile('faktura-1001.pdf', await aPdf({ marker: 'FAKTURA' })), aFile('tilsagnsbrev.pdf', await aPdf({ marker: 'TILSAGN' }))];

async function fetched({ db, files }: ClaimGround, member: ClaimGround['worker'], ids: { organisation: string; programme: string }, query = '') {
  const browser = await browserOf({ db, files }, member);
  const answer = await exportRoute.loader(browser.get(`/export${query}`, ids));
  return { bytes: new Uint8Array(await answer.arrayBuffer()), disposition: answer.headers.get('Content-Disposition') ?? '' };
}

describe('a programme file sent with its papers', () => {
  test('becomes a programme, and the page it leads to says what came in', async () => {
    const { ground, browser, params, led } = await aStage();
    const location = await led([aFile('programme.json', JSON.stringify(programmeJson())), ...await papers()]);
    const { programme } = await load(ground, idIn(location));
    expect(programme.grant.letter).toBe('tilsagnsbrev.pdf');
    expect(programme.expenses.map(({ attachments }) => attachments)).toEqual([['faktura-1001.pdf'], ['faktura-1001.pdf'], []]);
    const { page } = await editRoute.loader(browser.get('/edit?done=imported', { ...params, programme: idIn(location) }));
    expect(page.notices.map(({ heading, text }) => [heading, text])).toEqual([
      ['Programmet er hentet', 'Konsulenter: 1. Samlinger: 1. Utgifter: 3. Filer: 2.'],
    ]);
  });

  test('tells which papers were not there', async () => {
    const { browser, params, led } = await aStage();
    const location = await led([aFile('programme.json', JSON.stringify(programmeJson())), (await papers())[0] ?? aFile('x', '')]);
    const { page } = await editRoute.loader(browser.get('/edit?done=imported', { ...params, programme: idIn(location) }));
    expect(page.notices[1]).toMatchObject({ tone: 'warning', heading: 'Noen vedlegg var ikke med', items: ['tilsagnsbrev.pdf'] });
  });

  test('may come as a zip', async () => {
    const { ground, led } = await aStage();
    const [invoice, letter] = await Promise.all((await papers()).map((file) => file.arrayBuffer()));
    const zip = zipSync({
      'led/programme.json': new TextEncoder().encode(JSON.stringify(programmeJson())), 'led/faktura-1001.pdf': new Uint8Array(invoice ?? new ArrayBuffer()),
      'led/tilsagnsbrev.pdf': new Uint8Array(letter ?? new ArrayBuffer()),
    });
    const loaded = await load(ground, idIn(await led([aFile('alt.zip', Buffer.from(zip))])));
    expect(loaded.attachments.map(({ name }) => name).sort()).toEqual(['faktura-1001.pdf', 'tilsagnsbrev.pdf']);
  });
});

describe('what is no programme', () => {
  const faulty = async (files: readonly File[]) => {
    const stage = await aStage();
    const { page, status } = answered(await stage.send(files));
    expect(status).toBe(422);
    expect(await stage.ground.db.selectFrom('programmes').select('id').execute()).toHaveLength(2);
    return { ...page, error: errorsOf(page)['files'] };
  };

  test('is told field by field, and nothing comes in', async () => {
    const json = { ...programmeJson(), color: 'red', grant: { expiresOn: '2026-13-01' } };
    const { notices } = await faulty([aFile('p.json', JSON.stringify(json))]);
    expect(notices[0]?.heading).toBe('Programfilen har 2 feil');
    expect(notices[0]?.items?.map((item) => item.split(':')[0]).sort()).toEqual(['color', 'grant.expiresOn']);
  });

  test('is told at the field when it is not a programme file at all, is another’s, or holds what is never taken in', async () => {
    expect((await faulty([])).error).toBe('Velg en programfil først.');
    expect((await faulty([aFile('a.pdf', 'x')])).error).toContain('Fant ingen programfil');
    const other = { ...programmeJson(), organisation: { ...programmeJson().organisation, name: 'Klepp kommune', organisationNumber: '864969682' } };
    expect((await faulty([aFile('p.json', JSON.stringify(other))])).error?.replaceAll('\u00a0', ' '))
      .toBe('Filen gjelder Klepp kommune (864 969 682), men du er i Gjøvik kommune (940 155 223). Ingenting er hentet.');
    expect((await faulty([aFile('p.json', JSON.stringify(programmeJson())), aFile('faktura-1001.pdf', '<svg xmlns="http://www.w3.org/2000/svg"/>')])).error)
      .toContain('faktura-1001.pdf');
  });
});

describe('a programme as a file', () => {
  test('is what a programme file is; with its files it is a zip that comes in again the same', async () => {
    const { ground, params, led } = await aStage();
    const id = idIn(await led([aFile('programme.json', JSON.stringify(programmeJson())), ...await papers()]));
    const ids = { ...params, programme: id };
    const { bytes, disposition } = await fetched(ground, ground.worker, ids);
    expect(disposition).toContain('filename="LED skole 2026.json"');
    const { programme } = await load(ground, id);
    expect(toProgramme(programmeSchema.parse(JSON.parse(new TextDecoder().decode(bytes))))).toEqual({
      ...programme, facts: { ...programme.facts, supplier: { name: 'IMTEC AS' } },
    });
    const zip = await fetched(ground, ground.worker, ids, '?with=files');
    expect(Object.keys(unzipSync(zip.bytes)).sort()).toEqual(['faktura-1001.pdf', 'programme.json', 'tilsagnsbrev.pdf']);
    const again = await load(ground, idIn(await led([aFile('igjen.zip', Buffer.from(zip.bytes))])));
    expect(again.attachments.map(({ sha256 }) => sha256).sort()).toEqual((await load(ground, id)).attachments.map(({ sha256 }) => sha256).sort());
    expect(again.programme.grant).toEqual(programme.grant);
  });

  test('holds every file in its zip, whatever it is called', async () => {
    const { ground, params } = await aStage();
    const names = ['__proto__', 'constructor', 'kvittering.png'];
    for (const [index, name] of names.entries()) {
      const place = { store: ground.files, openFile: openAnyFile, organisationId: params.organisation };
      const { prepared } = await prepareUploads([aFile(name, await aPng({ width: 20 + index, height: 20 }))], place);
      await as(ground.db, ground.worker, (change) => addAttachments(change, { programmeId: ground.programmeId, uploads: prepared }));
    }
    const { bytes } = await fetched(ground, ground.worker, { ...params, programme: ground.programmeId }, '?with=files');
    const inside: string[] = [];
    unzipSync(bytes, { filter: ({ name }) => { inside.push(name); return false; } });
    expect(inside.filter((name) => names.includes(name)).sort()).toEqual(names);
  });

  test('is no download at all when a file is missing from the store', async () => {
    const { ground, params } = await aStage();
    await ground.db.updateTable('attachments').set({ bytes: 1 }).execute();
    await expect(fetched(ground, ground.worker, { ...params, programme: ground.programmeId }, '?with=files')).rejects.toThrow('missing or damaged');
  });

  test('has no account for a consultant, and is nothing to those who do not reach the programme', async () => {
    const { ground, params } = await aStage();
    const ids = { ...params, programme: ground.programmeId };
    const kim = await aMember(ground.db, params.organisation, 'consultant');
    await expect(fetched(ground, kim, ids)).rejects.toMatchObject({ status: 404 });
    await ground.db.insertInto('programme_members').values({
      organisation_id: params.organisation, programme_id: ground.programmeId, user_id: kim.userId, created_at: '2026-11-24T10:00:00.000Z',
    }).execute();
    const text = async (member: ClaimGround['worker']) => new TextDecoder().decode((await fetched(ground, member, ids)).bytes);
    expect(await text(kim)).not.toContain('bankAccount');
    expect(await text(ground.finance)).toContain('18136445320');
  });
});
