import { describe, expect, test } from 'vitest';
import { calendarDate } from '#app/domain/calendar-date.ts';
import type { SheetLine } from '#app/domain/day-sheet.ts';
import { money } from '#app/domain/money.ts';
import { addAttachments } from '#app/features/attachments/add-attachments.server.ts';
import { listAttachments } from '#app/features/attachments/attachments.repository.server.ts';
import { prepareUploads } from '#app/features/attachments/prepare-uploads.server.ts';
import { openAnyFile } from '#app/features/attachments/reading/open-any-file.server.ts';
import { removeAttachment } from '#app/features/attachments/remove-attachment.server.ts';
import { replaceAttachment } from '#app/features/attachments/replace-attachment.server.ts';
import type { Membership } from '#app/domain/membership.ts';
import { acceptDaySheet, returnDaySheet } from '#app/features/day-sheets/decide-day-sheet.server.ts';
import { findDaySheet } from '#app/features/day-sheets/day-sheets.repository.server.ts';
import { matchInvoice } from '#app/features/day-sheets/match-invoice.server.ts';
import { saveDaySheet, withdrawDaySheet } from '#app/features/day-sheets/save-day-sheet.server.ts';
import { listExpenses } from '#app/features/expenses/expenses.repository.server.ts';
import { readTracesOfConsultant, readTracesOfUser } from '#app/features/personal-data/traces.repository.server.ts';
import { as, today } from '#test/fixtures/claim-ground.ts';
import { testDatabases } from '#test/fixtures/databases.ts';
import { aPdf } from '#test/fixtures/papers.ts';
import { aSheetDay, handIn, twoConsultants, type TwoConsultants } from '#test/fixtures/two-consultants.ts';

interface Sent {
  readonly id: string;
  readonly upload: Parameters<typeof replaceAttachment>[1]['upload'];
}

async function sent({ db, files, programmeId }: TwoConsultants, who: Membership, name: string): Promise<Sent> {
  const file = new File([Uint8Array.from(await aPdf({ marker: name }))], name);
  const { prepared: [upload] } = await prepareUploads([file], { store: files, openFile: openAnyFile, organisationId: who.organisationId });
  if (upload === undefined) throw new Error('The file was turned away');
  const { added: [added] } = await as(db, who, (change) => addAttachments(change, { programmeId, uploads: [upload] }));
  return { id: added?.id ?? '', upload };
}

const journey = (fields: Partial<SheetLine>): SheetLine => ({ kind: 'travel', on: calendarDate('2026-03-10'), amount: money('2412.50'), description: 'Fly', ...fields });
const twoDays = (files: readonly string[]) => ['10', '11'].map((day) => aSheetDay(`2026-03-${day}`, '20000', { files }));
const placeOf = ({ programmeId }: TwoConsultants, id: string, version = 2) => ({ programmeId, id, version, post: undefined });
const filesOf = async ({ db, kari, programmeId }: TwoConsultants, id: string) => (await findDaySheet(db, kari, { programmeId, id }))?.lines.map(({ files }) => files);
const lastFacts = async ({ db }: TwoConsultants): Promise<unknown> => (
  JSON.parse((await db.selectFrom('audit_entries').select('facts_json').orderBy('sequence', 'desc').limit(1).executeTakeFirstOrThrow()).facts_json)
);

