import { createHash } from 'node:crypto';
import { expect, test, describe } from 'vitest';
import { databaseState } from '#test/fixtures/database-state.ts';
import { testDatabases } from '#test/fixtures/databases.ts';
import { aNewcomer, aTown } from '#test/fixtures/town.ts';
import { aTrial, type Trial } from '#test/fixtures/trial.ts';

/** Links that are nearly an invitation's let nobody in, and the right one lets in one, by a password or by an identity. */

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Each gives a link that is none. */
const bends: readonly ((token: string, trial: Trial) => string)[] = [
  (token, trial) => {
    const at = Math.floor(trial.random() * token.length);
    const other = trial.pick([...letters].filter((letter) => letter !== token[at])) ?? '';
    return token.slice(0, at) + other + token.slice(at + 1);
  },
  (token, trial) => token.slice(0, Math.floor(trial.random() * token.length)),
  (token, trial) => token + (trial.pick([...letters]) ?? 'A'),
  (token, trial) => trial.pick([` ${token}`, `${token} `, `${token}\0`, `${token}=`, encodeURIComponent(`${token}/`), `invitation ${token}`]) ?? '',
  (token) => createHash('sha256').update(token).digest('hex'),
  (token) => createHash('sha256').update(`invitation ${token}`).digest('hex'),
  (_token, trial) => Array.from({ length: 43 }, () => trial.pick([...letters])).join(''),
];

describe.each(testDatabases)('E16 on $kind', ({ kind, open }) => {
  test('of links that are bent or made up none lets in; of 50 at once with the right one exactly one', async () => {
    const trial = aTrial(`E16 on ${kind}`, { reduced: 40, full: 4_000 });
    const town = await aTown(open);
    const token = await town.invite();
    const before = await databaseState(town.database);
    for (let round = 0; round < trial.rounds; round += 1) {
      const bent = trial.pick(bends)?.(token, trial) ?? '';
      const by = trial.pick([aNewcomer, town.administrator, { identity: { issuer: 'https://login.example', subject: 'x' } }]) ?? aNewcomer;
      expect(await town.accept(bent, by), `${bent}, seed ${trial.seed}`).toEqual({ refused: 'dead' });
    }
    expect(await databaseState(town.database)).toBe(before);
    const byIdentity = (index: number) => ({ identity: { issuer: 'https://login.example', subject: `kari-${index}` } });
    const answers = await Promise.all(Array.from({ length: 50 }, (_, index) => town.accept(token, index % 2 === 0 ? aNewcomer : byIdentity(index))));
    expect(answers.filter((answer) => !('refused' in answer))).toHaveLength(1);
    trial.tell(`${trial.rounds} links that are none: 0 let in, 0 rows changed · 50 at once with the right one: 1 let in`);
  });
});
