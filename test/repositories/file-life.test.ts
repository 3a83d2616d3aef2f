import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { addAttachments } from '#app/features/attachments/add-attachments.server.ts';
import { listAttachments } from '#app/features/attachments/attachments.repository.server.ts';
import { prepareUploads } from '#app/features/attachments/prepare-uploads.server.ts';
import { removeAttachment, restoreAttachment } from '#app/features/attachments/remove-attachment.server.ts';
import { replaceAttachment } from '#app/features/attachments/replace-attachment.server.ts';
import { approveClaim } from '#app/features/claims/attest-claim.server.ts';
import { listExpenses } from '#app/features/expenses/expenses.repository.server.ts';
import { getProgrammeRow, updateProgramme } from '#app/features/programmes/programmes.repository.server.ts';
import { openVoucher } from '#app/pdf/vouchers/open-voucher.server.ts';
import { aClaimGround, aClaimInReview, as, frozenOf, type ClaimGround } from '#test/fixtures/claim-ground.ts';
import { testDatabases } from '#test/fixtures/databases.ts';
import { aPdf, aPng } from '#test/fixtures/papers.ts';

const fileOf = (bytes: Buffer, name: string) => new File([new Uint8Array(bytes)], name);

/** Sends files to the ground's first programme, as a form does. */
async function send(ground: ClaimGround, ...files: File[]) {
  const { prepared, refused } = await prepareUploads(files, { store: ground.files, openFile: openVoucher, organisationId: ground.worker.organisationId });
  const result = await as(ground.db, ground.worker, (change) => addAttachments(change, { programmeId: ground.programmeId, uploads: prepared }));
  return { ...result, refused, prepared };
}

const filesOf = (ground: ClaimGround) => listAttachments(ground.db, ground.worker, ground.programmeId);
const actionsOf = async ({ db }: ClaimGround) => (await db.selectFrom('audit_entries').select('action').orderBy('sequence').execute()).map(({ action }) => action);

async function firstFile(ground: ClaimGround) {
  const [file] = await filesOf(ground);
  if (file === undefined) throw new Error('The ground has no file');
  return file;
}

