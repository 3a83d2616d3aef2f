import { createHash, randomUUID } from 'node:crypto';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { listAttachments } from '#app/features/attachments/attachments.repository.server.ts';
import type { FilesPageView } from '#app/features/attachments/files-page-view.ts';
import { approveClaim } from '#app/features/claims/attest-claim.server.ts';
import { openVoucher } from '#app/pdf/vouchers/open-voucher.server.ts';
import { unlockPdf } from '#app/pdf/vouchers/unlock.server.ts';
import * as expenseRoute from '#app/routes/organisations.$organisation.programmes.$programme.expenses.$expense._index.tsx';
import * as fileRoute from '#app/routes/organisations.$organisation.programmes.$programme.files.$file._index.tsx';
import * as thumbnailRoute from '#app/routes/organisations.$organisation.programmes.$programme.files.$file.thumbnail.tsx';
import * as filesRoute from '#app/routes/organisations.$organisation.programmes.$programme.files._index.tsx';
import { aClaimGround, aClaimInReview, aMember, as, frozenOf, type ClaimGround } from '#test/fixtures/claim-ground.ts';
import { databaseState } from '#test/fixtures/database-state.ts';
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

  test('one that an attested claim has as evidence is not offered to be replaced, not even by its address, and says why', async () => {
    const stage = await aStage();
    const { ground } = stage;
    const claim = await aClaimInReview(ground, ground);
    const frozen = await frozenOf(ground, claim);
    const id = await idOf(stage, 'faktura-1001.pdf');
    const acts = async () => (await pageOf(stage)).table?.rows.find(({ key }) => key === id)?.cells[4];
    expect(JSON.stringify(await acts())).toContain(`?replace=${id}`);
    await as(ground.db, ground.finance, (change) => approveClaim(change, { ...claim, frozen, externalAttestation: undefined }));
    expect(await acts()).toMatchObject({ detail: 'Bilag i krav 1, som er attestert. Kan ikke erstattes.', button: undefined });
    expect(JSON.stringify(await acts())).not.toContain('replace');
    expect((await pageOf(stage, `?replace=${id}`)).upload?.card.hidden).toMatchObject({ act: 'add' });
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
      etag: `"${file?.sha256 ?? ''}"`,
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

describe('a locked file', () => {
  const secret = 'Tussi 1947';

  async function aLockedStage() {
    const stage = await aStage();
    const bytes = await aPdf({ marker: 'Låst', pages: 3, password: { user: secret, owner: 'x' } });
    await thrownBy(send(stage, { files: fileOf(bytes, 'last.pdf') }));
    return { ...stage, id: await idOf(stage, 'last.pdf'), bytes };
  }

  const unlock = (stage: Stage & { id: string }, password: string) => send(stage, { act: 'unlock', file: stage.id, password });
  const stateOf = async (stage: Stage & { id: string }) => (await filesOf(stage)).find(({ id }) => id === stage.id)?.state;

  test('says why it can’t be in a claim, and asks for its password', async () => {
    const stage = await aLockedStage();
    const page = await pageOf(stage);
    expect(page.unlocks).toMatchObject([{
      section: { heading: '«last.pdf» er låst', lead: 'Filen er låst med passord. Skriv passordet, så lages en kopi uten lås.' },
      card: { action: stage.at, hidden: { act: 'unlock', file: stage.id }, submit: 'Lås opp', errors: undefined },
      field: { name: 'password', type: 'password', autoComplete: 'off', value: '', error: undefined },
    }]);
    const reader = { ...stage, browser: await browserOf(stage.ground, await aMember(stage.ground.db, stage.params.organisation, 'reader')) };
    expect((await pageOf(reader)).unlocks).toEqual([]);
    expect((await thrownBy(unlock(reader, secret))).status).toBe(403);
    expect(await stateOf(stage)).toEqual({ isReadable: false, cause: 'password' });
  });

  test('is unlocked by its password, once: from then on it is as any other', async () => {
    const stage = await aLockedStage();
    const done = await thrownBy(unlock(stage, secret));
    expect([done.status, done.headers.get('Location')]).toEqual([303, `${stage.at}?done=unlocked`]);
    expect(await stateOf(stage)).toMatchObject({ isReadable: true, pages: 3 });
    const page = await pageOf(stage, '?done=unlocked');
    expect([page.unlocks, page.notices[0]?.text]).toEqual([[], 'Filen er låst opp, og kan tas med i kravet.']);
    const fetched = Buffer.from(await (await download(stage, stage.id)).arrayBuffer());
    expect(fetched.equals(stage.bytes)).toBe(false);
    expect(await openVoucher(fetched)).toMatchObject({ pages: [{}, {}, {}] });
    expect((await thrownBy(unlock(stage, 'en gang til'))).headers.get('Location')).toBe(`${stage.at}?done=unlocked`);
  });

  test.each([
    ['hemmelig', 'Passordet er ikke riktig'], ['TUSSI 1947', 'Passordet er ikke riktig'], ['', 'Skriv passordet til filen først.'], ['x'.repeat(5_000), 'Passordet er ikke riktig'],
  ])('stays locked by %j, which is told at the field and comes back nowhere', async (password, text) => {
    const stage = await aLockedStage();
    const before = await databaseState(stage.ground.db);
    const answer = await unlock(stage, password);
    expect(answer.init?.status).toBe(422);
    const [shown] = answer.data.page.unlocks;
    expect(shown?.field.error).toContain(text);
    expect(shown?.card.errors?.items).toMatchObject([{ href: `#password-${stage.id}` }]);
    if (password !== '') expect(JSON.stringify(answer)).not.toContain(password);
    expect(await databaseState(stage.ground.db)).toBe(before);
  });

  test('leaves no trace of its password in what is stored, nor in the page of an ended session', async () => {
    const stage = await aLockedStage();
    const asked = stage.browser.post(stage.at, stage.params, { act: 'unlock', file: stage.id, password: secret });
    const copy = asked.request.clone();
    await thrownBy(filesRoute.action(asked));
    const stored = await stage.ground.db.selectFrom('form_keys').select('body_hash').execute();
    const fields = [...(await copy.formData()).entries()];
    const hashOf = (texts: unknown) => createHash('sha256').update(JSON.stringify([stage.at, texts, []])).digest('hex');
    expect(stored.map(({ body_hash }) => body_hash)).toContain(hashOf(fields.filter(([name]) => name !== 'password')));
    expect(stored.map(({ body_hash }) => body_hash)).not.toContain(hashOf(fields));
    expect(JSON.stringify(await stage.ground.db.selectFrom('audit_entries').selectAll().execute())).not.toContain(secret);
    await stage.ground.db.deleteFrom('sessions').execute();
    const kept = await (await thrownBy(send(stage, { act: 'unlock', file: stage.id, password: secret }))).text();
    expect(kept).toContain('unlock');
    expect(kept).not.toContain(secret);
  });

  test('is not unlocked when it is gone, or its content is here already', async () => {
    const stage = await aLockedStage();
    const gone = await unlock({ ...stage, id: randomUUID() }, secret);
    expect([gone.init?.status, gone.data.page.notices[0]?.text]).toEqual([409, 'Filen er fjernet eller erstattet i mellomtiden, og er ikke låst opp.']);
    const free = await unlockPdf(stage.bytes, secret);
    if (!Buffer.isBuffer(free)) throw new Error('It stays locked');
    await thrownBy(send(stage, { files: fileOf(free, 'fri.pdf') }));
    const same = await unlock(stage, secret);
    expect([same.init?.status, same.data.page.notices[0]?.text]).toEqual([409, expect.stringContaining('ligger her alt uten lås, som «fri.pdf»')]);
  });

  test('is unlocked on the page of its cost too, where one comes back to', async () => {
    const stage = await aLockedStage();
    const { browser, params, ground, id } = stage;
    const [expense = ''] = ground.expenseIds;
    await ground.db.insertInto('expense_attachments').values({ organisation_id: params.organisation, expense_id: expense, attachment_id: id, position: 1 }).execute();
    const at = stage.at.replace(/files$/, `expenses/${expense}`);
    const own = { ...params, expense };
    const ask = (password: string) => expenseRoute.action(browser.post(at, own, { act: 'unlock', file: id, password }));
    const { page } = await expenseRoute.loader(browser.get(at, own));
    expect(page.unlocks).toMatchObject([{ section: { heading: '«last.pdf» er låst' }, card: { action: at } }]);
    const wrong = await ask('feil');
    expect([wrong.init?.status, wrong.data.page.unlocks[0]?.field.error]).toEqual([422, expect.stringContaining('ikke riktig')]);
    expect((await thrownBy(ask(secret))).headers.get('Location')).toBe(`${at}?done=unlocked`);
    const after = (await expenseRoute.loader(browser.get(`${at}?done=unlocked`, own))).page;
    expect([after.unlocks, after.notices[0]?.text]).toEqual([[], 'Filen er låst opp, og kan tas med i kravet.']);
  });
});
