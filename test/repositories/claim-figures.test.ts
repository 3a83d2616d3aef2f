import { describe, expect, test } from 'vitest';
import { money, moneyToText } from '#app/domain/money.ts';
import { approveClaim } from '#app/features/claims/attest-claim.server.ts';
import { listClaimFigures } from '#app/features/claims/claim-figures.repository.server.ts';
import { settleClaim, submitClaim, withdrawClaim } from '#app/features/claims/register-claim.server.ts';
import { aClaimGround, aClaimInReview, as, claimIdOf, frozenOf, today, type ClaimGround } from '#test/fixtures/claim-ground.ts';
import { testDatabases } from '#test/fixtures/databases.ts';

async function anApprovedClaim(ground: ClaimGround, expenseIds: readonly string[]) {
  const claim = await aClaimInReview(ground, { programmeId: ground.programmeId, expenseIds });
  const frozen = await frozenOf(ground, claim);
  claimIdOf(await as(ground.db, ground.finance, (change) => approveClaim(change, { ...claim, frozen, externalAttestation: undefined })));
  return { ...claim, version: 3 };
}

describe.each(testDatabases)('the figures of claims on $kind', ({ open }) => {
  test('are frozen from approval on, and not there before', async () => {
    const ground = await aClaimGround(await open());
    const { db, worker, programmeId, expenseIds: [first = '', second = '', third = ''] } = ground;
    await anApprovedClaim(ground, [first, second]);
    await aClaimInReview(ground, { programmeId, expenseIds: [third] });
    const [waiting, attested] = await listClaimFigures(db, worker, programmeId);
    expect(waiting).toMatchObject({ number: 2, status: 'in_review', frozen: undefined, submittedOn: undefined, received: undefined });
    expect(attested).toMatchObject({ number: 1, status: 'approved' });
    const { cost, eligible, basis, calculated, refund, lines } = attested?.frozen ?? expect.fail('The approved claim is not there');
    expect([cost, eligible, basis, calculated, refund].map(moneyToText)).toEqual(['24000.00', '24000.00', '24000.00', '16800.00', '16800.00']);
    expect([...lines].map(([id, line]) => [id, moneyToText(line.basis), moneyToText(line.refund)])).toEqual([
      [first, '12000.00', '8400.00'], [second, '12000.00', '8400.00'],
    ]);
  });

  test('tell of the money that came', async () => {
    const ground = await aClaimGround(await open());
    const claim = await anApprovedClaim(ground, ground.expenseIds);
    claimIdOf(await as(ground.db, ground.worker, (change) => submitClaim(change, { ...claim, submittedOn: today })));
    const settlement = { ...claim, version: 4, receivedOn: today, received: money('25000'), reason: 'KS godtok ikke alt' };
    claimIdOf(await as(ground.db, ground.finance, (change) => settleClaim(change, settlement)));
    const [settled] = await listClaimFigures(ground.db, ground.worker, ground.programmeId);
    expect(settled).toMatchObject({ status: 'settled', submittedOn: today, received: { on: today } });
    expect(settled?.received && moneyToText(settled.received.amount)).toBe('25000.00');
  });

  test('stay with a claim that was withdrawn', async () => {
    const ground = await aClaimGround(await open());
    const claim = await anApprovedClaim(ground, ground.expenseIds);
    claimIdOf(await as(ground.db, ground.worker, (change) => withdrawClaim(change, { ...claim, reason: 'Feil faktura' })));
    const [withdrawn] = await listClaimFigures(ground.db, ground.worker, ground.programmeId);
    expect(withdrawn).toMatchObject({ status: 'withdrawn' });
    expect(withdrawn?.frozen && moneyToText(withdrawn.frozen.refund)).toBe('25200.00');
  });

  test('are nobody’s of another organisation, nor another programme’s', async () => {
    const ground = await aClaimGround(await open());
    const other = await aClaimGround(ground.db);
    await anApprovedClaim(ground, ground.expenseIds);
    expect(await listClaimFigures(ground.db, other.worker, ground.programmeId)).toEqual([]);
    expect(await listClaimFigures(ground.db, ground.worker, ground.secondProgrammeId)).toEqual([]);
  });
});
