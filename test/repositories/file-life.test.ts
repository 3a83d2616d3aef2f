import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { addAttachments } from '#app/features/attachments/add-attachments.server.ts';
import { listAttachments, updateAttachmentContent } from '#app/features/attachments/attachments.repository.server.ts';
import { keepContent, prepareUploads } from '#app/features/attachments/prepare-uploads.server.ts';
import type { OpenFile } from '#app/features/attachments/reading/open-file.ts';
import { removeAttachment, restoreAttachment } from '#app/features/attachments/remove-attachment.server.ts';
import { replaceAttachment } from '#app/features/attachments/replace-attachment.server.ts';
import { unlockAttachment } from '#app/features/attachments/unlock-attachment.server.ts';
import { approveClaim } from '#app/features/claims/attest-claim.server.ts';
import { loadClaimCase } from '#app/features/claims/claim-case.server.ts';
import { createClaim } from '#app/features/claims/prepare-claim.server.ts';
import { listExpenses } from '#app/features/expenses/expenses.repository.server.ts';
import { getProgrammeRow, updateProgramme } from '#app/features/programmes/programmes.repository.server.ts';
import { DomainError } from '#app/domain/errors.ts';
import { unlockPdf } from '#app/pdf/vouchers/unlock.server.ts';
import { packVoucher, unpackVoucher } from '#app/pdf/vouchers/voucher-bundle.ts';
import { openAnyFile } from '#app/features/attachments/reading/open-any-file.server.ts';
import { openVoucher } from '#app/pdf/vouchers/open-voucher.server.ts';
import { aClaimGround, aClaimInReview, as, frozenOf, type ClaimGround } from '#test/fixtures/claim-ground.ts';
import { testDatabases } from '#test/fixtures/databases.ts';
import { aPdf, aPng } from '#test/fixtures/papers.ts';

const fileOf = (bytes: Buffer, name: string) => new File([new Uint8Array(bytes)], name);

/** Sends files to the ground's first programme, as a form does. */
async function send(ground: ClaimGround, { openFile = openAnyFile }: { openFile?: OpenFile }, ...files: File[]) {
  const { prepared, refused } = await prepareUploads(files, { store: ground.files, openFile, organisationId: ground.worker.organisationId });
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
      ground, {}, fileOf(await aPdf({ marker: 'B', pages: 3 }), 'faktura-1001.pdf'), fileOf(Buffer.from('<svg onload="x"/>'), 'tegning.svg'), fileOf(await aPng(), '../bilde.png'),
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
    await send(ground, {}, fileOf(locked, 'last.pdf'), fileOf(heic, 'bilde.heic'));
    const states = new Map((await filesOf(ground)).map(({ name, state }) => [name, state]));
    expect(states.get('last.pdf')).toEqual({ isReadable: false, cause: 'password' });
    // The head of a HEIC without a picture.
    expect(states.get('bilde.heic')).toEqual({ isReadable: false, cause: 'damaged' });
  });

  test('the same content is there once, whatever it is called and however often it is sent', async () => {
    const ground = await aClaimGround(await open());
    const paper = await aPdf({ marker: 'C' });
    const first = await send(ground, {}, fileOf(paper, 'a.pdf'), fileOf(paper, 'b.pdf'));
    const again = await send(ground, {}, fileOf(paper, 'c.pdf'));
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
    const { added: [spare] } = await send(ground, {}, fileOf(await aPdf({ marker: 'D' }), 'brev.pdf'));
    const id = spare?.id ?? '';
    const row = await getProgrammeRow(db, worker, programmeId);
    await updateProgramme(db, worker, { ...row, grantLetterId: id });
    expect(await remove(id)).toEqual({ refused: { code: 'in_use', name: 'brev.pdf' } });
    await updateProgramme(db, worker, { ...row, version: row.version + 1 });
    await remove(id);
    await send(ground, {}, fileOf(await aPdf({ marker: 'E' }), 'brev.pdf'));
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
    const { prepared: [upload] } = await prepareUploads([fileOf(await aPdf({ marker: 'F', pages: 2 }), 'faktura-1001.pdf')], { store: ground.files, openFile: openAnyFile, organisationId: worker.organisationId });
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
    const { added: [spare], prepared: [upload] } = await send(ground, {}, fileOf(await aPdf({ marker: 'G' }), 'ny.pdf'));
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
    const { prepared: [upload] } = await send(ground, {}, fileOf(await aPdf({ marker: 'H' }), 'ny.pdf'));
    if (upload === undefined) throw new Error('The file was turned away');
    expect(await as(db, worker, (change) => replaceAttachment(change, { programmeId, id, upload }))).toMatchObject({ refused: { code: 'in_claim', claim: { number: 1 } } });
    expect((await filesOf(ground)).map((file) => file.id)).toContain(id);
  });

  test('what its pages add to a claim is kept with it, and nothing is of one that can’t be opened', async () => {
    const ground = await aClaimGround(await open());
    const counting: OpenFile = async (bytes, options) => {
      const opened = await openAnyFile(bytes, options);
      return 'unreadable' in opened ? opened : unpackVoucher(packVoucher(opened));
    };
    const locked = await aPdf({ marker: 'L', password: { user: 'hemmelig', owner: 'x' } });
    await send(ground, { openFile: counting }, fileOf(await aPdf({ marker: 'I' }), 'a.pdf'), fileOf(await aPdf({ marker: 'I', pages: 40 }), 'b.pdf'), fileOf(locked, 'c.pdf'));
    const bytes = new Map((await filesOf(ground)).map(({ name, preparedBytes }) => [name, preparedBytes]));
    expect(bytes.get('a.pdf')).toBeGreaterThan(300);
    expect(bytes.get('b.pdf')).toBeGreaterThan(10 * (bytes.get('a.pdf') ?? 0));
    expect([bytes.get('c.pdf'), bytes.has('c.pdf')]).toEqual([undefined, true]);
  });
});

