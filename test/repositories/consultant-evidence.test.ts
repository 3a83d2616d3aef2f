import { describe, expect, test } from 'vitest';
import { findConsultantRecipient } from '#app/features/day-sheets/sheet-mail.repository.server.ts';
import { tellConsultant } from '#app/features/day-sheets/sheet-mail.server.ts';
import { saveExpense } from '#app/features/expenses/save-expense.server.ts';
import { as } from '#test/fixtures/claim-ground.ts';
import { testDatabases, withoutWalls } from '#test/fixtures/databases.ts';
import { anActual } from '#test/fixtures/factories.ts';
import { testSecretBox } from '#test/fixtures/secret-box.ts';
import { twoConsultants, type TwoConsultants } from '#test/fixtures/two-consultants.ts';

/** Logs a journey as Kari, or changes it. */
async function saveAsKari(ground: TwoConsultants, existing: { id: string; version: number } | undefined, amount: string): Promise<void> {
  const expense = anActual('travel', amount, { consultant: ground.kariId, activity: undefined });
  const outcome = await as(ground.db, ground.kari, (change) => saveExpense(change, {
    programmeId: ground.programmeId, existing, expense, attachmentIds: [], isOneMore: false,
  }));
  expect(outcome).toHaveProperty('location');
}

describe.each(testDatabases)('a consultant’s cost on $kind', ({ open }) => {
  test('keeps a voucher that its consultant cannot see, however they change it', async () => {
    const ground = await twoConsultants(await open());
    const all = withoutWalls(ground.db);
    await saveAsKari(ground, undefined, '100.00');
    const { id } = await all.selectFrom('expenses').select('id').where('created_by', '=', ground.kari.userId).executeTakeFirstOrThrow();
    // The case worker's file stands on Ola's costs, too.
    const { attachment_id } = await all.selectFrom('expense_attachments').select('attachment_id').limit(1).executeTakeFirstOrThrow();
    const link = { organisation_id: ground.kari.organisationId, expense_id: id, attachment_id, position: 0 };
    await all.insertInto('expense_attachments').values(link).execute();
    await saveAsKari(ground, { id, version: 1 }, '200.00');
    expect(await all.selectFrom('expense_attachments').selectAll().where('expense_id', '=', id).execute()).toEqual([link]);
    const { amount_ore } = await all.selectFrom('expenses').select('amount_ore').where('id', '=', id).executeTakeFirstOrThrow();
    expect(Number(amount_ore)).toBe(20_000);
  });
});

describe.each(testDatabases)('e-mail of a day sheet on $kind', ({ open }) => {
  const post = { mail: { secretBox: testSecretBox }, origin: 'http://localhost:3000' };

  async function mailsTo(prepare: (ground: TwoConsultants) => Promise<unknown>): Promise<number> {
    const ground = await twoConsultants(await open());
    const all = withoutWalls(ground.db);
    const { userId } = ground.kari;
    await all.updateTable('users').set({ email: 'kari@kurs.example' }).where('id', '=', userId).execute();
    await prepare(ground);
    const sheet = { id: 's1', programmeId: ground.programmeId, consultantId: ground.kariId, consultantName: 'Kari', lines: [] };
    await as(ground.db, ground.worker, (change) => tellConsultant(change, post, { sheet, reason: 'Mangler en dag' }));
    expect(await findConsultantRecipient(all, ground.worker, ground.kariId)).toMatchObject({ userId });
    return (await all.selectFrom('outbox_messages').select('id').where('recipient', '=', 'kari@kurs.example').execute()).length;
  }

  test('goes to who has access to its programme', async () => {
    expect(await mailsTo(() => Promise.resolve())).toBe(1);
  });

  test('goes to nobody whose access has ended, in the organisation or to the programme', async () => {
    expect(await mailsTo(({ db, kari }) => withoutWalls(db).updateTable('memberships').set({ ended_at: '2026-11-01T00:00:00.000Z' })
      .where('user_id', '=', kari.userId).execute())).toBe(0);
    expect(await mailsTo(({ db, kari }) => withoutWalls(db).updateTable('programme_members').set({ ends_on: '2026-11-23' })
      .where('user_id', '=', kari.userId).execute())).toBe(0);
  });
});
