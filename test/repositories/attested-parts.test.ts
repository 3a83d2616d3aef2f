import { createHash } from 'node:crypto';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { archiveKinds, type ArchiveKind } from '#app/domain/programme.ts';
import { openWithinSize } from '#app/features/attachments/open-within-size.server.ts';
import type { OpenFile } from '#app/features/attachments/reading/open-file.ts';
import { VoucherReader } from '#app/features/attachments/reading/voucher-reader.server.ts';
import { approveClaim } from '#app/features/claims/attest-claim.server.ts';
import { attestedInParts } from '#app/features/claims/attested-in-parts.server.ts';
import { loadClaimCase } from '#app/features/claims/claim-case.server.ts';
import { claimDocument } from '#app/features/claims/claim-document.ts';
import { claimInParts } from '#app/features/claims/claim-in-parts.server.ts';
import { getClaim, type ApprovedClaim } from '#app/features/claims/claims.repository.server.ts';
import { freezeClaim } from '#app/features/claims/freeze-claim.server.ts';
import { readFrozenClaim } from '#app/features/claims/frozen-claim.ts';
import { makePdfs } from '#app/features/claims/make-pdfs.server.ts';
import { frozenJsonInParts } from '#app/features/claims/frozen-json.ts';
import type { Workshop } from '#app/features/claims/workshop.server.ts';
import { template, type TextKey } from '#app/i18n/translate.ts';
import { projectFolder } from '#app/project-folder.ts';
import { aClaimGround, aClaimInReview, as, today, type ClaimGround } from '#test/fixtures/claim-ground.ts';
import { testDatabases } from '#test/fixtures/databases.ts';
import { readPdf } from '#test/fixtures/pdf-reader.ts';
import { withPictures } from '#test/fixtures/pictured-claim.ts';
import { toldOf } from '#test/fixtures/told.ts';

/** An attested claim in parts says what was attested, whatever has happened since; or it is not made. */

const reader = new VoucherReader();
afterAll(() => { reader.close(); });

const partBytes = 250_000;
const partName = (part: number, parts: number) => `${part}-${parts}.pdf`;
const sha256 = (pieces: readonly Buffer[] = []) => createHash('sha256').update(Buffer.concat(pieces)).digest('hex');
const joined = (pieces: readonly Buffer[] = []) => Buffer.concat(pieces);
const flat = (text: string) => text.replace(/[\s\u00a0]+/g, ' ');

