import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { calendarDate } from '#app/domain/calendar-date.ts';
import { Membership } from '#app/domain/membership.ts';
import { money } from '#app/domain/money.ts';
import { listAttachments } from '#app/features/attachments/attachments.repository.server.ts';
import { removeAttachment } from '#app/features/attachments/remove-attachment.server.ts';
import { approveClaim } from '#app/features/claims/attest-claim.server.ts';
import type { ExpenseInput } from '#app/features/expenses/expense-fields.ts';
import { listExpenses } from '#app/features/expenses/expenses.repository.server.ts';
import { parkExpense } from '#app/features/expenses/park-expense.server.ts';
import { removeExpense, restoreExpense } from '#app/features/expenses/remove-expense.server.ts';
import { saveExpense, type ExpenseToSave } from '#app/features/expenses/save-expense.server.ts';
import { getProgrammeRow } from '#app/features/programmes/programmes.repository.server.ts';
import { aClaimGround, aClaimInReview, aMember, as, frozenOf, type ClaimGround } from '#test/fixtures/claim-ground.ts';
import { testDatabases } from '#test/fixtures/databases.ts';
import { aDay } from '#test/fixtures/factories.ts';

/** A fee of two days, entered for the ground's first programme. */
async function aFeeOf(ground: ClaimGround, fields: Partial<Extract<ExpenseInput, { kind: 'fee' }>> = {}): Promise<ExpenseToSave> {
  const [first] = await listExpenses(ground.db, ground.worker, ground.programmeId);
  const expense = { kind: 'fee' as const, consultant: first?.expense.consultant, days: [aDay('2026-03-10', '18000'), aDay('2026-03-11', '20000.50')], ...fields };
  return { programmeId: ground.programmeId, existing: undefined, expense, attachmentIds: first?.attachmentIds ?? [], isOneMore: false };
}

const save = (ground: ClaimGround, saved: ExpenseToSave) => as(ground.db, ground.worker, (change) => saveExpense(change, saved));
const remove = (ground: ClaimGround, id: string) => as(ground.db, ground.worker, (change) => removeExpense(change, { programmeId: ground.programmeId, id }));
const restore = (ground: ClaimGround, id: string) => as(ground.db, ground.worker, (change) => restoreExpense(change, { programmeId: ground.programmeId, id }));
const listOf = (ground: ClaimGround) => listExpenses(ground.db, ground.worker, ground.programmeId);

async function storedAfter(ground: ClaimGround, outcome: { location: string } | { refused: unknown }) {
  const id = 'location' in outcome ? /expenses\/([0-9a-f-]{36})/.exec(outcome.location)?.[1] : undefined;
  const stored = (await listOf(ground)).find(({ expense }) => expense.id === id);
  if (stored === undefined) throw new Error(`Nothing was stored: ${JSON.stringify(outcome)}`);
  return stored;
}

const trailOf = ({ db }: ClaimGround) => db.selectFrom('audit_entries').select(['action', 'facts_json', 'subject_id']).orderBy('sequence').execute();

async function attest(ground: ClaimGround): Promise<void> {
  const claim = await aClaimInReview(ground, ground);
  const frozen = await frozenOf(ground, claim);
  await as(ground.db, ground.finance, (change) => approveClaim(change, { ...claim, frozen, externalAttestation: undefined }));
}

