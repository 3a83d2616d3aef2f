import { describe, expect, test } from 'vitest';
import { openAnyFile } from '#app/features/attachments/reading/open-any-file.server.ts';
import { addAttachments } from '#app/features/attachments/add-attachments.server.ts';
import { listAttachments } from '#app/features/attachments/attachments.repository.server.ts';
import { prepareUploads } from '#app/features/attachments/prepare-uploads.server.ts';
import { removeAttachment } from '#app/features/attachments/remove-attachment.server.ts';
import { replaceAttachment } from '#app/features/attachments/replace-attachment.server.ts';
import type { Change } from '#app/features/audit/change.server.ts';
import { findConsultantRecipient } from '#app/features/day-sheets/sheet-mail.repository.server.ts';
import { tellConsultant, tellOfSheet } from '#app/features/day-sheets/sheet-mail.server.ts';
import { removeExpense, restoreExpense } from '#app/features/expenses/remove-expense.server.ts';
import { saveExpense } from '#app/features/expenses/save-expense.server.ts';
import { aMember, as } from '#test/fixtures/claim-ground.ts';
import { testDatabases, withoutWalls } from '#test/fixtures/databases.ts';
import { anActual } from '#test/fixtures/factories.ts';
import { aPdf } from '#test/fixtures/papers.ts';
import { sealedMails } from '#test/fixtures/sealed-mails.ts';
import { testSecretBox } from '#test/fixtures/secret-box.ts';
import { twoConsultants, type TwoConsultants } from '#test/fixtures/two-consultants.ts';

/** A cost that Kari entered herself while consultants still could, with the case worker's file on it. */
async function withOldCost(ground: TwoConsultants): Promise<string> {
  const { db, kari, kariId, expenseIds: [id = ''] } = ground;
  await withoutWalls(db).updateTable('expenses').set({ created_by: kari.userId, consultant_id: kariId }).where('id', '=', id).execute();
  return id;
}

/** All that is stored of the costs. */
async function costsOf({ db }: TwoConsultants) {
  const all = withoutWalls(db);
  return [await all.selectFrom('expenses').selectAll().orderBy('id').execute(), await all.selectFrom('expense_attachments').selectAll().orderBy('expense_id').execute()];
}

describe.each(testDatabases)('a cost on $kind', ({ open }) => {
  const journey = (ground: TwoConsultants) => anActual('travel', '99000.00', { consultant: ground.kariId, activity: undefined });
  const logged = (existing?: { id: string; version: number }) => (ground: TwoConsultants, change: Change) => (
    saveExpense(change, { programmeId: ground.programmeId, existing, expense: journey(ground), attachmentIds: [], isOneMore: false })
  );

  test.each<[string, (id: string) => (ground: TwoConsultants, change: Change) => Promise<unknown>]>([
    ['logged', () => logged()],
    ['raised', (id) => logged({ id, version: 1 })],
    ['deleted', (id) => (ground, change) => removeExpense(change, { programmeId: ground.programmeId, id })],
  ])('is %s by no consultant, not even one they entered before: nothing is changed', async (_, act) => {
    const ground = await twoConsultants(await open());
    const id = await withOldCost(ground);
    const before = await costsOf(ground);
    await expect(as(ground.db, ground.kari, (change) => act(id)(ground, change))).rejects.toMatchObject({ code: 'not_permitted' });
    expect(await costsOf(ground)).toEqual(before);
    await as(ground.db, ground.worker, (change) => act(id)(ground, change));
    expect(await costsOf(ground)).not.toEqual(before);
  });

  test('that was deleted is brought back by no consultant', async () => {
    const ground = await twoConsultants(await open());
    const place = { programmeId: ground.programmeId, id: await withOldCost(ground) };
    await as(ground.db, ground.worker, (change) => removeExpense(change, place));
    const before = await costsOf(ground);
    await expect(as(ground.db, ground.kari, (change) => restoreExpense(change, place))).rejects.toMatchObject({ code: 'not_permitted' });
    expect(await costsOf(ground)).toEqual(before);
  });
});