describe.each(testDatabases)('a file’s life on $kind', ({ open }) => {
  test('is kept by its content, opened, and told of once, however many come together', async () => {
    const ground = await aClaimGround(await open());
    const { added, refused } = await send(
      ground, fileOf(await aPdf({ marker: 'B', pages: 3 }), 'faktura-1001.pdf'), fileOf(Buffer.from('<svg onload="x"/>'), 'tegning.svg'), fileOf(await aPng(), '../bilde.png'),
    );
    expect(refused).toEqual([{ name: 'tegning.svg', cause: 'type_svg' }]);
    expect(added.map(({ name, isKnown }) => [name, isKnown])).toEqual([['faktura-1001 (2).pdf', false], ['bilde.png', false]]);
    const stored = (await filesOf(ground)).filter(({ id }) => added.some((file) => file.id === id));
    expect(stored.map(({ name, mediaType, state }) => [name, mediaType, state.isReadable && state.pages]).sort())
      .toEqual([['bilde.png', 'image/png', 1], ['faktura-1001 (2).pdf', 'application/pdf', 3]]);
    for (const { sha256, bytes } of stored) expect((await ground.files.get(ground.worker.organisationId, sha256)).length).toBe(bytes);
    expect(await actionsOf(ground)).toEqual(['attachment.added']);
  });

  test('a file that can’t be opened is kept with the reason why', async () => {
    const ground = await aClaimGround(await open());
    const locked = await aPdf({ marker: 'L', password: { user: 'hemmelig', owner: 'x' } });
    const heic = Buffer.from('\0\0\0\x18ftypheic\0\0\0\0', 'latin1');
    await send(ground, fileOf(locked, 'last.pdf'), fileOf(heic, 'bilde.heic'));
    const states = new Map((await filesOf(ground)).map(({ name, state }) => [name, state]));
    expect(states.get('last.pdf')).toEqual({ isReadable: false, cause: 'password' });
    expect(states.get('bilde.heic')).toEqual({ isReadable: false, cause: 'damaged' });
  });

  test('the same content is there once, whatever it is called and however often it is sent', async () => {
    const ground = await aClaimGround(await open());
    const paper = await aPdf({ marker: 'C' });
    const first = await send(ground, fileOf(paper, 'a.pdf'), fileOf(paper, 'b.pdf'));
    const again = await send(ground, fileOf(paper, 'c.pdf'));
    expect(first.added.map(({ name, isKnown }) => [name, isKnown])).toEqual([['a.pdf', false], ['a.pdf', true]]);
    expect(again.added).toEqual([{ id: first.added[0]?.id, name: 'a.pdf', isKnown: true }]);
    expect(await filesOf(ground)).toHaveLength(2);
    expect(await actionsOf(ground)).toEqual(['attachment.added']);
  });

  test('is taken away only when nothing uses it, and comes back under a free name', async () => {
    const ground = await aClaimGround(await open());
    const { db, worker, programmeId } = ground;
    const used = await firstFile(ground);
    const remove = (id: string) => as(db, worker, (change) => removeAttachment(change, { programmeId, id }));
    expect(await remove(used.id)).toEqual({ refused: { code: 'in_use', name: 'faktura-1001.pdf' } });
    const { added: [spare] } = await send(ground, fileOf(await aPdf({ marker: 'D' }), 'brev.pdf'));
    const id = spare?.id ?? '';
    const row = await getProgrammeRow(db, worker, programmeId);
    await updateProgramme(db, worker, { ...row, grantLetterId: id });
    expect(await remove(id)).toEqual({ refused: { code: 'in_use', name: 'brev.pdf' } });
    await updateProgramme(db, worker, { ...row, version: row.version + 1 });
    await remove(id);
    await send(ground, fileOf(await aPdf({ marker: 'E' }), 'brev.pdf'));
    await as(db, worker, (change) => restoreAttachment(change, { programmeId, id }));
    await as(db, worker, (change) => restoreAttachment(change, { programmeId, id: randomUUID() }));
    expect((await filesOf(ground)).map(({ name }) => name).sort()).toEqual(['brev (2).pdf', 'brev.pdf', 'faktura-1001.pdf']);
    expect(await actionsOf(ground)).toEqual(['attachment.added', 'attachment.deleted', 'attachment.added', 'attachment.restored']);
  });

  test('a better file takes its place on every expense and as the letter', async () => {
    const ground = await aClaimGround(await open());
    const { db, worker, programmeId } = ground;
    const old = await firstFile(ground);
    const row = await getProgrammeRow(db, worker, programmeId);
    await updateProgramme(db, worker, { ...row, grantLetterId: old.id });
    const { prepared: [upload] } = await prepareUploads([fileOf(await aPdf({ marker: 'F', pages: 2 }), 'faktura-1001.pdf')], { store: ground.files, openFile: openVoucher, organisationId: worker.organisationId });
    if (upload === undefined) throw new Error('The file was turned away');
    await as(db, worker, (change) => replaceAttachment(change, { programmeId, id: old.id, upload }));
    const [file, ...others] = await filesOf(ground);
    expect(others).toEqual([]);
    expect(file).toMatchObject({ name: 'faktura-1001.pdf', sha256: upload.sha256, state: { pages: 2 } });
    const expenses = await listExpenses(db, worker, programmeId);
    expect(expenses.map(({ attachmentIds, version }) => [attachmentIds, version])).toEqual(expenses.map(() => [[file?.id], 2]));
    expect((await getProgrammeRow(db, worker, programmeId)).grantLetterId).toBe(file?.id);
    expect(await as(db, worker, (change) => replaceAttachment(change, { programmeId, id: file?.id ?? '', upload }))).toMatchObject({ refused: { code: 'same_content' } });
    expect(await as(db, worker, (change) => replaceAttachment(change, { programmeId, id: old.id, upload }))).toEqual({ refused: { code: 'gone' } });
    expect(await actionsOf(ground)).toEqual(['attachment.replaced']);
  });

  test('an expense that has both the old file and the new keeps one', async () => {
    const ground = await aClaimGround(await open());
    const { db, worker, programmeId, expenseIds: [id = ''] } = ground;
    const old = await firstFile(ground);
    const { added: [spare], prepared: [upload] } = await send(ground, fileOf(await aPdf({ marker: 'G' }), 'ny.pdf'));
    if (spare === undefined || upload === undefined) throw new Error('The file was turned away');
    await db.insertInto('expense_attachments').values({ organisation_id: worker.organisationId, expense_id: id, attachment_id: spare.id, position: 1 }).execute();
    await as(db, worker, (change) => replaceAttachment(change, { programmeId, id: old.id, upload }));
    expect((await listExpenses(db, worker, programmeId)).map(({ attachmentIds }) => attachmentIds)).toEqual(ground.expenseIds.map(() => [spare.id]));
  });

  test('what proves an attested claim is never replaced', async () => {
    const ground = await aClaimGround(await open());
    const { db, worker, programmeId } = ground;
    const claim = await aClaimInReview(ground, ground);
    const frozen = await frozenOf(ground, claim);
    await as(db, ground.finance, (change) => approveClaim(change, { ...claim, frozen, externalAttestation: undefined }));
    const { id } = await firstFile(ground);
    const { prepared: [upload] } = await send(ground, fileOf(await aPdf({ marker: 'H' }), 'ny.pdf'));
    if (upload === undefined) throw new Error('The file was turned away');
    expect(await as(db, worker, (change) => replaceAttachment(change, { programmeId, id, upload }))).toMatchObject({ refused: { code: 'in_claim', claim: { number: 1 } } });
    expect((await filesOf(ground)).map((file) => file.id)).toContain(id);
  });
});
