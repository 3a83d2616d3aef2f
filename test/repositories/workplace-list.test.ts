import { describe, expect, test } from 'vitest';
import { calendarDate } from '#app/domain/calendar-date.ts';
import { Membership } from '#app/domain/membership.ts';
import { money, moneyToText, type Money } from '#app/domain/money.ts';
import { approveClaim } from '#app/features/claims/attest-claim.server.ts';
import { settleClaim, submitClaim, withdrawClaim } from '#app/features/claims/register-claim.server.ts';
import { removeExpense } from '#app/features/expenses/remove-expense.server.ts';
import { listWaitingClaims, sumProgrammes } from '#app/features/home/programme-sums.repository.server.ts';
import { listBudget, loadWorkplace } from '#app/features/home/workplace.server.ts';
import { createClaim, sendToReview } from '#app/features/claims/prepare-claim.server.ts';
import { aClaimGround, aClaimInReview, aMember, as, claimIdOf, frozenOf, today, type ClaimGround } from '#test/fixtures/claim-ground.ts';
import { testDatabases } from '#test/fixtures/databases.ts';

/** Three fees of 12 000 in the first programme, one in the second on a day they share. */
const texts = (amounts: Readonly<Record<string, Money | number>>) => Object.fromEntries(Object.entries(amounts)
  .map(([name, value]) => [name, typeof value === 'number' ? value : moneyToText(value)]));

async function attested(ground: ClaimGround): Promise<{ programmeId: string; id: string; version: number }> {
  const claim = await aClaimInReview(ground, ground);
  const frozen = await frozenOf(ground, claim);
  await as(ground.db, ground.finance, (change) => approveClaim(change, { ...claim, frozen, externalAttestation: undefined }));
  return { ...claim, version: claim.version + 1 };
}

const sumsOf = async ({ db, worker, programmeId }: ClaimGround) => texts({ ...(await sumProgrammes(db, worker)).get(programmeId) });

function aConsultant(ground: ClaimGround, ...programmeIds: string[]): Membership {
  return new Membership({ organisationId: ground.worker.organisationId, userId: ground.worker.userId, role: 'consultant', programmeIds: new Set(programmeIds) });
}

