import { describe, expect, test } from 'vitest';
import { calendarDate } from '#app/domain/calendar-date.ts';
import { makeChange, type Change } from '#app/features/audit/change.server.ts';
import { recordAudit } from '#app/features/audit/record-audit.server.ts';
import { insertApiToken, newToken } from '#app/features/api-tokens/api-tokens.repository.server.ts';
import { endToken } from '#app/features/api-tokens/save-token.server.ts';
import { findMachine } from '#app/features/users/memberships.repository.server.ts';
import { testDatabases, type TestDatabase } from '#test/fixtures/databases.ts';
import { aTown } from '#test/fixtures/town.ts';

/** A machine's token is its access: what it asked for is done only if the token is still good when its turn comes. */

const tokenId = '00000000-0000-4000-8000-000000000007';

async function aTownWithMachine(open: TestDatabase['open']) {
  const town = await aTown(open);
  const { hash } = newToken();
  await insertApiToken(town.database, town.administrator, {
    id: tokenId, name: 'Visma', scopes: ['programmes:import'], hash, createdAt: town.door.now().toISOString(), expiresOn: calendarDate('2026-11-25'),
  });
  const machine = await findMachine(town.database, { tokenHash: hash, now: town.door.now(), today: town.today() }) ?? expect.fail();
  /** The command a machine asks for: it leaves an entry behind, as every command does. */
  const write = async (change: Change) => { await recordAudit(change, { action: 'programme.imported', subject: { kind: 'programme', id: tokenId } }); };
  const asMachine = (command = write) => makeChange(town.database, {
    membership: machine.membership, actorName: 'Visma', now: town.door.now().toISOString(), requestId: 'request-9',
  }, command);
  const written = async () => (await town.database.selectFrom('audit_entries').select('actor_name').where('action', '=', 'programme.imported').execute())
    .map(({ actor_name: actor }) => actor);
  return { town, machine, asMachine, written };
}

describe.each(testDatabases)('a machine’s command on $kind', ({ open }) => {
  test('is carried out in its name, with what its token opens and no more', async () => {
    const { machine, asMachine, written } = await aTownWithMachine(open);
    let isTheSame = false;
    await asMachine(async (change) => {
      isTheSame = change.membership === machine.membership;
      await recordAudit(change, { action: 'programme.imported', subject: { kind: 'programme', id: tokenId } });
    });
    expect([isTheSame, machine.membership.tokenId, await written()]).toEqual([true, tokenId, ['Visma']]);
    expect(machine.membership.may('organisation.edit')).toBe(false);
  });

  test('is not, once the token was ended, though it had been let in by it', async () => {
    const { town, asMachine, written } = await aTownWithMachine(open);
    await town.asAda((change) => endToken(change, tokenId));
    await expect(asMachine()).rejects.toThrow('ended meanwhile');
    expect(await written()).toEqual([]);
  });

  test('waits for its turn, and writes nothing when the token is ended before it comes', async () => {
    const { town, asMachine, written } = await aTownWithMachine(open);
    const { promise: free, resolve: letGo } = Promise.withResolvers<undefined>();
    const { promise: locked, resolve: isLocked } = Promise.withResolvers<undefined>();
    const ending = town.asAda(async (change) => {
      isLocked(undefined);
      await free;
      return endToken(change, tokenId);
    });
    await locked;
    const refused = expect(asMachine()).rejects.toThrow('ended meanwhile');
    letGo(undefined);
    await ending;
    await refused;
    expect(await written()).toEqual([]);
  });

  test('is not, once the token is too old: it is good through its last day in Norway', async () => {
    const { town, asMachine, written } = await aTownWithMachine(open);
    // 22.59 UTC on the last day is a minute to midnight in Norway.
    town.door.advance(36 * 60 + 59);
    await asMachine();
    town.door.advance(1);
    await expect(asMachine()).rejects.toThrow('ended meanwhile');
    expect(await written()).toEqual(['Visma']);
  });
});
