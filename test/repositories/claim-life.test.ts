import { setTimeout } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import { describe, expect, test } from 'vitest';
import type { Database } from '#db/schema.ts';
import { Membership } from '#app/domain/membership.ts';
import { money } from '#app/domain/money.ts';
import type { OpenFile } from '#app/features/attachments/reading/open-file.ts';
import { openAnyFile } from '#app/features/attachments/reading/open-any-file.server.ts';
import { approveClaim, returnClaim } from '#app/features/claims/attest-claim.server.ts';
import { loadClaimCase } from '#app/features/claims/claim-case.server.ts';
import { getClaim } from '#app/features/claims/claims.repository.server.ts';
import { draftPdf } from '#app/features/claims/freeze-claim.server.ts';
import { changeClaimLines, createClaim, discardClaim, sendToReview } from '#app/features/claims/prepare-claim.server.ts';
import { replaceClaim, settleClaim, submitClaim, withdrawClaim } from '#app/features/claims/register-claim.server.ts';
import { projectFolder } from '#app/project-folder.ts';
import { aClaimGround, aClaimInReview, aMember, as, claimIdOf, frozenOf, today, type ClaimGround } from '#test/fixtures/claim-ground.ts';
import { openSecondConnection, testDatabases } from '#test/fixtures/databases.ts';

const reasonless = { externalAttestation: undefined };

async function anApprovedClaim(ground: ClaimGround) {
  const claim = await aClaimInReview(ground, ground);
  const frozen = await frozenOf(ground, claim);
  claimIdOf(await as(ground.db, ground.finance, (change) => approveClaim(change, { ...claim, frozen, ...reasonless })));
  return { ...claim, version: 3, frozen };
}

/** A process has one connection to SQLite: two would wait for each other in the same thread. On PostgreSQL there is another pool. */
const anotherConnection = (db: Kysely<Database>, kind: string) => (kind === 'sqlite' ? db : openSecondConnection(db));

const codesOf = (outcomes: readonly ({ location: string } | { refused: { code: string } })[]) =>
  outcomes.map((outcome) => ('refused' in outcome ? outcome.refused.code : 'done')).sort();