describe.each(testDatabases)('the list of programmes on $kind', ({ open }) => {
  test('sums each programme’s costs without the deleted, and the refund of attested claims', async () => {
    const ground = await aClaimGround(await open());
    expect(await sumsOf(ground)).toEqual({ expenses: 3, cost: '36000.00', claimed: '0.00', received: '0.00' });
    await as(ground.db, ground.worker, (change) => removeExpense(change, { programmeId: ground.programmeId, id: ground.expenseIds[2] ?? '' }));
    expect(await sumsOf(ground)).toMatchObject({ expenses: 2, cost: '24000.00' });
    await attested({ ...ground, expenseIds: ground.expenseIds.slice(0, 2) });
    expect(await sumsOf(ground)).toEqual({ expenses: 2, cost: '24000.00', claimed: '16800.00', received: '0.00' });
  });

  test('counts what came from KS, and forgets a claim that was withdrawn', async () => {
    const ground = await aClaimGround(await open());
    const claim = await attested(ground);
    const submittedOn = calendarDate('2026-11-24');
    await as(ground.db, ground.worker, (change) => submitClaim(change, { ...claim, submittedOn }));
    const settled = { ...claim, version: claim.version + 1, receivedOn: submittedOn, received: money('25000.50'), reason: 'Ett bilag manglet' };
    await as(ground.db, ground.worker, (change) => settleClaim(change, settled));
    expect(await sumsOf(ground)).toMatchObject({ claimed: '25200.00', received: '25000.50' });
    const other = await aClaimGround(ground.db);
    const withdrawn = await attested(other);
    await as(other.db, other.worker, (change) => withdrawClaim(change, { ...withdrawn, reason: 'Feil konto' }));
    expect(await sumsOf(other)).toMatchObject({ claimed: '0.00' });
  });

  test('knows nothing of other organisations, and for a consultant only of their own programmes', async () => {
    const ground = await aClaimGround(await open());
    const other = await aClaimGround(ground.db);
    await aClaimInReview(other, other);
    expect([...(await sumProgrammes(ground.db, ground.worker)).keys()].sort()).toEqual([ground.programmeId, ground.secondProgrammeId].sort());
    expect(await listWaitingClaims(ground.db, ground.worker)).toEqual([]);
    expect([...(await sumProgrammes(ground.db, aConsultant(ground, ground.secondProgrammeId))).keys()]).toEqual([ground.secondProgrammeId]);
    expect((await sumProgrammes(ground.db, aConsultant(ground))).size).toBe(0);
    expect(await listWaitingClaims(other.db, aConsultant(other, other.secondProgrammeId))).toEqual([]);
  });

  test('has the claims on their way with who prepared them; not those that are settled or gone', async () => {
    const ground = await aClaimGround(await open());
    const { db, worker, secondProgrammeId, secondExpenseIds } = ground;
    const claim = await attested(ground);
    const second = await aClaimInReview(ground, { programmeId: secondProgrammeId, expenseIds: secondExpenseIds });
    const waiting = async () => (await listWaitingClaims(db, worker)).map(({ id, number, status, preparedBy }) => [id, number, status, preparedBy]);
    expect(await waiting()).toEqual([[claim.id, 1, 'approved', worker.userId], [second.id, 2, 'in_review', worker.userId]]);
    await as(db, worker, (change) => withdrawClaim(change, { ...claim, reason: 'Feil konto' }));
    expect(await waiting()).toEqual([[second.id, 2, 'in_review', worker.userId]]);
  });

  test('tells of a claim to attest everybody who prepared it', async () => {
    const ground = await aClaimGround(await open());
    const { db, worker, programmeId, expenseIds } = ground;
    const chooser = await aMember(db, worker.organisationId, 'case_worker');
    const id = claimIdOf(await as(db, chooser, (change) => createClaim(change, { programmeId, expenseIds, parked: new Map() })));
    await as(db, worker, (change) => sendToReview(change, { programmeId, id, version: 1, today }));
    const { programmes } = await loadWorkplace(db, { membership: ground.finance, today, budget: listBudget() });
    expect(programmes.flatMap(({ claims }) => claims.map(({ preparers }) => preparers))).toEqual([new Set([chooser.userId, worker.userId])]);
  });

  test('works out the refund of each, together with what claims have used of the day cap they share', async () => {
    const ground = await aClaimGround(await open());
    const { programmes } = await loadWorkplace(ground.db, { membership: ground.worker, today, budget: listBudget() });
    expect(programmes.map(({ refund, ready, lacking }) => [refund && moneyToText(refund), ready, lacking]).sort()).toEqual([['25200.00', 3, 0], ['8400.00', 1, 0]]);
    await attested(ground);
    const after = await loadWorkplace(ground.db, { membership: ground.worker, today, budget: listBudget() });
    const second = after.programmes.find(({ id }) => id === ground.secondProgrammeId);
    expect(second?.refund && moneyToText(second.refund)).toBe('4200.00');
  });

  test('beyond its budget shows what one statement can sum; those at the top of the list are worked out', async () => {
    const ground = await aClaimGround(await open());
    const refunds = async (budget: { programmes: number; expenses: number }) => (
      (await loadWorkplace(ground.db, { membership: ground.worker, today, budget })).programmes.map(({ refund }) => refund !== undefined)
    );
    expect(await refunds({ programmes: 1, expenses: 5_000 })).toEqual([true, false]);
    expect((await refunds({ programmes: 50, expenses: 3 })).filter(Boolean)).toHaveLength(1);
    expect(await refunds({ programmes: 0, expenses: 5_000 })).toEqual([false, false]);
    const budget = listBudget();
    await refunds(budget);
    expect(budget).toEqual({ programmes: 48, expenses: 4_996 });
  });
});
