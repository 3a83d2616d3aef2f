import { randomUUID } from 'node:crypto';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { listAttachments } from '#app/features/attachments/attachments.repository.server.ts';
import type { FilesPageView } from '#app/features/attachments/files-page-view.ts';
import * as fileRoute from '#app/routes/organisations.$organisation.programmes.$programme.files.$file._index.tsx';
import * as thumbnailRoute from '#app/routes/organisations.$organisation.programmes.$programme.files.$file.thumbnail.tsx';
import * as filesRoute from '#app/routes/organisations.$organisation.programmes.$programme.files._index.tsx';
import { aClaimGround, aMember, type ClaimGround } from '#test/fixtures/claim-ground.ts';
import { openTestDatabase } from '#test/fixtures/databases.ts';
import { aPdf, aPng } from '#test/fixtures/papers.ts';
import { browserOf, thrownBy, type Browser } from '#test/fixtures/route-ground.ts';

interface Stage {
  readonly ground: ClaimGround;
  readonly browser: Browser;
  readonly params: { readonly organisation: string; readonly programme: string };
  readonly at: string;
}

async function aStage(): Promise<Stage> {
  const ground = await aClaimGround(await openTestDatabase('sqlite'));
  const params = { organisation: ground.worker.organisationId, programme: ground.programmeId };
  return { ground, browser: await browserOf(ground, ground.worker), params, at: `/organisations/${params.organisation}/programmes/${params.programme}/files` };
}

const filesOf = ({ ground }: Stage) => listAttachments(ground.db, ground.worker, ground.programmeId);
const fileOf = (bytes: Buffer, name: string) => new File([new Uint8Array(bytes)], name);
const pageOf = async ({ browser, params, at }: Stage, query = '') => (await filesRoute.loader(browser.get(`${at}${query}`, params))).page;
const send = ({ browser, params, at }: Stage, fields: Parameters<Browser['post']>[2]) => filesRoute.action(browser.post(at, params, fields));
const firstCells = (page: FilesPageView) => page.table?.rows.map(({ cells: [cell] }) => (typeof cell === 'string' ? cell : cell?.text));

async function idOf(stage: Stage, name: string): Promise<string> {
  return (await filesOf(stage)).find((file) => file.name === name)?.id ?? '';
}

const download = (stage: Stage, id: string, query = '') => fileRoute.loader(stage.browser.get(`${stage.at}/${id}${query}`, { ...stage.params, file: id }));

