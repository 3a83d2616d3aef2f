import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import type { ArchiveKind } from '#app/domain/programme.ts';
import { FileStore } from '#app/features/attachments/file-store.server.ts';
import { approveClaim } from '#app/features/claims/attest-claim.server.ts';
import { claimFromFile } from '#app/features/claims/claim-command.server.ts';
import { createClaim, discardClaim } from '#app/features/claims/prepare-claim.server.ts';
import { openAnyFile } from '#app/features/attachments/reading/open-any-file.server.ts';
import { journalSchema } from '#app/features/exports/journal-entry.ts';
import { projectFolder } from '#app/project-folder.ts';
import { loader as exportLoader } from '#app/routes/organisations.$organisation.claims.export.tsx';
import * as pdfRoute from '#app/routes/organisations.$organisation.programmes.$programme.claims.$claim.pdf.tsx';
import * as fileRoute from '#app/routes/organisations.$organisation.programmes.$programme.claims.$claim.programme-file.tsx';
import { aClaimInReview, as, claimIdOf, frozenOf, today } from '#test/fixtures/claim-ground.ts';
import { aClaimStage, aDraft, anAttested, browserWith, pageOf, type ClaimStage } from '#test/fixtures/claim-routes.ts';
import { anAttachment, anEhf } from '#test/fixtures/ehf.ts';
import { aboveTheCap, creditLater } from '#test/fixtures/later-credit.ts';
import { aPdf } from '#test/fixtures/papers.ts';
import { readPdf } from '#test/fixtures/pdf-reader.ts';
import { browserOf, thrownBy, type Browser } from '#test/fixtures/route-ground.ts';

type Door = typeof pdfRoute.loader;

function ask(door: Door, { params, at }: ClaimStage, { browser, claim, query = '' }: { browser: Browser; claim: string; query?: string }) {
  return door(browser.get(`${at}/${claim}/paper${query}`, { ...params, claim }));
}

const bytesOf = async (answer: Response) => Buffer.from(await answer.arrayBuffer());
const stored = ({ ground }: ClaimStage, claim: string) =>
  ground.db.selectFrom('claims').selectAll().where('id', '=', claim).executeTakeFirstOrThrow();