describe.each(testDatabases)('the receipts of a day sheet on $kind', ({ open }) => {
  /** Kari's sheet of two days with an invoice and a journey with a ticket, handed in. */
  async function aStage() {
    const ground = await twoConsultants(await open());
    const { db, kari, worker, programmeId } = ground;
    const [invoice, ticket] = [await sent(ground, kari, 'faktura.pdf'), await sent(ground, kari, 'billett.pdf')];
    const id = await handIn(ground, kari, [...twoDays([invoice.id]), journey({ files: [ticket.id, invoice.id] })]);
    const withdraw = (act: 'take_back' | 'discard', version: number) => as(db, kari, (change) => withdrawDaySheet(change, { programmeId, id, version, act }));
    const remove = (who: Membership, file: string) => as(db, who, (change) => removeAttachment(change, { programmeId, id: file }));
    const replace = (who: Membership, file: string, { upload }: Sent) => as(db, who, (change) => replaceAttachment(change, { programmeId, id: file, upload }));
    return { ground, db, kari, worker, id, invoice, ticket, withdraw, remove, replace };
  }

  test('stand at their lines in their order, and are told of by name', async () => {
    const { ground, id, invoice, ticket } = await aStage();
    expect(await filesOf(ground, id)).toEqual([[invoice.id], [invoice.id], [ticket.id, invoice.id]]);
    expect(await lastFacts(ground)).toMatchObject({ files: 'faktura.pdf, billett.pdf' });
  });

  test('become the vouchers of the costs when it is accepted: of a fee once, however many its days', async () => {
    const { ground, db, worker, id, invoice, ticket } = await aStage();
    await as(db, worker, (change) => acceptDaySheet(change, placeOf(ground, id)));
    const costs = (await listExpenses(db, worker, ground.programmeId)).slice(3);
    expect(costs.map(({ expense, attachmentIds }) => [expense.kind, attachmentIds])).toEqual([['fee', [invoice.id]], ['travel', [ticket.id, invoice.id]]]);
    expect(await lastFacts(ground)).toMatchObject({ files: 'faktura.pdf, billett.pdf', costs: 2 });
  });

  test('stay on their costs when the invoice is matched, whichever file that is', async () => {
    const { ground, db, worker, id, invoice, ticket } = await aStage();
    await as(db, worker, (change) => acceptDaySheet(change, placeOf(ground, id)));
    const late = await sent(ground, worker, 'sen-faktura.pdf');
    const costs = async () => (await listExpenses(db, worker, ground.programmeId)).slice(3);
    const match = async (fileId: string, at: number) => {
      const cost = (await costs())[at];
      const chosen = [{ id: cost?.expense.id ?? '', version: cost?.version ?? 0 }];
      const details = { number: '77', issuedOn: calendarDate('2026-04-01'), supplier: 'Karis kurs' };
      return as(db, worker, (change) => matchInvoice(change, { programmeId: ground.programmeId, chosen, invoice: details, net: undefined, paidOn: undefined, fileId }));
    };
    expect(await match(invoice.id, 0)).toHaveProperty('location');
    expect(await match(late.id, 1)).toHaveProperty('location');
    expect((await costs()).map(({ attachmentIds }) => attachmentIds)).toEqual([[invoice.id], [ticket.id, invoice.id, late.id]]);
  });

  test('are kept when it is sent back and when it is taken back; given up, they are still among the files and may go', async () => {
    const { ground, db, kari, worker, id, ticket, withdraw, remove } = await aStage();
    const before = await filesOf(ground, id);
    await as(db, worker, (change) => returnDaySheet(change, { ...placeOf(ground, id), reason: 'Feil dato' }));
    expect(await filesOf(ground, id)).toEqual(before);
    const { programmeId } = ground;
    await as(db, kari, (change) => saveDaySheet(change, {
      programmeId, existing: { id, version: 3 }, lines: [journey({ files: [ticket.id] })], message: undefined, isHandedIn: true, today, post: undefined,
    }));
    await withdraw('take_back', 4);
    expect(await filesOf(ground, id)).toEqual([[ticket.id]]);
    expect(await remove(kari, ticket.id)).toEqual({ refused: { code: 'in_use', name: 'billett.pdf' } });
    await withdraw('discard', 5);
    expect((await listAttachments(db, kari, programmeId)).map(({ name }) => name)).toEqual(expect.arrayContaining(['faktura.pdf', 'billett.pdf']));
    expect(await remove(kari, ticket.id)).toHaveProperty('location');
  });

  test('are taken away by nobody while it waits, and replaced by the municipality alone, which then has to look anew', async () => {
    const { ground, db, kari, worker, id, invoice, ticket, remove, replace } = await aStage();
    const better = await sent(ground, worker, 'bedre.pdf');
    expect(await remove(worker, ticket.id)).toMatchObject({ refused: { code: 'in_use' } });
    expect(await replace(kari, ticket.id, better)).toEqual({ refused: { code: 'in_sheet', name: 'billett.pdf' } });
    await replace(worker, ticket.id, better);
    expect(await filesOf(ground, id)).toEqual([[invoice.id], [invoice.id], [better.id, invoice.id]]);
    expect(await as(db, worker, (change) => acceptDaySheet(change, placeOf(ground, id)))).toMatchObject({ refused: { code: 'conflict', stored: { version: 3 } } });
    expect(await as(db, worker, (change) => acceptDaySheet(change, placeOf(ground, id, 3)))).toHaveProperty('location');
  });

  test('replaced by the municipality are there to hand in again when it sends the sheet back', async () => {
    const { ground, db, kari, worker, id, invoice, ticket, replace } = await aStage();
    const { programmeId } = ground;
    const better = await sent(ground, worker, 'bedre.pdf');
    await replace(worker, ticket.id, better);
    await as(db, worker, (change) => returnDaySheet(change, { ...placeOf(ground, id, 3), reason: 'Feil beløp' }));
    const seen = async (who: Membership) => (await listAttachments(db, who, programmeId)).map(({ name }) => name).sort();
    expect(await seen(kari)).toEqual(['bedre.pdf', 'faktura.pdf']);
    expect(await seen(ground.ola)).not.toContain('bedre.pdf');
    const handedIn = await as(db, kari, (change) => saveDaySheet(change, {
      programmeId, existing: { id, version: 4 }, lines: [journey({ files: [better.id] })], message: undefined, isHandedIn: true, today, post: undefined,
    }));
    expect(handedIn).toHaveProperty('location');
    expect(await filesOf(ground, id)).toEqual([[better.id]]);
    const elsewhere = as(db, kari, (change) => saveDaySheet(change, {
      programmeId, existing: undefined, lines: [journey({ files: [better.id, invoice.id] })], message: undefined, isHandedIn: false, today, post: undefined,
    }));
    expect(await elsewhere).toEqual({ refused: { code: 'file_gone', files: [better.id] } });
  });

  test('of a draft are replaced by a better one; a line that has both keeps the one', async () => {
    const { ground, kari, id, invoice, ticket, withdraw, replace } = await aStage();
    await withdraw('take_back', 2);
    await replace(kari, ticket.id, invoice);
    expect(await filesOf(ground, id)).toEqual([[invoice.id], [invoice.id], [invoice.id]]);
  });

  test('are the consultant’s own: nobody else’s, not the letter, none that is gone; then nothing is kept', async () => {
    const { ground, db, kari, worker, remove } = await aStage();
    const { programmeId } = ground;
    const [theirs, spare] = [await sent(ground, worker, 'kommunens.pdf'), await sent(ground, kari, 'ledig.pdf')];
    const olas = await sent(ground, ground.ola, 'olas.pdf');
    await remove(kari, spare.id);
    const before = (await db.selectFrom('day_sheets').select('id').execute()).length;
    for (const file of [theirs.id, olas.id, spare.id, 'nobodys']) {
      const saved = as(db, kari, (change) => saveDaySheet(change, {
        programmeId, existing: undefined, lines: [journey({ files: [file] })], message: undefined, isHandedIn: false, today, post: undefined,
      }));
      expect(await saved).toEqual({ refused: { code: 'file_gone', files: [file] } });
    }
    expect((await db.selectFrom('day_sheets').select('id').execute()).length).toBe(before);
  });

  test('are in what is stored of the consultant, each with its line', async () => {
    const { db, worker, kari, ground, id } = await aStage();
    const files = [
      { line_position: 0, name: 'faktura.pdf' }, { line_position: 1, name: 'faktura.pdf' },
      { line_position: 2, name: 'billett.pdf' }, { line_position: 2, name: 'faktura.pdf' },
    ];
    expect(await readTracesOfConsultant(db, worker, ground.kariId)).toMatchObject({ daySheets: [{ id, files }] });
    expect(await readTracesOfUser(db, worker, kari.userId)).toMatchObject({ daySheets: [{ id, files }] });
    expect(await readTracesOfConsultant(db, worker, ground.olaId)).toMatchObject({ daySheets: [] });
  });
});
