import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { recordAudit } from '#app/features/audit/record-audit.server.ts';
import { deleteFormKeysBefore, findFormKey } from '#app/features/users/form-keys.repository.server.ts';
import { carryOut, type Outcome } from '#app/guard/carry-out.server.ts';
import { organisationAction } from '#app/guard/guarded.server.ts';
import { aClaimGround, aMember, as } from '#test/fixtures/claim-ground.ts';
import { testDatabases, type TestDatabase } from '#test/fixtures/databases.ts';
import { answerOf } from '#test/fixtures/front-door.ts';
import { browserOf, type Browser } from '#test/fixtures/route-ground.ts';

/** A form is carried out once, however often it comes: its key says that it is the same, its body that it still is. */

type Fields = Parameters<Browser['post']>[2];

/** A form whose command counts how often it was carried out, and refuses what says so. */
async function aForm(open: TestDatabase['open']) {
  const ground = await aClaimGround(await open());
  const params = { organisation: ground.worker.organisationId };
  const done: string[] = [];
  const action = organisationAction('organisation.read', (desk, form) => carryOut(desk, form, async (change): Promise<Outcome<string>> => {
    if (form.text('name') === 'refused') return { refused: 'for a reason' };
    if (form.text('name') === 'broken') throw new Error('The command broke');
    const id = randomUUID();
    await recordAudit(change, { action: 'organisation.changed', subject: { kind: 'organisation', id: params.organisation }, facts: { name: id } });
    done.push(id);
    return { location: `/done/${id}` };
  }));
  const worker = await browserOf(ground, ground.worker);
  const send = async (fields: Fields, { browser = worker, path = '/form' } = {}) => {
    const { given, response } = await answerOf(action(browser.post(path, params, fields)));
    return response === undefined ? given : `${response.status} ${response.headers.get('Location') ?? ''}`.trim();
  };
  const entries = async () => (await ground.db.selectFrom('audit_entries').select('sequence').where('action', '=', 'organisation.changed').execute()).length;
  return { ground, send, done, entries };
}

const aFile = (text: string, name = 'faktura.pdf') => new File([text], name, { type: 'application/pdf' });

describe.each(testDatabases)('a form on $kind', ({ open }) => {
  test('sent again leads to the same page, and is carried out once', async () => {
    const { send, done, entries } = await aForm(open);
    const fields = { form_key: randomUUID(), name: 'Kari', line: ['a', 'b'] };
    const first = await send(fields);
    expect(first).toBe(`303 /done/${done[0]}`);
    expect([await send(fields), await send(fields)]).toEqual([first, first]);
    expect([done.length, await entries()]).toEqual([1, 1]);
  });

  test('pressed twenty times at once is carried out once, and every press leads to the same page', async () => {
    const { send, entries } = await aForm(open);
    const fields = { form_key: randomUUID(), name: 'Kari' };
    const answers = await Promise.all(Array.from({ length: 20 }, () => send(fields)));
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toMatch(/^303 \/done\//);
    expect(await entries()).toBe(1);
  });

  test('with another body under the same key is refused, and changes nothing', async () => {
    const { send, entries } = await aForm(open);
    const sent = { form_key: randomUUID(), name: 'Kari', line: ['a', 'b'] };
    await send(sent);
    const others: Fields[] = [
      { ...sent, name: 'Kåre' }, { ...sent, name: 'Kari ' }, { ...sent, line: ['b', 'a'] }, { ...sent, line: ['a'] }, { ...sent, more: '' },
      { form_key: sent.form_key, name: 'Kari' }, { ...sent, upload: aFile('%PDF') },
    ];
    for (const other of others) expect(await send(other), JSON.stringify(other)).toBe('422');
    expect(await send(sent, { path: '/another-form' })).toBe('422');
    expect(await entries()).toBe(1);
  });

  test('with another file is another form, also when the file has the same name', async () => {
    const { send, entries } = await aForm(open);
    const sent = { form_key: randomUUID(), upload: [aFile('en'), aFile('to', 'kvittering.pdf')] };
    const first = await send(sent);
    expect(await send({ ...sent, upload: [aFile('en'), aFile('to', 'kvittering.pdf')] })).toBe(first);
    expect(await send({ ...sent, upload: [aFile('EN'), aFile('to', 'kvittering.pdf')] })).toBe('422');
    expect(await send({ ...sent, upload: [aFile('en')] })).toBe('422');
    expect(await send({ form_key: sent.form_key, other: sent.upload })).toBe('422');
    expect(await entries()).toBe(1);
  });

  test('that was refused or broke may be mended and sent again under its key', async () => {
    const { send, entries } = await aForm(open);
    const form_key = randomUUID();
    expect(await send({ form_key, name: 'refused' })).toEqual({ refused: 'for a reason' });
    await expect(send({ form_key, name: 'broken' })).rejects.toThrow('The command broke');
    expect(await entries()).toBe(0);
    expect(await send({ form_key, name: 'Kari' })).toMatch(/^303 /);
    expect(await entries()).toBe(1);
  });

  test.each(['', 'k1', `${randomUUID()} `, `${randomUUID()}0`, randomUUID().toUpperCase(), "' or 1=1 --", 'x'.repeat(36)])('with %j for a key is carried out by nobody', async (form_key) => {
    const { send, entries } = await aForm(open);
    expect(await send({ form_key, name: 'Kari' })).toBe('400');
    expect(await entries()).toBe(0);
  });

  test('has its key for one person: another’s with the same key is their own', async () => {
    const { ground, send, done } = await aForm(open);
    const other = await browserOf(ground, await aMember(ground.db, ground.worker.organisationId, 'reader'));
    const fields = { form_key: randomUUID(), name: 'Kari' };
    await send(fields);
    expect(await send(fields, { browser: other })).toBe(`303 /done/${done[1]}`);
  });

  test('is known for thirty days, and forgotten after', async () => {
    const { ground, send } = await aForm(open);
    const form_key = randomUUID();
    await send({ form_key });
    const find = () => findFormKey(ground.db, ground.worker.userId, form_key);
    await deleteFormKeysBefore(ground.db, '2026-11-24T10:00:00.000Z');
    expect((await find())?.location).toMatch(/^\/done\//);
    await deleteFormKeysBefore(ground.db, '2026-11-24T10:00:00.001Z');
    expect(await find()).toBeUndefined();
  });

  test('that leads nowhere leaves nothing of what its command wrote before it broke', async () => {
    const { ground, entries } = await aForm(open);
    const breaking = as(ground.db, ground.worker, async (change) => {
      await recordAudit(change, { action: 'organisation.changed', subject: { kind: 'organisation', id: ground.worker.organisationId }, facts: {} });
      throw new Error('after its entry');
    });
    await expect(breaking).rejects.toThrow('after its entry');
    expect(await entries()).toBe(0);
    expect(await ground.db.selectFrom('organisations').select('audit_sequence').executeTakeFirst()).toEqual({ audit_sequence: 0 });
  });
});
