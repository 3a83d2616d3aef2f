import { describe, expect, test } from 'vitest';
import { aClaimGround, type ClaimGround } from '#test/fixtures/claim-ground.ts';
import { ClaimModel } from '#test/fixtures/claim-model.ts';
import { takeStep, type Walk } from '#test/fixtures/claim-walk.ts';
import { onFreshDatabases, testDatabases } from '#test/fixtures/databases.ts';
import { aTrial } from '#test/fixtures/trial.ts';

/** Random steps of those who edit, prepare, attest and take back, each compared with a model; what an approved claim froze stays. */

const stepsOfGround = 150;

/** What is stored, as the model tells it. */
async function storedOf({ db, worker: { organisationId } }: ClaimGround) {
  const claims = await db.selectFrom('claims').select(['id', 'status', 'version']).where('organisation_id', '=', organisationId).orderBy('number').execute();
  const lines = await db.selectFrom('claim_lines').select(['claim_id', 'expense_id', 'is_live']).where('organisation_id', '=', organisationId).execute();
  return claims.map(({ id, status, version }) => ({
    id, status, version,
    lines: lines.filter(({ claim_id }) => claim_id === id).map(({ expense_id }) => expense_id).sort(),
    isLive: lines.some(({ claim_id, is_live }) => claim_id === id && is_live === 1),
  }));
}

const modelled = ({ claims }: ClaimModel) => claims.map(({ id, status, version, lines }) => ({
  id, status, version, lines: [...lines].sort(), isLive: status !== 'withdrawn' && status !== 'replaced',
}));

/** What approval froze, by claim. */
async function frozenRows({ db, worker: { organisationId } }: ClaimGround): Promise<Map<string, string>> {
  const rows = await db.selectFrom('claims')
    .select(['id', 'snapshot_json', 'claim_json', 'pdf_sha256', 'content_sha256', 'cost_ore', 'basis_ore', 'refund_ore', 'approved_by', 'approved_at'])
    .where('organisation_id', '=', organisationId).where('snapshot_json', 'is not', null).execute();
  const days = await db.selectFrom('claim_days').select(['claim_id', 'consultant_id', 'on_day', 'amount_ore'])
    .where('organisation_id', '=', organisationId).orderBy('on_day').execute();
  return new Map(rows.map((row) => [row.id, JSON.stringify([row, days.filter(({ claim_id }) => claim_id === row.id)])]));
}

describe.each(testDatabases)('E6 on $kind', ({ kind }) => {
  test('random steps come to what the model says, and what is frozen stays', async () => {
    const trial = aTrial(`E6 on ${kind}`, { reduced: 1, full: 67 });
    const count = { steps: 0, done: 0, approved: 0 };
    await onFreshDatabases({ kind, rounds: trial.rounds }, async (database, round) => {
      const ground = await aClaimGround(database, 6);
      const walk: Walk = { ground, trial, model: new ClaimModel(ground.expenseIds) };
      let frozen = new Map<string, string>();
      while (count.steps < (round + 1) * stepsOfGround) {
        const step = await takeStep(walk);
        if (step === undefined) continue;
        count.steps += 1;
        const told = `step ${count.steps}, ${step.name}, seed ${trial.seed}: ${JSON.stringify(step.outcome)}`;
        const isDone = 'location' in step.outcome;
        if (isDone) count.done += 1;
        if (step.expected !== 'either') expect(isDone ? 'done' : 'refused', told).toBe(step.expected);
        expect(await storedOf(ground), told).toEqual(modelled(walk.model));
        const now = await frozenRows(ground);
        for (const [id, text] of frozen) expect(now.get(id), told).toBe(text);
        frozen = now;
      }
      count.approved += frozen.size;
    });
    expect(count.approved).toBeGreaterThan(0);
    trial.tell(`${count.steps} steps, ${count.done} of them done, ${count.approved} claims approved: 0 differences`);
  });
});