describe('the programme’s files', () => {
  test('many are sent at once, and stand first in the list with what can be done with them', async () => {
    const stage = await aStage();
    const answer = await thrownBy(send(stage, { files: [fileOf(await aPdf({ marker: 'A', pages: 2 }), 'b.pdf'), fileOf(await aPng(), 'Å.png')] }));
    expect(answer.headers.get('Location')).toBe(`${stage.at}?done=added`);
    const page = await pageOf(stage, '?done=added');
    expect(page.notices).toMatchObject([{ isDone: true, text: 'Filene er lastet opp.' }]);
    expect(firstCells(page)).toEqual(expect.arrayContaining(['b.pdf', 'Å.png', 'faktura-1001.pdf']));
    const row = page.table?.rows.find(({ cells: [cell] }) => typeof cell === 'object' && cell.text === 'b.pdf');
    const id = await idOf(stage, 'b.pdf');
    expect(row?.cells[1]).toBe('2');
    const log = `${stage.at.replace(/files$/, 'expenses/new')}?file=${id}`;
    expect(row?.cells[4]).toMatchObject({
      links: [{ href: log }, { text: 'Last ned' }, { text: 'Erstatt' }],
      button: { text: 'Fjern', hidden: { act: 'remove', file: id } },
    });
    const used = page.table?.rows.find(({ cells: [cell] }) => typeof cell === 'object' && cell.text === 'faktura-1001.pdf');
    expect(used?.cells[3]).toMatchObject({ links: [{}, {}, {}] });
    expect(used?.cells[4]).toMatchObject({ button: undefined });
  });

  test('what is turned away is told by name, what was here already too, and the rest is kept', async () => {
    const stage = await aStage();
    const paper = await aPdf({ marker: 'A' });
    await thrownBy(send(stage, { files: fileOf(paper, 'a.pdf') }));
    const known = await send(stage, { files: fileOf(paper, 'samme.pdf') });
    expect(known.init?.status).toBe(200);
    expect(known.data.page.notices).toMatchObject([{ tone: 'info', items: ['a.pdf'] }]);
    const some = await send(stage, { files: [fileOf(Buffer.from('<html></html>'), 'side.pdf'), fileOf(await aPng(), 'ny.png')] });
    expect(some.init?.status).toBe(422);
    expect(some.data.page.upload?.field.error).toContain('«side.pdf» er ikke lastet opp: filen er en nettside');
    expect(some.data.page.notices).toMatchObject([{ tone: 'success', items: ['ny.png'] }]);
    const none = await send(stage, { act: 'add' });
    expect([none.init?.status, none.data.page.upload?.field.error]).toEqual([422, 'Velg minst én fil først.']);
  });

  test('a removed one can be brought back; one in use stays', async () => {
    const stage = await aStage();
    await thrownBy(send(stage, { files: fileOf(await aPng(), 'ny.png') }));
    const id = await idOf(stage, 'ny.png');
    const removed = await thrownBy(send(stage, { act: 'remove', file: id }));
    const page = await pageOf(stage, (removed.headers.get('Location') ?? '').slice(stage.at.length));
    expect(page.notices).toMatchObject([{ text: 'Filen er fjernet.', button: { text: 'Angre', hidden: { act: 'restore', file: id } } }]);
    expect((await thrownBy(download(stage, id))).status).toBe(404);
    await thrownBy(send(stage, { act: 'restore', file: id }));
    expect((await download(stage, id)).status).toBe(200);
    const used = await send(stage, { act: 'remove', file: await idOf(stage, 'faktura-1001.pdf') });
    expect([used.init?.status, used.data.page.notices[0]?.text]).toEqual([409, expect.stringContaining('er i bruk')]);
  });

  test('one that can’t be read is replaced where it is used', async () => {
    const stage = await aStage();
    const old = await idOf(stage, 'faktura-1001.pdf');
    const page = await pageOf(stage, `?replace=${old}`);
    expect(page.upload).toMatchObject({ heading: 'Erstatt «faktura-1001.pdf»', card: { hidden: { act: 'replace', file: old } }, field: { isMultiple: false } });
    const wrong = await send(stage, { act: 'replace', file: old, files: fileOf(Buffer.from('hei'), 'x.txt') });
    expect([wrong.init?.status, wrong.data.page.upload?.heading]).toEqual([422, 'Erstatt «faktura-1001.pdf»']);
    await thrownBy(send(stage, { act: 'replace', file: old, files: fileOf(await aPdf({ marker: 'N', pages: 4 }), 'ny.pdf') }));
    expect((await filesOf(stage)).map(({ name, state }) => [name, state.isReadable && state.pages])).toEqual([['ny.pdf', 4]]);
    expect((await send(stage, { act: 'replace', file: old, files: fileOf(await aPng(), 'x.png') })).init?.status).toBe(409);
    expect((await send(stage, { act: 'replace', file: old })).init?.status).toBe(422);
  });
});

