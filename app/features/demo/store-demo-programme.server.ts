import { randomUUID } from 'node:crypto';
import type { Expense } from '#app/domain/expense.ts';
import type { Programme } from '#app/domain/programme.ts';
import { insertActivities } from '#app/features/activities/write-activities.repository.server.ts';
import { addAttachments } from '#app/features/attachments/add-attachments.server.ts';
import { prepareUploads } from '#app/features/attachments/prepare-uploads.server.ts';
import type { Change } from '#app/features/audit/change.server.ts';
import { recordAudit } from '#app/features/audit/record-audit.server.ts';
import {
  insertConsultants, linkConsultants, listOrganisationConsultants,
} from '#app/features/consultants/write-consultants.repository.server.ts';
import { saveExpense } from '#app/features/expenses/save-expense.server.ts';
import { getProgrammeRow, insertProgramme, updateProgramme } from '#app/features/programmes/programmes.repository.server.ts';
import { renderDocument } from '#app/pdf/render.server.ts';
import { demoDocuments } from './demo-documents.ts';
import type { DemoProgramme } from './demo-installation.ts';
import type { DemoEvent, DemoGround, DemoStaff } from './demo-ground.server.ts';

/** A programme of the demo with its file read and its id given. */
export interface StoredDemo extends Omit<DemoProgramme, 'file'> {
  readonly id: string;
  readonly file: Programme;
}

export interface DemoStore {
  readonly ground: DemoGround;
  readonly staff: DemoStaff;
  readonly programme: StoredDemo;
}

/** Ids in the file → ids in the database. */
interface Ids {
  readonly consultants: Map<string, string>;
  readonly activities: Map<string, string>;
  readonly expenses: Map<string, string>;
  readonly files: Map<string, string>;
}

/** What has to happen for a programme to be there: set up, then one cost after another, each when it was paid or came. */
export function storeEvents(store: DemoStore): { readonly events: readonly DemoEvent[]; readonly expenseIds: ReadonlyMap<string, string> } {
  const { ground, programme: { file, createdOn, notLogged = [] } } = store;
  const ids: Ids = { consultants: new Map(), activities: new Map(), expenses: new Map(), files: new Map() };
  const begunOn = ground.inYear(createdOn);
  const costs = file.expenses.map((expense) => ({
    on: cameOn(expense, begunOn),
    run: async () => {
      await addPapers(store, ids, { names: expense.attachments, on: cameOn(expense, begunOn) });
      if (!notLogged.includes(expense.id)) await logCost(store, ids, { expense, on: cameOn(expense, begunOn) });
    },
  }));
  return { events: [{ on: begunOn, run: () => setUp(store, ids, begunOn) }, ...costs], expenseIds: ids.expenses };
}

function cameOn(expense: Expense, begunOn: string): string {
  const day = expense.paidOn ?? expense.invoice?.issuedOn ?? (expense.kind === 'fee' ? expense.days[0]?.on : expense.incurredOn);
  return day === undefined || day < begunOn ? begunOn : day;
}

async function setUp(store: DemoStore, ids: Ids, on: string): Promise<void> {
  const { staff, programme: { id, file } } = store;
  const { letter, ...grant } = file.grant;
  await staff.as('case_worker', on, async (change) => {
    const { trx, membership, now } = change;
    await insertProgramme(trx, membership, {
      id, facts: file.facts, contact: file.contact, grant, grantLetterId: undefined, termsReason: undefined,
      ledger: { responsibility: undefined, function: undefined, project: undefined }, createdAt: now,
    });
    await addPeople(change, store, ids);
    for (const activity of file.activities) ids.activities.set(activity.id, randomUUID());
    const activities = file.activities.map((activity) => ({ ...activity, id: ids.activities.get(activity.id) ?? activity.id }));
    await insertActivities(trx, membership, { programmeId: id, activities });
    const { name } = file.facts;
    await recordAudit(change, { action: 'programme.created', subject: { kind: 'programme', id }, programmeId: id, facts: { name } });
  });
  if (letter === undefined) return;
  await addPapers(store, ids, { names: [letter], on });
  await staff.as('case_worker', on, async ({ trx, membership }) => {
    await updateProgramme(trx, membership, { ...await getProgrammeRow(trx, membership, id), grantLetterId: ids.files.get(letter) });
  });
}

/** One who helps with several programmes is one person: the day cap counts over them. */
async function addPeople({ trx, membership }: Change, { programme: { id, file } }: DemoStore, ids: Ids): Promise<void> {
  const known = await listOrganisationConsultants(trx, membership);
  for (const consultant of file.consultants) {
    const existing = known.find(({ name, company }) => name === consultant.name && company === consultant.company);
    const consultantId = existing?.id ?? randomUUID();
    ids.consultants.set(consultant.id, consultantId);
    const { name, company } = consultant;
    if (existing === undefined) await insertConsultants(trx, membership, [{ id: consultantId, name, company }]);
    await linkConsultants(trx, membership, { programmeId: id, roles: [{ consultantId, role: consultant.role }] });
  }
}

async function addPapers(store: DemoStore, ids: Ids, { names, on }: { names: readonly string[]; on: string }): Promise<void> {
  const { ground, staff, programme } = store;
  const documents = demoDocuments(programme.file);
  for (const name of names.filter((each) => !ids.files.has(each))) {
    const description = documents.get(name);
    if (description === undefined) throw new Error(`The demo has no paper called ${name}`);
    const { pdf } = renderDocument({ description, vouchers: [], projectFolder: ground.projectFolder });
    const paper = new File([new Uint8Array(pdf.toBytes())], name);
    const place = { store: ground.files, openFile: ground.openFile, organisationId: staff.organisationId };
    const { prepared } = await prepareUploads([paper], place);
    const { added } = await staff.as('case_worker', on, (change) => addAttachments(change, { programmeId: programme.id, uploads: prepared }));
    for (const { id } of added) ids.files.set(name, id);
  }
}

async function logCost({ staff, programme }: DemoStore, ids: Ids, { expense, on }: { expense: Expense; on: string }): Promise<void> {
  const { id, attachments, consultant, activity, creditOf, ...input } = expense;
  const idIn = (map: ReadonlyMap<string, string>, key: string | undefined) => (key === undefined ? undefined : map.get(key));
  const outcome = await staff.as('case_worker', on, (change) => saveExpense(change, {
    programmeId: programme.id, existing: undefined, isOneMore: false,
    expense: {
      ...input,
      consultant: idIn(ids.consultants, consultant), activity: idIn(ids.activities, activity), creditOf: idIn(ids.expenses, creditOf),
    },
    attachmentIds: attachments.flatMap((name) => ids.files.get(name) ?? []),
  }));
  if ('refused' in outcome) throw new Error(`The demo's cost ${id}: ${outcome.refused.code}`);
  const saved = /expenses\/([0-9a-f-]{36})/.exec(outcome.location)?.[1];
  if (saved === undefined) throw new Error(`No expense in ${outcome.location}`);
  ids.expenses.set(id, saved);
}