describe.each(testDatabases)('a claim’s life on $kind', ({ kind, open }) => {
  test('from draft to settled, with what approval froze', async () => {
    const ground = await aClaimGround(await open());
    const { db, worker, finance } = ground;
    const claim = await anApprovedClaim(ground);
    claimIdOf(await as(db, worker, (change) => submitClaim(change, { ...claim, submittedOn: today })));
    const less = { ...claim, version: 4, receivedOn: today, received: money('25000') };
    expect(await as(db, finance, (change) => settleClaim(change, { ...less, reason: ' ' })))
      .toEqual({ refused: { code: 'transition', refused: 'difference_reason_missing' } });
    claimIdOf(await as(db, finance, (change) => settleClaim(change, { ...less, reason: 'KS godtok ikke reisen' })));
    const settled = await getClaim(db, finance, claim);
    // 3 × 12 000 → basis 36 000 → 70 % = 25 200
    expect(settled).toMatchObject({ status: 'settled', version: 5, submittedOn: today, received: { on: today, differenceReason: 'KS godtok ikke reisen' } });
    expect(settled.approved?.refund.toFixed(2)).toBe('25200.00');
    expect(settled.approved).toMatchObject({ pdfSha256: claim.frozen.pdfSha256, by: finance.userId });
    expect((await ground.files.get(finance.organisationId, claim.frozen.pdfSha256)).subarray(0, 5).toString()).toBe('%PDF-');
  });

  test('what approval froze cannot be changed in the database either', async () => {
    const ground = await aClaimGround(await open());
    const { id } = await anApprovedClaim(ground);
    const claims = ground.db.updateTable('claims').where('id', '=', id);
    await expect(claims.set({ refund_ore: 1n }).execute()).rejects.toThrow('an approved claim does not change');
    await expect(claims.set({ snapshot_json: '{}' }).execute()).rejects.toThrow('an approved claim does not change');
    await expect(claims.set({ external_attestation: 'Ordføreren' }).execute()).rejects.toThrow('an approved claim does not change');
    await expect(claims.set({ pdf_bytes: 1 }).execute()).rejects.toThrow('an approved claim does not change');
    await expect(claims.set({ status: 'draft' }).execute()).rejects.toThrow('an approved claim does not change');
    for (const table of ['claim_lines', 'claim_days'] as const) {
      const freed = ground.db.updateTable(table).set({ is_live: 0 }).where('claim_id', '=', id);
      await expect(freed.execute()).rejects.toThrow('an approved claim does not change');
      await expect(ground.db.deleteFrom(table).where('claim_id', '=', id).execute()).rejects.toThrow('an approved claim does not change');
    }
    const cheaper = ground.db.updateTable('claim_days').set({ amount_ore: 1n }).where('claim_id', '=', id);
    await expect(cheaper.execute()).rejects.toThrow('an approved claim does not change');
    await expect(ground.db.deleteFrom('claims').where('id', '=', id).execute()).rejects.toThrow('never deleted');
    await expect(ground.db.updateTable('audit_entries').set({ actor_name: 'x' }).execute()).rejects.toThrow('append-only');
    await expect(ground.db.deleteFrom('audit_entries').execute()).rejects.toThrow('append-only');
  });

  test('however many ask for its document, two at most are made at once', async () => {
    const ground = await aClaimGround(await open());
    const found = await loadClaimCase(ground.db, ground.worker, await aClaimInReview(ground, ground));
    const opening = { now: 0, most: 0 };
    const openFile: OpenFile = async (file, options) => {
      opening.now += 1;
      opening.most = Math.max(opening.most, opening.now);
      await setTimeout(20);
      return openAnyFile(file, options).finally(() => { opening.now -= 1; });
    };
    const drafts = Array.from({ length: 6 }, () => draftPdf(found, { files: ground.files, openFile, membership: ground.worker, projectFolder, today }));
    const [first, ...others] = (await Promise.all(drafts)).map((draft) => draft.sha256());
    expect(others).toEqual(Array(5).fill(first));
    expect(opening.most).toBe(2);
  });

  test('the one who prepared it cannot approve it, nor can a case worker', async () => {
    const ground = await aClaimGround(await open());
    const claim = await aClaimInReview(ground, ground);
    const frozen = await frozenOf(ground, claim);
    expect(await as(ground.db, ground.worker, (change) => approveClaim(change, { ...claim, frozen, ...reasonless })))
      .toEqual({ refused: { code: 'transition', refused: 'not_permitted' } });
    // An attestation made outside counts only where the organisation says so.
    const external = { ...claim, frozen, externalAttestation: 'Attestert av rådmannen i sak 26/77' };
    expect(await as(ground.db, ground.worker, (change) => approveClaim(change, external))).toEqual({ refused: { code: 'transition', refused: 'not_permitted' } });
    await ground.db.updateTable('organisations').set({ allows_external_attestation: 1 }).execute();
    claimIdOf(await as(ground.db, ground.worker, (change) => approveClaim(change, external)));
    expect((await getClaim(ground.db, ground.worker, claim)).approved?.externalAttestation).toBe('Attestert av rådmannen i sak 26/77');
  });

  test('nobody who chose its lines or sent it attests it, however many prepared it', async () => {
    const ground = await aClaimGround(await open());
    const { db, programmeId, expenseIds, worker } = ground;
    const [chooser, changer] = [await aMember(db, worker.organisationId, 'case_worker'), await aMember(db, worker.organisationId, 'case_worker')];
    const lines = { programmeId, expenseIds, parked: new Map<string, string>() };
    const id = claimIdOf(await as(db, chooser, (change) => createClaim(change, lines)));
    claimIdOf(await as(db, changer, (change) => changeClaimLines(change, { ...lines, id, version: 1 })));
    claimIdOf(await as(db, worker, (change) => sendToReview(change, { programmeId, id, version: 2, today })));
    const claim = { programmeId, id, version: 3, frozen: await frozenOf(ground, { programmeId, id }), ...reasonless };
    for (const { organisationId, userId } of [chooser, changer, worker]) {
      await db.updateTable('memberships').set({ role: 'finance' }).where('user_id', '=', userId).execute();
      const nowInFinance = new Membership({ organisationId, userId, role: 'finance', programmeIds: new Set() });
      expect(await as(db, nowInFinance, (change) => approveClaim(change, claim))).toEqual({ refused: { code: 'transition', refused: 'own_claim' } });
    }
    expect(await getClaim(db, worker, claim)).toMatchObject({ preparedBy: chooser.userId, status: 'in_review' });
    claimIdOf(await as(db, ground.finance, (change) => approveClaim(change, claim)));
  });

  test('who began a new version of a claim does not attest it, whoever sends it', async () => {
    const ground = await aClaimGround(await open());
    const { db, worker } = ground;
    const claim = await anApprovedClaim(ground);
    const replacer = await aMember(db, worker.organisationId, 'case_worker');
    const id = claimIdOf(await as(db, replacer, (change) => replaceClaim(change, { ...claim, reason: 'Feil beløp' })));
    claimIdOf(await as(db, worker, (change) => sendToReview(change, { ...claim, id, version: 1, today })));
    expect((await getClaim(db, worker, { ...claim, id })).preparers).toEqual(new Set([replacer.userId, worker.userId]));
  });

  test('is returned with a reason, changed, and sent again', async () => {
    const ground = await aClaimGround(await open());
    const { db, worker, finance, programmeId, expenseIds } = ground;
    const { id } = await aClaimInReview(ground, ground);
    expect(await as(db, finance, (change) => returnClaim(change, { programmeId, id, version: 2, reason: '' })))
      .toEqual({ refused: { code: 'transition', refused: 'reason_missing' } });
    claimIdOf(await as(db, finance, (change) => returnClaim(change, { programmeId, id, version: 2, reason: 'Faktura 1001 gjelder noe annet' })));
    expect(await getClaim(db, worker, { programmeId, id })).toMatchObject({ status: 'draft', returnedReason: 'Faktura 1001 gjelder noe annet' });
    const [kept = '', parked = ''] = expenseIds;
    claimIdOf(await as(db, worker, (change) => changeClaimLines(change, { programmeId, id, version: 3, expenseIds: [kept], parked: new Map([[parked, 'Venter']]) })));
    claimIdOf(await as(db, worker, (change) => sendToReview(change, { programmeId, id, version: 4, today })));
    const rows = await db.selectFrom('expenses').select(['id', 'parked_reason']).where('parked_reason', 'is not', null).execute();
    expect(rows).toEqual([{ id: parked, parked_reason: 'Venter' }]);
  });

  test('is not approved when a cost was changed after it was sent; nor when its document was made of something else', async () => {
    const ground = await aClaimGround(await open());
    const claim = await aClaimInReview(ground, ground);
    const before = await frozenOf(ground, claim);
    await ground.db.updateTable('expense_days').set({ amount_ore: 1_300_000n }).where('expense_id', '=', ground.expenseIds[0] ?? '').execute();
    for (const frozen of [before, await frozenOf(ground, claim)]) {
      expect(await as(ground.db, ground.finance, (change) => approveClaim(change, { ...claim, frozen, ...reasonless }))).toEqual({ refused: { code: 'claim_changed' } });
    }
    expect((await getClaim(ground.db, ground.finance, claim)).status).toBe('in_review');
  });

  test('withdrawn, its costs, days and part of the grant are free; replaced, they stand in the new version', async () => {
    const ground = await aClaimGround(await open());
    const { db, worker } = ground;
    const claim = await anApprovedClaim(ground);
    const successor = claimIdOf(await as(db, worker, (change) => replaceClaim(change, { ...claim, reason: 'Feil beløp' })));
    expect(await getClaim(db, worker, claim)).toMatchObject({ status: 'replaced' });
    expect(await getClaim(db, worker, { ...claim, id: successor })).toMatchObject({ status: 'draft', number: 2, replaces: { claimId: claim.id, reason: 'Feil beløp' } });
    claimIdOf(await as(db, worker, (change) => sendToReview(change, { ...claim, id: successor, version: 1, today })));
    const frozen = await frozenOf(ground, { ...claim, id: successor });
    expect(frozen.assessment.calculation.totals.refund.toFixed(2)).toBe('25200.00');
    const approved = { ...claim, id: successor, version: 2, frozen, ...reasonless };
    claimIdOf(await as(db, ground.finance, (change) => approveClaim(change, approved)));
    claimIdOf(await as(db, worker, (change) => withdrawClaim(change, { ...approved, version: 3, reason: 'Sendt til feil fond' })));
    const live = await db.selectFrom('claim_lines').select('claim_id').where('is_live', '=', 1).execute();
    expect(live).toEqual([]);
    expect(await db.selectFrom('claim_days').select('claim_id').where('is_live', '=', 1).execute()).toEqual([]);
  });

  test('a draft thrown away leaves its costs free', async () => {
    const ground = await aClaimGround(await open());
    const { db, worker, programmeId, expenseIds } = ground;
    const lines = { programmeId, expenseIds, parked: new Map<string, string>() };
    const id = claimIdOf(await as(db, worker, (change) => createClaim(change, lines)));
    expect(await as(db, worker, (change) => discardClaim(change, { programmeId, id, version: 7 }))).toMatchObject({ refused: { code: 'conflict' } });
    expect(await as(db, worker, (change) => discardClaim(change, { programmeId, id, version: 1 }))).toHaveProperty('location');
    expect(await as(db, worker, (change) => createClaim(change, lines))).toHaveProperty('location');
  });

  describe('at once', () => {
    test('of 50 approvals of a claim exactly one wins, the others are told', async () => {
      const ground = await aClaimGround(await open());
      const claim = await aClaimInReview(ground, ground);
      const frozen = await frozenOf(ground, claim);
      const second = anotherConnection(ground.db, kind);
      const outcomes = await Promise.all(Array.from({ length: 50 }, (_, index) =>
        as(index % 2 === 0 ? ground.db : second, ground.finance, (change) => approveClaim(change, { ...claim, frozen, ...reasonless }))));
      expect(codesOf(outcomes)).toEqual([...Array.from({ length: 49 }, () => 'conflict'), 'done']);
      expect(await ground.db.selectFrom('audit_entries').select('sequence').where('action', '=', 'claim.approved').execute()).toHaveLength(1);
    });

    test('the same cost in two claims: one has it, the other is told', async () => {
      const ground = await aClaimGround(await open());
      const { db, worker, programmeId, expenseIds } = ground;
      const second = anotherConnection(db, kind);
      const outcomes = await Promise.all(Array.from({ length: 20 }, (_, index) =>
        as(index % 2 === 0 ? db : second, worker, (change) => createClaim(change, { programmeId, expenseIds: expenseIds.slice(index % 3), parked: new Map() }))));
      const inClaims = await db.selectFrom('claim_lines').select('expense_id').where('is_live', '=', 1).execute();
      expect(new Set(inClaims.map(({ expense_id }) => expense_id)).size).toBe(inClaims.length);
      expect(codesOf(outcomes).filter((code) => code === 'done').length).toBeGreaterThanOrEqual(1);
      expect(new Set(codesOf(outcomes))).toEqual(new Set(['done', 'not_free']));
    });

    test('the law holds even for a writer that never checked', async () => {
      const ground = await aClaimGround(await open());
      const { db, worker, programmeId, expenseIds } = ground;
      const id = claimIdOf(await as(db, worker, (change) => createClaim(change, { programmeId, expenseIds: expenseIds.slice(0, 1), parked: new Map() })));
      const other = claimIdOf(await as(db, worker, (change) => createClaim(change, { programmeId, expenseIds: expenseIds.slice(1), parked: new Map() })));
      expect(id).not.toBe(other);
      const stolen = { organisation_id: worker.organisationId, claim_id: other, expense_id: expenseIds[0] ?? '', position: 9, is_live: 1 as const };
      await expect(db.insertInto('claim_lines').values(stolen).execute()).rejects.toThrow(kind === 'sqlite' ? /UNIQUE/ : /unique/);
    });

    test('a consultant’s day in two programmes is capped once: the claim approved second is stopped', async () => {
      const ground = await aClaimGround(await open());
      const first = await aClaimInReview(ground, ground);
      const second = await aClaimInReview(ground, { programmeId: ground.secondProgrammeId, expenseIds: ground.secondExpenseIds });
      const [one, two] = [await frozenOf(ground, first), await frozenOf(ground, second)];
      const outcomes = await Promise.all([[first, one] as const, [second, two] as const].map(([claim, frozen]) =>
        as(ground.db, ground.finance, (change) => approveClaim(change, { ...claim, frozen, ...reasonless }))));
      expect(codesOf(outcomes)).toEqual(['claim_changed', 'done']);
    });

    test('one approves while another edits: the claim holds what was sent, or is stopped', async () => {
      const ground = await aClaimGround(await open());
      const claim = await aClaimInReview(ground, ground);
      const frozen = await frozenOf(ground, claim);
      const [outcome] = await Promise.all([
        as(ground.db, ground.finance, (change) => approveClaim(change, { ...claim, frozen, ...reasonless })),
        as(anotherConnection(ground.db, kind), ground.worker, ({ trx }) =>
          trx.updateTable('expense_days').set({ amount_ore: 1n }).where('expense_id', '=', ground.expenseIds[0] ?? '').execute()),
      ]);
      const stored = await getClaim(ground.db, ground.finance, claim);
      expect(stored.status).toBe('location' in outcome ? 'approved' : 'in_review');
      if (stored.approved !== undefined) expect(stored.approved.refund.toFixed(2)).toBe('25200.00');
    });
  });
});