describe.each(testDatabases)('a locked file on $kind', ({ open }) => {
  const locked = () => aPdf({ marker: 'Låst', pages: 2, password: { user: 'hemmelig', owner: 'x' } });

  /** A ground whose first cost has a locked file too, and the copy of that without a lock. */
  async function aLockedFile(pages = locked()) {
    const ground = await aClaimGround(await open());
    const { db, worker, programmeId, expenseIds: [expense = ''] } = ground;
    const bytes = await pages;
    const { added: [{ id } = { id: '' }], prepared: [{ sha256 } = { sha256: '' }] } = await send(ground, {}, fileOf(bytes, 'last.pdf'));
    await db.insertInto('expense_attachments').values({ organisation_id: worker.organisationId, expense_id: expense, attachment_id: id, position: 1 }).execute();
    const unlocked = await unlockPdf(bytes, 'hemmelig');
    if (!Buffer.isBuffer(unlocked)) throw new Error(`It stays locked: ${unlocked.unreadable}`);
    const place = { store: ground.files, openFile: openAnyFile, organisationId: worker.organisationId };
    const content = await keepContent({ bytes: unlocked, mediaType: 'application/pdf' }, place);
    const unlock = () => as(db, worker, (change) => unlockAttachment(change, { programmeId, id, locked: sha256, content, location: '/der' }));
    return { ground, id, bytes, unlocked, sha256, content, unlock };
  }

  test('gives its place to the copy without a lock; what was sent stays in the store, its fingerprint in the trail', async () => {
    const { ground, id, bytes, sha256, content, unlock } = await aLockedFile();
    const { version } = await getProgrammeRow(ground.db, ground.worker, ground.programmeId);
    expect(await unlock()).toEqual({ location: '/der' });
    const file = (await filesOf(ground)).find((each) => each.id === id);
    expect(file).toMatchObject({ name: 'last.pdf', sha256: content.sha256, bytes: content.bytes, state: { isReadable: true, pages: 2 } });
    const { organisationId } = ground.worker;
    expect((await ground.files.get(organisationId, sha256)).equals(bytes)).toBe(true);
    expect(await openVoucher(await ground.files.get(organisationId, content.sha256))).toMatchObject({ pages: [{}, {}] });
    const entry = await ground.db.selectFrom('audit_entries').selectAll().where('action', '=', 'attachment.unlocked').executeTakeFirstOrThrow();
    expect([entry.subject_id, JSON.parse(entry.facts_json)]).toEqual([id, { file: 'last.pdf', original: sha256, sha256: content.sha256 }]);
    expect((await getProgrammeRow(ground.db, ground.worker, ground.programmeId)).version).toBe(version + 1);
  });

  test('changes a claim that waits for attestation, so that nobody attests what they did not see', async () => {
    const { ground, unlock } = await aLockedFile();
    const { id } = await as(ground.db, ground.worker, (change) => createClaim(change, { programmeId: ground.programmeId, expenseIds: ground.expenseIds, parked: new Map() })).then(claimIn);
    const seal = async () => (await loadClaimCase(ground.db, ground.worker, { programmeId: ground.programmeId, id })).contentSha256;
    const before = await seal();
    await unlock();
    expect(await seal()).not.toBe(before);
  });

  test('is not unlocked twice, nor when another file took its place meanwhile', async () => {
    const { ground, unlock } = await aLockedFile();
    await unlock();
    expect(await unlock()).toEqual({ refused: { code: 'gone' } });
    expect((await actionsOf(ground)).filter((action) => action === 'attachment.unlocked')).toHaveLength(1);
  });

  test('is not unlocked where its content is already, since that is there once', async () => {
    const { ground, unlocked, unlock, id } = await aLockedFile();
    await send(ground, {}, fileOf(unlocked, 'fri.pdf'));
    expect(await unlock()).toEqual({ refused: { code: 'same_content', name: 'last.pdf', other: 'fri.pdf' } });
    expect((await filesOf(ground)).find((each) => each.id === id)?.state).toEqual({ isReadable: false, cause: 'password' });
  });

  test('that proves an attested claim stays as it is', async () => {
    const { ground, id, unlock } = await aLockedFile();
    const { db, worker, expenseIds: [expense = ''] } = ground;
    // As none is made today: a locked file stops a claim from being sent.
    await db.deleteFrom('expense_attachments').where('attachment_id', '=', id).execute();
    const claim = await aClaimInReview(ground, ground);
    const frozen = await frozenOf(ground, claim);
    await as(db, ground.finance, (change) => approveClaim(change, { ...claim, frozen, externalAttestation: undefined }));
    await db.insertInto('expense_attachments').values({ organisation_id: worker.organisationId, expense_id: expense, attachment_id: id, position: 1 }).execute();
    expect(await unlock()).toMatchObject({ refused: { code: 'in_claim', name: 'last.pdf', claim: { number: 1 } } });
    expect((await filesOf(ground)).find((each) => each.id === id)?.state).toEqual({ isReadable: false, cause: 'password' });
  });

  test('of another organisation is not there', async () => {
    const { ground, id, sha256, content } = await aLockedFile();
    const { db, programmeId } = ground;
    const stranger = (await aClaimGround(db)).worker;
    await expect(as(db, stranger, (change) => unlockAttachment(change, { programmeId, id, locked: sha256, content, location: '/' }))).rejects.toThrow(DomainError);
    await expect(updateAttachmentContent(db, stranger, { programmeId, id, from: sha256, content })).rejects.toThrow(DomainError);
    expect((await filesOf(ground)).find((each) => each.id === id)?.sha256).toBe(sha256);
  });
});

function claimIn(outcome: object): { id: string } {
  const id = 'location' in outcome && typeof outcome.location === 'string' ? /claims\/([0-9a-f-]{36})/.exec(outcome.location)?.[1] : undefined;
  if (id === undefined) throw new Error('No claim was made');
  return { id };
}