describe('a file that is fetched', () => {
  test('is a download with its own name, runs nothing and is kept by nobody', async () => {
    const stage = await aStage();
    const paper = await aPdf({ marker: 'Ø' });
    await thrownBy(send(stage, { files: fileOf(paper, 'Kjørebok.pdf') }));
    const answer = await download(stage, await idOf(stage, 'Kjørebok.pdf'));
    expect(Buffer.from(await answer.arrayBuffer()).equals(paper)).toBe(true);
    expect(Object.fromEntries(answer.headers)).toEqual({
      'content-type': 'application/pdf', 'content-length': String(paper.length), 'x-content-type-options': 'nosniff', 'cache-control': 'private, no-store',
      'content-disposition': 'attachment; filename="Kjorebok.pdf"; filename*=UTF-8\'\'Kj%C3%B8rebok.pdf',
      'content-security-policy': "sandbox; default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'",
    });
  });

  test('is shown only when it is a PDF or a picture, and framed by our own pages only', async () => {
    const stage = await aStage();
    const xml = Buffer.from('<?xml version="1.0"?><Invoice><ID>1</ID></Invoice>');
    await thrownBy(send(stage, { files: [fileOf(await aPng(), 'bilde.png'), fileOf(xml, 'ehf.xml')] }));
    const shown = async (name: string) => (await download(stage, await idOf(stage, name), '?view')).headers;
    const [picture, pdf, invoice] = [await shown('bilde.png'), await shown('faktura-1001.pdf'), await shown('ehf.xml')];
    expect(picture.get('Content-Disposition')).toMatch(/^inline;/);
    expect(picture.get('Content-Security-Policy')).toContain('sandbox');
    expect(pdf.get('Content-Disposition')).toMatch(/^inline;/);
    // Chromium shows no PDF in a sandbox.
    expect(pdf.get('Content-Security-Policy')).toMatch(/^default-src 'none';(?!.*sandbox).*frame-ancestors 'self'$/);
    expect(pdf.get('Content-Security-Policy')).not.toContain('script-src');
    expect(invoice.get('Content-Disposition')).toMatch(/^attachment;/);
    expect(invoice.get('Content-Security-Policy')).toContain('sandbox');
  });

  test('only by those who reach the programme', async () => {
    const stage = await aStage();
    const id = await idOf(stage, 'faktura-1001.pdf');
    const { ground } = stage;
    const other = await aClaimGround(ground.db);
    const consultant = await aMember(ground.db, ground.worker.organisationId, 'consultant');
    for (const member of [other.worker, consultant]) {
      const stranger = { ...stage, browser: await browserOf(ground, member) };
      expect((await thrownBy(download(stranger, id))).status).toBe(404);
      expect((await thrownBy(pageOf(stranger))).status).toBe(404);
    }
    const reader = { ...stage, browser: await browserOf(ground, await aMember(ground.db, ground.worker.organisationId, 'reader')) };
    expect((await download(reader, id)).status).toBe(200);
    expect((await pageOf(reader)).upload).toBeUndefined();
    expect((await thrownBy(send(reader, { act: 'remove', file: id }))).status).toBe(403);
    expect((await thrownBy(download(stage, randomUUID()))).status).toBe(404);
    const elsewhere = { ...stage, params: { ...stage.params, programme: ground.secondProgrammeId } };
    expect((await thrownBy(download(elsewhere, id))).status).toBe(404);
  });
});

describe('a file’s thumbnail', () => {
  const thumbnail = ({ browser, params, at }: Stage, id: string, known?: string) => {
    const asked = browser.get(`${at}/${id}/thumbnail`, { ...params, file: id });
    if (known !== undefined) asked.request.headers.set('If-None-Match', known);
    return thumbnailRoute.loader(asked);
  };

  test('is a small WebP of its first page, kept by the one browser only and asked for again', async () => {
    const stage = await aStage();
    const file = (await filesOf(stage))[0];
    const answer = await thumbnail(stage, file?.id ?? '');
    const picture = Buffer.from(await answer.arrayBuffer());
    const { format, width, height } = await sharp(picture).metadata();
    expect([format, Math.max(width, height) <= 240, height > width]).toEqual(['webp', true, true]);
    expect(Object.fromEntries(answer.headers)).toEqual({
      'content-type': 'image/webp', 'content-length': String(picture.length), 'x-content-type-options': 'nosniff', 'cache-control': 'private, no-cache',
      'etag': `"${file?.sha256 ?? ''}"`,
      'content-security-policy': "sandbox; default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'",
    });
  });

  test('is not sent again to who has it, and is to who has another', async () => {
    const stage = await aStage();
    const { id = '', sha256 = '' } = (await filesOf(stage))[0] ?? {};
    for (const known of [`"${sha256}"`, `W/"${sha256}"`, `"other", "${sha256}"`]) {
      const answer = await thumbnail(stage, id, known);
      expect([answer.status, await answer.text(), answer.headers.get('Cache-Control')]).toEqual([304, '', 'private, no-cache']);
    }
    expect((await thumbnail(stage, id, '"other"')).status).toBe(200);
  });

  test('is not there of what can’t be read, is gone, or is somebody else’s', async () => {
    const stage = await aStage();
    const { id = '', sha256 = '' } = (await filesOf(stage))[0] ?? {};
    await thrownBy(send(stage, { files: fileOf(await aPdf({ marker: 'L', password: { user: 'u', owner: 'o' } }), 'last.pdf') }));
    const consultant = await browserOf(stage.ground, await aMember(stage.ground.db, stage.params.organisation, 'consultant'));
    const other = await browserOf(stage.ground, (await aClaimGround(stage.ground.db)).worker);
    for (const [asking, file] of [
      [stage, await idOf(stage, 'last.pdf')], [stage, randomUUID()], [{ ...stage, browser: consultant }, id], [{ ...stage, browser: other }, id],
      [{ ...stage, params: { ...stage.params, programme: stage.ground.secondProgrammeId } }, id],
    ] as const) {
      expect((await thrownBy(thumbnail(asking, file, `"${sha256}"`))).status).toBe(404);
    }
  });
});