describe.each(testDatabases)('an expense’s life on $kind', ({ open }) => {
  test('a new one comes last, with its days, files and an entry in the trail', async () => {
    const ground = await aClaimGround(await open());
    const before = await getProgrammeRow(ground.db, ground.worker, ground.programmeId);
    const stored = await storedAfter(ground, await save(ground, await aFeeOf(ground, { vat: money('9500.13'), paidOn: calendarDate('2026-04-01') })));
    const all = await listOf(ground);
    expect(all.at(-1)?.expense.id).toBe(stored.expense.id);
    expect(stored).toMatchObject({ version: 1, position: 4, createdBy: ground.worker.userId });
    expect(stored.expense).toMatchObject({ kind: 'fee', paidOn: '2026-04-01', attachments: ['faktura-1001.pdf'] });
    expect(stored.expense.kind === 'fee' && stored.expense.days.map(({ on, amount }) => [on, amount.toFixed(2)]))
      .toEqual([['2026-03-10', '18000.00'], ['2026-03-11', '20000.50']]);
    expect(stored.expense.vat?.toFixed(2)).toBe('9500.13');
    const [entry] = (await trailOf(ground)).slice(-1);
    expect(entry).toMatchObject({ action: 'expense.created', subject_id: stored.expense.id });
    expect(JSON.parse(entry?.facts_json ?? '')).toEqual({
      kind: 'fee', consultant: 'Ola Veileder', days: '2026-03-10: 18000.00, 2026-03-11: 20000.50', amount: '38000.50', vat: '9500.13',
      paidOn: '2026-04-01', attachments: 'faktura-1001.pdf',
    });
    expect((await getProgrammeRow(ground.db, ground.worker, ground.programmeId)).version).toBe(before.version + 1);
  });

  test('a change tells what each field was and became, and nothing of the others', async () => {
    const ground = await aClaimGround(await open());
    const stored = await storedAfter(ground, await save(ground, await aFeeOf(ground)));
    const changed = await aFeeOf(ground, { days: [aDay('2026-03-12', '100')], description: 'Foredrag' });
    await save(ground, { ...changed, attachmentIds: [], existing: { id: stored.expense.id, version: 1 } });
    const after = (await listOf(ground)).at(-1);
    expect(after).toMatchObject({ version: 2, position: 4, attachmentIds: [], expense: { description: 'Foredrag' } });
    expect(JSON.parse((await trailOf(ground)).at(-1)?.facts_json ?? '')).toEqual({
      days: { from: '2026-03-10: 18000.00, 2026-03-11: 20000.50', to: '2026-03-12: 100.00' }, amount: { from: '38000.50', to: '100.00' },
      description: { from: null, to: 'Foredrag' }, attachments: { from: 'faktura-1001.pdf', to: null },
    });
  });

  test('two who change the same version: one wins, the other is shown what is stored', async () => {
    const ground = await aClaimGround(await open());
    const { expense: { id } } = await storedAfter(ground, await save(ground, await aFeeOf(ground)));
    const changes = ['Den ene', 'Den andre'].map(async (description) => save(ground, { ...await aFeeOf(ground, { description }), existing: { id, version: 1 } }));
    const outcomes = await Promise.all(changes);
    const refused = outcomes.flatMap((outcome) => ('refused' in outcome ? [outcome.refused] : []));
    const stored = (await listOf(ground)).at(-1);
    expect(refused).toMatchObject([{ code: 'conflict', stored: { version: 2, expense: { description: stored?.expense.description } } }]);
    expect((await trailOf(ground)).filter(({ action }) => action === 'expense.changed')).toHaveLength(1);
  });

  test('in a draft it may change; in an attested claim it may not, nor be deleted', async () => {
    const ground = await aClaimGround(await open());
    const [id = ''] = ground.expenseIds;
    await aClaimInReview(ground, { programmeId: ground.programmeId, expenseIds: [id] });
    expect(await save(ground, { ...await aFeeOf(ground), existing: { id, version: 1 } })).toHaveProperty('location');
    const other = await aClaimGround(await open());
    await attest(other);
    const [locked = ''] = other.expenseIds;
    const rows = await listOf(other);
    expect(await save(other, { ...await aFeeOf(other), existing: { id: locked, version: 1 } })).toMatchObject({ refused: { code: 'in_claim', claim: { number: 1, status: 'approved' } } });
    expect(await remove(other, locked)).toMatchObject({ refused: { code: 'in_claim' } });
    expect(await listOf(other)).toEqual(rows);
  });

  test('deleted it counts no more; brought back it is the same, with its file', async () => {
    const ground = await aClaimGround(await open());
    const stored = await storedAfter(ground, await save(ground, await aFeeOf(ground)));
    const { id } = stored.expense;
    await remove(ground, id);
    await remove(ground, id);
    expect((await listOf(ground)).map(({ expense }) => expense.id)).toEqual(ground.expenseIds);
    expect(await save(ground, { ...await aFeeOf(ground), existing: { id, version: 2 } })).toEqual({ refused: { code: 'gone' } });
    await restore(ground, id);
    await restore(ground, id);
    expect((await listOf(ground)).at(-1)).toEqual({ ...stored, version: 3 });
    expect((await trailOf(ground)).map(({ action }) => action).slice(-3)).toEqual(['expense.created', 'expense.deleted', 'expense.restored']);
  });

  test('what it pointed at and is gone is left open when it comes back; its file comes back with it', async () => {
    const ground = await aClaimGround(await open());
    const { db, worker, programmeId } = ground;
    for (const id of ground.expenseIds) await remove(ground, id);
    const [file] = await listAttachments(db, worker, programmeId);
    await as(db, worker, (change) => removeAttachment(change, { programmeId, id: file?.id ?? '' }));
    await db.deleteFrom('programme_consultants').where('programme_id', '=', programmeId).execute();
    await restore(ground, ground.expenseIds[0] ?? '');
    expect((await listAttachments(db, worker, programmeId)).map(({ name }) => name)).toEqual(['faktura-1001.pdf']);
    expect((await listOf(ground)).map(({ expense, attachmentIds }) => [expense.consultant, attachmentIds])).toEqual([[undefined, [file?.id]]]);
  });

  test('a credit note holds its expense: neither can be left pointing at nothing', async () => {
    const ground = await aClaimGround(await open());
    const credited = await storedAfter(ground, await save(ground, await aFeeOf(ground)));
    const { id } = credited.expense;
    const credit = await storedAfter(ground, await save(ground, await aFeeOf(ground, { days: [aDay('2026-03-10', '-18000')], creditOf: id })));
    expect(await remove(ground, id)).toEqual({ refused: { code: 'credited', creditNoteId: credit.expense.id } });
    const asTravel = { kind: 'travel' as const, incurredOn: calendarDate('2026-03-10'), amount: money('100') };
    expect(await save(ground, { ...await aFeeOf(ground), expense: asTravel, existing: { id, version: 1 } }))
      .toEqual({ refused: { code: 'choices', faults: { kind: 'creditedKind' } } });
    expect(await save(ground, { ...await aFeeOf(ground), expense: { ...asTravel, creditOf: id } }))
      .toEqual({ refused: { code: 'choices', faults: { creditOf: 'creditOtherKind' } } });
    await remove(ground, credit.expense.id);
    await remove(ground, id);
    expect(await restore(ground, credit.expense.id)).toEqual({ refused: { code: 'credit_of_gone', expenseId: id } });
  });

  test('nothing of another programme can be pointed at', async () => {
    const ground = await aClaimGround(await open());
    const [elsewhere] = await listExpenses(ground.db, ground.worker, ground.secondProgrammeId);
    const foreign = { consultant: randomUUID(), activity: randomUUID(), creditOf: elsewhere?.expense.id ?? '', days: [aDay('2026-03-10', '-1')] };
    const refused = await save(ground, { ...await aFeeOf(ground, foreign), attachmentIds: elsewhere?.attachmentIds ?? [] });
    expect(refused).toEqual({ refused: { code: 'choices', faults: { consultant: 'choiceGone', activity: 'choiceGone', creditOf: 'choiceGone', files: 'filesGone' } } });
    expect(await save(ground, { ...await aFeeOf(ground), existing: { id: elsewhere?.expense.id ?? '', version: 1 } })).toEqual({ refused: { code: 'gone' } });
    expect(await listOf(ground)).toHaveLength(3);
  });

  test('nobody reaches another organisation’s, and a consultant only the programmes they were invited to', async () => {
    const ground = await aClaimGround(await open());
    const other = await aClaimGround(ground.db);
    const [id = ''] = ground.expenseIds;
    const consultant = await aMember(ground.db, ground.worker.organisationId, 'consultant');
    const invited = new Membership({ organisationId: consultant.organisationId, userId: consultant.userId, role: 'consultant', programmeIds: new Set([ground.secondProgrammeId]) });
    await ground.db.insertInto('programme_members').values({
      organisation_id: consultant.organisationId, programme_id: ground.secondProgrammeId, user_id: consultant.userId, created_at: '2026-11-24T10:00:00.000Z',
    }).execute();
    for (const stranger of [other.worker, invited]) {
      const fee = await aFeeOf(ground);
      await expect(as(ground.db, stranger, (change) => saveExpense(change, fee))).rejects.toThrow('No programme');
      await expect(as(ground.db, stranger, (change) => removeExpense(change, { programmeId: ground.programmeId, id }))).rejects.toThrow('No programme');
      await expect(as(ground.db, stranger, (change) => restoreExpense(change, { programmeId: ground.programmeId, id }))).rejects.toThrow('No programme');
    }
    expect(await listOf(ground)).toHaveLength(3);
    expect(await trailOf(ground)).toEqual([]);
  });

  test('waits with a reason, and not from inside a claim', async () => {
    const ground = await aClaimGround(await open());
    const { db, worker, programmeId, expenseIds: [id = '', claimed = ''] } = ground;
    const park = (expenseId: string, reason?: string) => as(db, worker, (change) => parkExpense(change, { programmeId, id: expenseId, reason }));
    expect(await park(id, ' ')).toEqual({ refused: { code: 'reason_missing' } });
    expect(await park(id, 'x'.repeat(301))).toEqual({ refused: { code: 'reason_too_long' } });
    await park(id, ` ${'x'.repeat(300)} `);
    expect((await listOf(ground))[0]?.parkedReason).toBe('x'.repeat(300));
    await park(id, ' Venter på faktura ');
    expect((await listOf(ground))[0]?.parkedReason).toBe('Venter på faktura');
    await park(id);
    expect((await listOf(ground))[0]?.parkedReason).toBeUndefined();
    await aClaimInReview(ground, { programmeId, expenseIds: [claimed] });
    expect(await park(claimed, 'Venter')).toMatchObject({ refused: { code: 'in_claim', claim: { status: 'in_review' } } });
    expect(await park(randomUUID(), 'Venter')).toEqual({ refused: { code: 'gone' } });
  });
});
