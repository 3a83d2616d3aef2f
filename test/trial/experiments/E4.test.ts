import { describe, expect, test } from 'vitest';
import { createClaim } from '#app/features/claims/prepare-claim.server.ts';
import { aClaimGround, as } from '#test/fixtures/claim-ground.ts';
import { onFreshDatabases, openSecondConnection, testDatabases } from '#test/fixtures/databases.ts';
import { aTrial } from '#test/fixtures/trial.ts';

/** 50 at once put the same cost in a claim each: it stands in one, the others are told which costs are taken. */

const atOnce = 50;

describe.each(testDatabases)('E4 on $kind', ({ kind }) => {
  test('of 50 claims of the same cost made at once exactly one has it', async () => {
    const trial = aTrial(`E4 on ${kind}`, { reduced: 1, full: 20 });
    await onFreshDatabases({ kind, rounds: trial.rounds }, async (database) => {
      const { db, worker, programmeId, expenseIds } = await aClaimGround(database, 1);
      // Two connections of one process to a file of SQLite would wait for each other.
      const second = kind === 'sqlite' ? db : openSecondConnection(db);
      const outcomes = await Promise.all(Array.from({ length: atOnce }, (_, index) => (
        as(index % 2 === 0 ? db : second, worker, (change) => createClaim(change, { programmeId, expenseIds, parked: new Map() })))));
      expect(outcomes.filter((outcome) => 'location' in outcome)).toHaveLength(1);
      expect(outcomes.filter((outcome) => 'refused' in outcome)).toEqual(
        Array.from({ length: atOnce - 1 }, () => ({ refused: { code: 'not_free', expenseIds: [...expenseIds] } })));
      expect(await db.selectFrom('claim_lines').select('claim_id').where('is_live', '=', 1).execute()).toHaveLength(1);
      expect(await db.selectFrom('claims').select('id').execute()).toHaveLength(1);
    });
    trial.tell(`${trial.rounds} × ${atOnce} at once: exactly one each, ${atOnce - 1} told`);
  });
});