describe.each(testDatabases)('an attested claim on $kind', ({ open }) => {
  async function anAttested(archive: ArchiveKind = '2a') {
    const ground = await aClaimGround(await open());
    await withPictures(ground, [400, 400, 400]);
    await ground.db.updateTable('organisations').set({ claim_holds_files: archive === '3a' ? 1 : 0 }).execute();
    const claim = await aClaimInReview(ground, ground);
    const workshop: Workshop = { files: ground.files, openFile: reader.open, membership: ground.finance, projectFolder, today };
    const frozen = await freezeClaim(await loadClaimCase(ground.db, ground.finance, claim), workshop);
    if ('refusals' in frozen) throw new Error('Refused');
    await as(ground.db, ground.finance, (change) => approveClaim(change, { ...claim, frozen, externalAttestation: undefined }));
    const { approved } = await getClaim(ground.db, ground.finance, claim);
    if (approved === undefined) throw new Error('It is not attested');
    return { ground, claim, workshop, approved };
  }

  /** Everything a claim is made of, as it may be years later. */
  async function changeAll({ db }: ClaimGround) {
    await db.updateTable('expenses').set({ description: 'Endret', amount_ore: 1n }).execute();
    await db.updateTable('programmes').set({ name: 'Endret' }).execute();
    await db.updateTable('organisations').set({ name: 'Endret', claim_holds_files: 0 }).execute();
    await db.updateTable('attachments').set({ prepared_bytes: null, media_type: 'text/plain' }).execute();
  }

  async function partsOf(approved: ApprovedClaim, workshop: Workshop, most = partBytes) {
    const made = await attestedInParts(approved, workshop, { partBytes: most, partName, archive: '2a' });
    if ('harmed' in made) throw new Error(`Refused: ${made.harmed.join(', ')}`);
    return made;
  }

  test.each(archiveKinds)('made whole again from what was frozen, is the attested PDF to the byte, %s', async (archive) => {
    const { ground, workshop, approved } = await anAttested(archive);
    await changeAll(ground);
    const { assessment, explanation, files, archive: kept = '2a' } = readFrozenClaim(approved);
    const named = files.map(({ name, sha256: print }) => ({ name, sha256: print, read: () => ground.files.get(ground.finance.organisationId, print) }));
    const attachments = await openWithinSize(named, { openFile: reader.open, language: 'nb', keepsOriginals: kept === '3a' });
    const states = new Map([...attachments].map(([name, { state }]) => [name, state]));
    const filePages = new Map([...attachments].map(([name, { voucher }]) => [name, voucher?.pages ?? []]));
    const whole = claimDocument({ assessment: { ...assessment, attachments: states }, language: 'nb', isDraft: false, filePages, explanation });
    const made = await makePdfs([whole], {
      assessment, attachments, language: 'nb', archive: kept, projectFolder: workshop.projectFolder, dataOf: (pdf) => frozenJsonInParts(approved.claimJson, pdf),
    });
    expect(kept).toBe(archive);
    expect(made.first.pdf.sha256()).toBe(approved.pdfSha256);
  });

  test('is in parts within the size, with every file once, and the very figures and words that were attested', async () => {
    const { ground, workshop, approved } = await anAttested();
    const before = await partsOf(approved, workshop);
    await changeAll(ground);
    const { parts, json, saysTheSame } = await partsOf(approved, workshop);
    expect(parts.map(({ pieces }) => sha256(pieces))).toEqual(before.parts.map(({ pieces }) => sha256(pieces)));
    expect(saysTheSame).toBe(true);
    expect(parts.length).toBeGreaterThan(2);
    expect(parts.every(({ pieces }) => joined(pieces).length <= partBytes)).toBe(true);
    expect(parts.flatMap(({ files }) => files.map(({ fileName }) => fileName)))
      .toEqual(['tilsagnsbrev.pdf', 'faktura-1001.pdf', 'skann-1.png', 'skann-2.png', 'skann-3.png']);
    const { attachments, grantLetter, pdf, parts: listed, ...same } = jsonSchema.parse(json);
    const { attachments: asAttested, grantLetter: letterAsAttested, pdf: whole, ...then } = jsonSchema.parse(JSON.parse(approved.claimJson));
    expect(same).toEqual(then);
    expect(listed).toEqual(parts.map(({ pieces, pages }, index) => ({ file: partName(index + 1, parts.length), pages, sha256: sha256(pieces) })));
    expect(pdf).toEqual({ pages: parts[0]?.pages, sha256: sha256(parts[0]?.pieces) });
    expect(whole).toMatchObject({ sha256: approved.pdfSha256 });
    const unplaced = (each: object) => ({ ...each, firstPage: 0, part: 0 });
    expect([unplaced(grantLetter), grantLetter.part]).toEqual([unplaced(letterAsAttested), 1]);
    expect(attachments.map(unplaced)).toEqual(asAttested.map(unplaced));
    for (const { voucher, part = 0, firstPage } of attachments) {
      const page = (await readPdf(joined(parts[part - 1]?.pieces)))[firstPage - 1];
      expect(flat(page?.text ?? '')).toContain(`Bilag ${voucher} · side 1 av`);
    }
  });

  test('reads as the attested PDF, but for what tells of the parts', async () => {
    const { ground, workshop, approved } = await anAttested();
    const [first] = (await partsOf(approved, workshop)).parts;
    /** Words of the claim's own pages, without page numbers and without the voucher list's, which are others in parts. */
    const own = async (bytes: Buffer) => {
      const pages = (await readPdf(bytes)).map(({ text }) => flat(text));
      const text = pages.slice(0, pages.findIndex((page) => page.includes('Tilsagnsbrev · side 1'))).join(' ');
      return new Set(text.replaceAll(/Side \d+ av \d+/g, '').split(' ').filter((word) => !/^[\d,]+$/.test(word)));
    };
    const attested = await own(await ground.files.get(ground.finance.organisationId, approved.pdfSha256));
    const inParts = await own(joined(first?.pieces));
    const wordsOf = (...keys: readonly TextKey[]) => new Set(keys.flatMap((key) => flat(template('nb', key)).split(' ')));
    const ofOne = wordsOf('document.title', 'document.vouchers', 'document.specification.intro', 'document.list.intro');
    const ofParts = wordsOf('document.part', 'document.part.of', 'document.part.heading', 'document.part.title', 'document.vouchers.parts', 'document.specification.intro.parts', 'document.list.intro.parts');
    // «(del 2),» stands at a voucher's number, «OU-midler,» before the part in the title.
    const isOfParts = (word: string) => ofParts.has(word) || /^(\(del|\d+\),?|OU-midler,)$/.test(word);
    expect([...attested].filter((word) => !inParts.has(word) && !ofOne.has(word))).toEqual([]);
    expect([...inParts].filter((word) => !attested.has(word) && !isOfParts(word))).toEqual([]);
    expect(inParts.size).toBeGreaterThan(200);
  });

  test('that fits in one part is the attested PDF itself, and its claim.json as it was', async () => {
    const { workshop, approved } = await anAttested();
    const { parts, json } = await partsOf(approved, workshop, 30_000_000);
    expect(parts.map(({ pieces }) => sha256(pieces))).toEqual([approved.pdfSha256]);
    expect(json).toEqual(JSON.parse(approved.claimJson));
  });

  test('tells when words around the figures have been mended since', async () => {
    const { workshop, approved } = await anAttested();
    const older = { ...approved, snapshotJson: approved.snapshotJson.replace(/"textSha256":"[0-9a-f]{4}/, '"textSha256":"0000') };
    expect((await partsOf(older, workshop)).saysTheSame).toBe(false);
  });

  test('is read also where it was attested before the seal of its words was kept', async () => {
    const { workshop, approved } = await anAttested();
    const older = { ...approved, snapshotJson: approved.snapshotJson.replace(/"archive":"2a","textSha256":"[0-9a-f]{64}",/, '') };
    expect(older.snapshotJson).not.toContain('textSha256');
    expect((await partsOf(older, workshop)).parts.map(({ pieces }) => sha256(pieces))).toEqual((await partsOf(approved, workshop)).parts.map(({ pieces }) => sha256(pieces)));
  });

  test('is refused by name when a file is gone, or harmed on the disk', async () => {
    const { ground, workshop, approved } = await anAttested();
    const { files } = readFrozenClaim(approved);
    const [first, second] = files.filter(({ name }) => name.startsWith('skann')).map((file) => file);
    const get = ground.files.get.bind(ground.files);
    vi.spyOn(ground.files, 'get').mockImplementation((organisationId, print) => (
      print === first?.sha256 || print === second?.sha256 ? Promise.reject(new Error('is damaged')) : get(organisationId, print)
    ));
    expect(await attestedInParts(approved, workshop, { partBytes, partName, archive: '2a' })).toEqual({ harmed: [first?.name, second?.name] });
  });

  test('is refused by name when a file opens otherwise than when it was attested', async () => {
    const { workshop, approved } = await anAttested();
    const openFile: OpenFile = async (file, options) => {
      const opened = await reader.open(file, options);
      return 'unreadable' in opened || Buffer.isBuffer(file) || file.sha256 !== changed?.sha256 ? opened : { ...opened, pages: [...opened.pages, ...opened.pages] };
    };
    const changed = readFrozenClaim(approved).files.find(({ name }) => name === 'skann-2.png');
    expect(await attestedInParts(approved, { ...workshop, openFile }, { partBytes, partName, archive: '2a' })).toEqual({ harmed: ['skann-2.png'] });
    const none: OpenFile = () => Promise.resolve({ unreadable: 'damaged' });
    expect(await attestedInParts(approved, { ...workshop, openFile: none }, { partBytes, partName, archive: '2a' })).toMatchObject({ harmed: { length: 5 } });
  });

  test('is never made with days that do not give what was attested', async () => {
    const { workshop, approved } = await anAttested();
    const tampered = { ...approved, claimJson: approved.claimJson.replace('"basis":"12000.00"', '"basis":"11999.00"') };
    expect(tampered.claimJson).not.toBe(approved.claimJson);
    await expect(attestedInParts(tampered, workshop, { partBytes, partName, archive: '2a' })).rejects.toThrow('do not give 11999.00');
  });

  test('tells how far it has come', async () => {
    const { workshop, approved } = await anAttested();
    const told: string[] = [];
    await partsOf(approved, { ...workshop, tell: (progress) => told.push(toldOf(progress)) });
    expect(told).toEqual(['waiting', 'begun', '0/5', '1/5', '2/5', '3/5', '4/5', '5/5', 'setting 3']);
  });

  test('has names in order, and a list of what is where', async () => {
    const { ground, claim, workshop, approved } = await anAttested();
    const files = await claimInParts({ found: await loadClaimCase(ground.db, ground.finance, claim), workshop, partBytes });
    if ('harmed' in files) throw new Error('Refused');
    const count = files.length - 2;
    expect(files.map(({ name }) => name)).toEqual([
      ...Array.from({ length: count }, (_, index) => `krav-1-LED skole 2026-del-${index + 1}-av-${count}.pdf`), 'claim.json', 'innhold.txt',
    ]);
    const list = joined(files.at(-1)?.pieces).toString();
    for (const text of ['Krav 1, LED skole 2026', `SHA-256 ${approved.pdfSha256}`, '  Tilsagnsbrev: tilsagnsbrev.pdf', '  Bilag 4: skann-3.png']) expect(list).toContain(text);
    expect(list.indexOf('del-1-av')).toBeLessThan(list.indexOf('del-2-av'));
  });
});

describe.each(testDatabases)('a draft on $kind', ({ open }) => {
  test('is in parts as it would be now, each marked as a draft', async () => {
    const ground = await aClaimGround(await open());
    await withPictures(ground, [400, 400]);
    const found = await loadClaimCase(ground.db, ground.finance, await aClaimInReview(ground, ground));
    const workshop: Workshop = { files: ground.files, openFile: reader.open, membership: ground.finance, projectFolder, today };
    const files = await claimInParts({ found, workshop, partBytes });
    if ('harmed' in files) throw new Error('Refused');
    const pdfs = files.filter(({ name }) => name.endsWith('.pdf'));
    expect(pdfs.length).toBeGreaterThan(1);
    expect(pdfs.map(({ name }) => name)).toEqual(pdfs.map((_, index) => `krav-1-utkast-LED skole 2026-del-${index + 1}-av-${pdfs.length}.pdf`));
    for (const { pieces } of pdfs) expect((await readPdf(joined(pieces))).every(({ text }) => text.includes('UTKAST'))).toBe(true);
    expect(joined(files.at(-1)?.pieces).toString()).not.toContain('SHA-256');
  });
});

const jsonSchema = z.looseObject({
  attachments: z.array(z.looseObject({ voucher: z.number(), firstPage: z.number(), part: z.number().optional() })),
  grantLetter: z.looseObject({ firstPage: z.number(), part: z.number().optional() }),
  pdf: z.unknown(),
  parts: z.unknown().optional(),
});