describe('everything of a claim in one zip', () => {
  const zipLink = async (stage: ClaimStage, browser: Browser, claim: string) =>
    (await pageOf(stage, browser, claim)).heading.actions?.find(({ text }) => text === 'Last ned alt (zip)')?.href;
  const follow = ({ params }: ClaimStage, browser: Browser, href: string) => exportLoader(browser.get(href, { organisation: params.organisation }));

  test.each(['administrator', 'case_worker', 'finance', 'reader'] as const)('is a link away from the attested claim’s page for a %s', async (role) => {
    const stage = await aClaimStage(1);
    const browser = await browserWith(stage, role);
    const claim = await anAttested(stage);
    const answer = await follow(stage, browser, await zipLink(stage, browser, claim) ?? '');
    expect(answer.headers.get('Content-Disposition')).toContain('attachment; filename="krav-1-LED skole 2026.zip"');
    const files = unzipSync(await bytesOf(answer));
    const { ownReference, dates, documents } = journalSchema.parse(JSON.parse(strFromU8(files['krav 1 LED skole 2026/journal.json'] ?? new Uint8Array())));
    const row = await stored(stage, claim);
    expect(ownReference).toMatchObject({ key: claim, claimNumber: 1, version: 1 });
    expect(dates).toEqual({ prepared: today, attested: today });
    expect(documents[0]).toMatchObject({ checksum: row.pdf_sha256, bytes: row.pdf_bytes });
    for (const { path, checksum } of documents) expect(createHash('sha256').update(files[path] ?? '').digest('hex')).toBe(checksum);
  });

  test('is the same bytes each time', async () => {
    const stage = await aClaimStage(1);
    const href = await zipLink(stage, stage.worker, await anAttested(stage)) ?? '';
    const [one, two] = [await bytesOf(await follow(stage, stage.worker, href)), await bytesOf(await follow(stage, stage.worker, href))];
    expect(one.equals(two)).toBe(true);
  });

  test('is not offered of a draft, nor to a consultant, who could not follow the link', async () => {
    const stage = await aClaimStage(1);
    expect(await zipLink(stage, stage.worker, await aDraft(stage))).toBeUndefined();
    const other = await aClaimStage(1);
    const consultant = await browserWith(other, 'consultant');
    const claim = await anAttested(other);
    expect((await thrownBy(zipLink(other, consultant, claim))).status).toBe(403);
    const href = await zipLink(other, other.worker, claim) ?? '';
    expect((await thrownBy(follow(other, consultant, href))).status).toBe(403);
  });

  test('is answered with a fault, not with a part, when a paper is gone', async () => {
    const stage = await aClaimStage(1);
    const claim = await anAttested(stage);
    const href = await zipLink(stage, stage.worker, claim) ?? '';
    const folder = await mkdtemp(join(tmpdir(), 'ou-no-files-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const browser = await browserOf({ ...stage.ground, files: new FileStore(folder) }, stage.ground.worker);
    await expect(follow(stage, browser, href)).rejects.toThrow('is missing');
  });
});

describe('the document', () => {
  test('of an attested claim is the very bytes that were attested, also after everything has changed', async () => {
    const stage = await aClaimStage();
    const claim = await anAttested(stage);
    await stage.ground.db.updateTable('expenses').set({ description: 'Endret' }).execute();
    await stage.ground.db.updateTable('programmes').set({ name: 'Endret' }).execute();
    const answer = await ask(pdfRoute.loader, stage, { browser: stage.worker, claim });
    const { pdf_sha256: sha256, pdf_bytes: length } = await stored(stage, claim);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'application/pdf', 'content-length': String(length), etag: `"${sha256}"`, 'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    });
    expect(answer.headers.get('Content-Disposition')).toContain('attachment; filename="krav-1-LED skole 2026.pdf"');
    expect(createHash('sha256').update(await bytesOf(answer)).digest('hex')).toBe(sha256);
  });

  test('is shown in the page when asked for', async () => {
    const stage = await aClaimStage(1);
    const answer = await ask(pdfRoute.loader, stage, { browser: stage.worker, claim: await anAttested(stage), query: '?view' });
    expect(answer.headers.get('Content-Disposition')).toMatch(/^inline;/);
  });

  test('of a draft is made as it would be now, marked UTKAST', async () => {
    const stage = await aClaimStage(1);
    const answer = await ask(pdfRoute.loader, stage, { browser: stage.worker, claim: await aDraft(stage) });
    const [page] = await readPdf(await bytesOf(answer));
    expect(page?.text).toContain('UTKAST');
    expect(answer.headers.has('ETag')).toBe(false);
  });

  test.each([['administrator', 200], ['case_worker', 200], ['finance', 200], ['reader', 200], ['consultant', 403]] as const)('as %s: %s', async (role, status) => {
    const stage = await aClaimStage(1);
    const browser = await browserWith(stage, role);
    const claim = await anAttested(stage);
    const answer = ask(pdfRoute.loader, stage, { browser, claim });
    expect((status === 200 ? await answer : await thrownBy(answer)).status).toBe(status);
  });

  test('a consultant gets no draft either: it names the account', async () => {
    const stage = await aClaimStage(1);
    const sent = ask(pdfRoute.loader, stage, { browser: await browserWith(stage, 'consultant'), claim: await aDraft(stage) });
    expect((await thrownBy(sent)).status).toBe(403);
  });
});

describe('the programme file', () => {
  const account = z.object({ organisation: z.object({ bankAccount: z.string().optional() }), expenses: z.array(z.unknown()) });
  const fileFor = async (stage: ClaimStage, browser: Browser, claim: string) =>
    (await bytesOf(await ask(fileRoute.loader, stage, { browser, claim }))).toString('utf8');

  test.each(['2a', '3a'] as const)('of an attested claim makes the same claim on the command line, %s: same totals, same document to the byte', async (archive) => {
    const stage = await aClaimStage();
    const { db, files, worker, programmeId } = stage.ground;
    await db.updateTable('organisations').set({ claim_holds_files: archive === '3a' ? 1 : 0 }).execute();
    const invoice = Buffer.from(anEhf({ more: anAttachment('timer.pdf', await aPdf({ marker: 'TIMER', pages: 2 })) }));
    await db.updateTable('attachments').where('programme_id', '=', programmeId)
      .set({ name: 'faktura.xml', sha256: await files.put(worker.organisationId, invoice), bytes: invoice.length, media_type: 'application/xml', pages: 4 }).execute();
    const claim = await anAttested(stage);
    await stage.ground.db.updateTable('expenses').set({ description: 'Endret' }).execute();
    await expectSameByFile(stage, claim, archive);
  });

  test('so does that of a later claim, with a credit note of an earlier one, a day shared with it, and a grant it has used of', async () => {
    const stage = await aClaimStage(4);
    const { db, worker, finance, expenseIds: [first = '', second = '', credit = '', shared = ''], programmeId } = stage.ground;
    const anAttestedOf = async (...expenseIds: string[]) => {
      const claim = await aClaimInReview(stage.ground, { programmeId, expenseIds });
      const frozen = await frozenOf(stage.ground, claim);
      return claimIdOf(await as(db, finance, (change) => approveClaim(change, { ...claim, frozen, externalAttestation: undefined })));
    };
    await aboveTheCap(db, first);
    await db.updateTable('programmes').set({ grant_amount_ore: 1_500_000n }).where('id', '=', programmeId).execute();
    await anAttestedOf(first);
    await creditLater(stage.ground);
    await db.updateTable('expense_days').set({ on_day: '2026-02-10' }).where('expense_id', '=', shared).execute();
    const draft = claimIdOf(await as(db, worker, (change) => createClaim(change, { programmeId, expenseIds: [shared], parked: new Map() })));
    const used = z.object({ earlier: z.object({ refunded: z.string(), days: z.array(z.object({ on: z.string(), amount: z.string() })) }) });
    expect(used.parse(JSON.parse(await fileFor(stage, stage.worker, draft))).earlier).toEqual({ refunded: '12600.00', days: [{ on: '2026-02-10', amount: '20000.00' }] });
    await as(db, worker, (change) => discardClaim(change, { programmeId, id: draft, version: 1 }));
    await expectSameByFile(stage, await anAttestedOf(second, credit, shared), '2a');
  });

  /** The command line makes of the claim's own file what was attested. */
  async function expectSameByFile(stage: ClaimStage, claim: string, archive: ArchiveKind): Promise<void> {
    const { db, files, worker, programmeId } = stage.ground;
    const folder = await mkdtemp(join(tmpdir(), 'ou-krav-fil-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const programmeFile = join(folder, 'programme.json');
    await writeFile(programmeFile, await fileFor(stage, stage.worker, claim));
    for (const { name, sha256 } of await db.selectFrom('attachments').selectAll().where('programme_id', '=', programmeId).execute()) {
      await writeFile(join(folder, name), await files.get(worker.organisationId, sha256));
    }
    const outputFolder = join(folder, 'out');
    const result = await claimFromFile({ programmeFile, outputFolder, today, language: undefined, isDraft: false, archive, projectFolder, openFile: openAnyFile });
    expect(result).not.toHaveProperty('problems');
    const row = await stored(stage, claim);
    const made = await readFile(join(outputFolder, 'claim.pdf'));
    expect(createHash('sha256').update(made).digest('hex')).toBe(row.pdf_sha256);
    expect(JSON.parse(await readFile(join(outputFolder, 'claim.json'), 'utf8'))).toEqual(JSON.parse(row.claim_json ?? ''));
  }

  test('of a draft has the claim’s lines only', async () => {
    const stage = await aClaimStage(2);
    const claim = await aDraft(stage);
    await stage.ground.db.deleteFrom('claim_lines').where('position', '=', 1).execute();
    expect(account.parse(JSON.parse(await fileFor(stage, stage.worker, claim))).expenses).toHaveLength(1);
  });

  test('is not a consultant’s: it names what others took', async () => {
    const stage = await aClaimStage(1);
    const claim = await anAttested(stage);
    expect((await thrownBy(fileFor(stage, await browserWith(stage, 'consultant'), claim))).status).toBe(403);
  });

  test.each([['case_worker', '18136445320'], ['reader', '18136445320']] as const)('for a %s has the account %s, drafted and attested', async (role, bankAccount) => {
    const stage = await aClaimStage(1);
    const browser = await browserWith(stage, role);
    const claim = await anAttested(stage);
    expect(account.parse(JSON.parse(await fileFor(stage, browser, claim))).organisation.bankAccount).toBe(bankAccount);
    await stage.ground.db.updateTable('claims').set({ status: 'withdrawn', withdrawn_reason: 'Feil' }).execute();
    await stage.ground.db.updateTable('claim_lines').set({ is_live: 0 }).execute();
    const draft = await aDraft(stage);
    expect(account.parse(JSON.parse(await fileFor(stage, browser, draft))).organisation.bankAccount).toBe(bankAccount);
  });
});
