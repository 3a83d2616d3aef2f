import { describe, expect, test } from 'vitest';
import { approveClaim } from '#app/features/claims/attest-claim.server.ts';
import { submitClaim } from '#app/features/claims/register-claim.server.ts';
import { aClaimGround, aClaimInReview, as, claimIdOf, frozenOf, today } from '#test/fixtures/claim-ground.ts';
import { onFreshDatabases, openSecondConnection, testDatabases } from '#test/fixtures/databases.ts';
import { aTrial } from '#test/fixtures/trial.ts';

/** 50 at once send one claim to KS, over two connections: one does, the others are told that somebody was first. */

const atOnce = 50;

describe.each(testDatabases)('E3 on $kind', ({ kind }) => {
  test('of 50 who submit one claim at once exactly one does', async () => {
    const trial = aTrial(`E3 on ${kind}`, { reduced: 1, full: 20 });
    await onFreshDatabases({ kind, rounds: trial.rounds }, async (database) => {
      const ground = await aClaimGround(database, 1);
      const { db, worker, finance } = ground;
      const review = await aClaimInReview(ground, ground);
      const frozen = await frozenOf(ground, review);
      claimIdOf(await as(db, finance, (change) => approveClaim(change, { ...review, frozen, externalAttestation: undefined })));
      const claim = { ...review, version: 3, submittedOn: today };
      // Two connections of one process to a file of SQLite would wait for each other.
      const second = kind === 'sqlite' ? db : openSecondConnection(db);
      const outcomes = await Promise.all(Array.from({ length: atOnce }, (_, index) => (
        as(index % 2 === 0 ? db : second, worker, (change) => submitClaim(change, claim)))));
      expect(outcomes.filter((outcome) => 'location' in outcome)).toHaveLength(1);
      expect(outcomes.filter((outcome) => 'refused' in outcome && outcome.refused.code === 'conflict')).toHaveLength(atOnce - 1);
      expect(await db.selectFrom('audit_entries').select('sequence').where('action', '=', 'claim.submitted').execute()).toHaveLength(1);
    });
    trial.tell(`${trial.rounds} × ${atOnce} at once: exactly one each, ${atOnce - 1} told`);
  });
});