describe.each(testDatabases)('a consultant’s file on $kind', ({ open }) => {
  async function sentBy(ground: TwoConsultants, marker: string) {
    const { db, files, kari, programmeId } = ground;
    const pdf = new File([Uint8Array.from(await aPdf({ marker }))], `${marker}.pdf`);
    const { prepared: [upload] } = await prepareUploads([pdf], { store: files, openFile: openAnyFile, organisationId: kari.organisationId });
    if (upload === undefined) throw new Error('The file was turned away');
    const { added: [file] } = await as(db, kari, (change) => addAttachments(change, { programmeId, uploads: [upload] }));
    return { id: file?.id ?? '', upload };
  }

  test('gives its place to a better one while nothing uses it, and stays once a cost has it: that is the municipality’s', async () => {
    const ground = await twoConsultants(await open());
    const { db, kari, programmeId, expenseIds: [expense = ''] } = ground;
    const [first, better, other] = [await sentBy(ground, 'forste'), await sentBy(ground, 'bedre'), await sentBy(ground, 'tredje')];
    const replace = (id: string, upload = other.upload) => as(db, kari, (change) => replaceAttachment(change, { programmeId, id, upload }));
    expect(await replace(first.id, better.upload)).toHaveProperty('location');
    await withoutWalls(db).insertInto('expense_attachments')
      .values({ organisation_id: kari.organisationId, expense_id: expense, attachment_id: better.id, position: 1 }).execute();
    const before = await costsOf(ground);
    expect(await replace(better.id)).toEqual({ refused: { code: 'on_cost', name: 'bedre.pdf' } });
    expect(await as(db, kari, (change) => removeAttachment(change, { programmeId, id: better.id }))).toMatchObject({ refused: { code: 'in_use' } });
    expect(await costsOf(ground)).toEqual(before);
    expect(await as(db, ground.worker, (change) => replaceAttachment(change, { programmeId, id: better.id, upload: other.upload }))).toHaveProperty('location');
  });

  test('is never the file of somebody else', async () => {
    const ground = await twoConsultants(await open());
    const { upload } = await sentBy(ground, 'ny');
    const { attachment_id: id } = await withoutWalls(ground.db).selectFrom('expense_attachments').select('attachment_id')
      .where('expense_id', '=', ground.expenseIds[0] ?? '').executeTakeFirstOrThrow();
    const replaced = as(ground.db, ground.ola, (change) => replaceAttachment(change, { programmeId: ground.programmeId, id, upload }));
    await expect(replaced, 'Ola sees it: it stands on costs of his').rejects.toMatchObject({ code: 'not_permitted' });
  });

  test('of the municipality is theirs to see as long as a cost of theirs has it, and no longer', async () => {
    const ground = await twoConsultants(await open());
    const { db, ola, worker, programmeId, expenseIds } = ground;
    const uses = await withoutWalls(db).selectFrom('expense_attachments').select('attachment_id').where('expense_id', 'in', expenseIds).execute();
    const seen = async () => new Set((await listAttachments(db, ola, programmeId)).map(({ id }) => id));
    const before = await seen();
    expect(uses.filter(({ attachment_id: id }) => before.has(id))).not.toEqual([]);
    for (const id of expenseIds) await as(db, worker, (change) => removeExpense(change, { programmeId, id }));
    const after = await seen();
    expect(uses.filter(({ attachment_id: id }) => after.has(id))).toEqual([]);
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

describe.each(testDatabases)('word that a sheet waits, on $kind', ({ open }) => {
  const post = { mail: { secretBox: testSecretBox }, origin: 'http://localhost:3000' };

  /** Who is written to, by the people's part there, in what language and why. */
  async function toldOf(prepare: (ground: TwoConsultants) => Promise<unknown>): Promise<string[]> {
    const ground = await twoConsultants(await open());
    const all = withoutWalls(ground.db);
    const { kari: { organisationId }, kariId, programmeId } = ground;
    await prepare(ground);
    const sheet = { id: 's1', programmeId, consultantId: kariId, consultantName: 'Kari', lines: [] };
    await as(ground.db, ground.kari, (change) => tellOfSheet(change, post, sheet));
    const people = await all.selectFrom('memberships').innerJoin('users', 'users.id', 'memberships.user_id').select(['email', 'role'])
      .where('organisation_id', '=', organisationId).execute();
    const mails = await sealedMails(all);
    return mails.map(({ recipient, subject, text }) => [
      people.find(({ email }) => email === recipient)?.role ?? recipient, /^\S+/.exec(subject)?.[0], /saksbehandler|saksbehandlar|case worker|kontakt|contact/.exec(text.slice(text.indexOf('http')))?.[0],
    ].join(' ')).sort();
  }

  const contact = ({ db, programmeId }: TwoConsultants, email: string) => withoutWalls(db).updateTable('programmes').set({ contact_email: email }).where('id', '=', programmeId).execute();
  const emailOf = async ({ db }: TwoConsultants, userId: string) => (await withoutWalls(db).selectFrom('users').select('email').where('id', '=', userId).executeTakeFirstOrThrow()).email;
  const language = ({ db }: TwoConsultants, userId: string, chosen: 'nn' | 'en') => withoutWalls(db).updateTable('users').set({ language: chosen }).where('id', '=', userId).execute();
  const another = (ground: TwoConsultants, role: 'case_worker' | 'reader' | 'administrator' | 'finance' = 'case_worker') => aMember(withoutWalls(ground.db), ground.worker.organisationId, role);

  test('goes to the contact alone where that is one who may answer it, however the address is written', async () => {
    expect(await toldOf(async (ground) => {
      const chosen = await another(ground);
      await contact(ground, ` ${(await emailOf(ground, chosen.userId)).toUpperCase()} `);
    })).toEqual(['case_worker Dagsliste kontakt']);
  });

  test.each<[string, (ground: TwoConsultants) => Promise<unknown>]>([
    ['is nobody there', (ground) => contact(ground, 'kontakt@example.no')],
    ['is no address', (ground) => contact(ground, 'spør Kari')],
    ['has left', async (ground) => {
      const { userId } = await another(ground, 'reader');
      await withoutWalls(ground.db).updateTable('memberships').set({ ended_at: '2026-11-01T00:00:00.000Z' }).where('user_id', '=', userId).execute();
      await contact(ground, await emailOf(ground, userId));
    }],
    ...(['administrator', 'finance', 'reader'] as const).map((role): [string, (ground: TwoConsultants) => Promise<unknown>] => (
      [`may not answer it, as ${role}`, async (ground) => contact(ground, await emailOf(ground, (await another(ground, role)).userId))])),
    ['is a consultant', async (ground) => contact(ground, await emailOf(ground, ground.kari.userId))],
  ])('goes to each case worker once where the contact %s, in their own language', async (_, prepare) => {
    expect(await toldOf(async (ground) => {
      const [second, gone] = [await another(ground), await another(ground)];
      await language(ground, second.userId, 'en');
      await withoutWalls(ground.db).updateTable('users').set({ disabled_at: '2026-11-01T00:00:00.000Z' }).where('id', '=', gone.userId).execute();
      await prepare(ground);
    })).toEqual(['case_worker Dagsliste saksbehandler', 'case_worker Day case worker']);
  });

  test('goes to ten case workers at most, and to nobody where there is none: nothing breaks', async () => {
    expect(await toldOf(async (ground) => {
      for (let made = 0; made < 12; made += 1) await another(ground);
    })).toHaveLength(10);
    expect(await toldOf(({ db }) => withoutWalls(db).updateTable('memberships').set({ role: 'reader' }).where('role', '=', 'case_worker').execute())).toEqual([]);
  });
});
