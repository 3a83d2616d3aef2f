import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { action } from '#app/routes/organisations.$organisation.programmes.$programme.claims.new.tsx';
import { aClaimGround } from '#test/fixtures/claim-ground.ts';
import { onFreshDatabases, testDatabases } from '#test/fixtures/databases.ts';
import { answerOf } from '#test/fixtures/front-door.ts';
import { browserOf } from '#test/fixtures/route-ground.ts';
import { aTrial } from '#test/fixtures/trial.ts';

/** The same form 50 times at once: it is carried out once, and every press leads to the same page. */

const atOnce = 50;

describe.each(testDatabases)('E5 on $kind', ({ kind }) => {
  test('of 50 presses on one button a single claim comes', async () => {
    const trial = aTrial(`E5 on ${kind}`, { reduced: 1, full: 20 });
    await onFreshDatabases({ kind, rounds: trial.rounds }, async (database) => {
      const ground = await aClaimGround(database, 1);
      const browser = await browserOf(ground, ground.worker);
      const params = { organisation: ground.worker.organisationId, programme: ground.programmeId };
      const fields = { form_key: randomUUID(), expense: ground.expenseIds };
      const path = `/organisations/${params.organisation}/programmes/${params.programme}/claims/new`;
      const answers = await Promise.all(Array.from({ length: atOnce }, () => answerOf(action(browser.post(path, params, fields)))));
      const places = answers.map(({ response }) => `${response?.status} ${response?.headers.get('Location')}`);
      expect(new Set(places).size, places.join(', ')).toBe(1);
      expect(places[0]).toMatch(/^303 .*\/claims\//);
      expect(await ground.db.selectFrom('claims').select('id').execute()).toHaveLength(1);
    });
    trial.tell(`${trial.rounds} × ${atOnce} at once: carried out once, ${atOnce} to the same page`);
  });
});
