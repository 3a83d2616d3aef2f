import { randomUUID } from 'node:crypto';
import type { Expense } from '#app/domain/expense.ts';
import type { Activity, ConsultantRole, Organisation, Programme } from '#app/domain/programme.ts';
import { insertActivities } from '#app/features/activities/write-activities.repository.server.ts';
import { writeAttachments } from '#app/features/attachments/add-attachments.server.ts';
import { attachmentNames } from '#app/features/attachments/opened-attachment.ts';
import type { PreparedUpload } from '#app/features/attachments/prepare-uploads.server.ts';
import { listAttachments } from '#app/features/attachments/attachments.repository.server.ts';
import type { Change } from '#app/features/audit/change.server.ts';
import { recordAudit } from '#app/features/audit/record-audit.server.ts';
import { consultantKey } from '#app/features/consultants/consultant-form.ts';
import {
  insertConsultants, linkConsultants, listOrganisationConsultants, type NewConsultant,
} from '#app/features/consultants/write-consultants.repository.server.ts';
import { insertExpenses } from '#app/features/expenses/write-expenses.repository.server.ts';
import { getOrganisation } from '#app/features/organisations/organisations.repository.server.ts';
import { isErasedName } from '#app/features/personal-data/erased-name.ts';
import { getProgrammeRow, insertProgramme, updateProgramme } from '#app/features/programmes/programmes.repository.server.ts';
import { programmeAddress } from '#app/features/shell/addresses.ts';

/** The file is another organisation's. */
export interface ImportRefusal {
  readonly otherOrganisation: { readonly inFile: Organisation; readonly here: Organisation };
}

export interface ProgrammeToImport {
  readonly programme: Programme;
  /** By the name the programme has for it: what was sent and taken in. */
  readonly uploads: ReadonlyMap<string, PreparedUpload>;
}

/** The file's ids belong to the file: everything gets new ones, but for consultants the organisation knows. */
interface NewIds {
  readonly consultants: ReadonlyMap<string, string>;
  readonly activities: ReadonlyMap<string, string>;
  readonly expenses: ReadonlyMap<string, string>;
}

/** Makes a programme of a programme file, whole or not at all. Costs whose papers are missing come in and ask for them. */
export async function importProgramme(
  change: Change, { programme, uploads }: ProgrammeToImport,
): Promise<{ readonly location: string; readonly programmeId: string } | { readonly refused: ImportRefusal }> {
  const { trx, membership, now } = change;
  const { organisation: here } = await getOrganisation(trx, membership);
  const inFile = programme.organisation;
  if (!isSameOrganisation(inFile, here)) return { refused: { otherOrganisation: { inFile, here } } };
  const programmeId = randomUUID();
  const { letter, ...grant } = programme.grant;
  await insertProgramme(trx, membership, {
    id: programmeId, facts: factsOf(programme), contact: programme.contact, grant, grantLetterId: undefined, termsReason: undefined,
    ledger: { responsibility: undefined, function: undefined, project: undefined }, createdAt: now,
  });
  const ids: NewIds = {
    consultants: await writeConsultants(change, programmeId, programme),
    activities: await writeActivities(change, programmeId, programme.activities),
    expenses: new Map(programme.expenses.map(({ id }) => [id, randomUUID()])),
  };
  const files = await writeFiles(change, programmeId, uploads);
  const letterId = letter === undefined ? undefined : files.get(letter);
  if (letterId !== undefined) {
    const row = await getProgrammeRow(trx, membership, programmeId);
    await updateProgramme(trx, membership, { ...row, grantLetterId: letterId });
  }
  const expenses = programme.expenses.map((expense) => ({
    expense: withNewIds(expense, ids), attachmentIds: expense.attachments.flatMap((name) => files.get(name) ?? []),
  }));
  await insertExpenses(trx, membership, { programmeId, createdAt: now, expenses });
  await recordAudit(change, {
    action: 'programme.imported', subject: { kind: 'programme', id: programmeId }, programmeId, facts: countsOf(programme, files),
  });
  return { location: `${programmeAddress(membership.organisationId, programmeId, 'edit')}?done=imported`, programmeId };
}

/** By its number; by its name where one of the two has no number. */
function isSameOrganisation(a: Organisation, b: Organisation): boolean {
  if (a.organisationNumber !== undefined && b.organisationNumber !== undefined) return a.organisationNumber === b.organisationNumber;
  return a.name.trim().toLowerCase() === b.name.trim().toLowerCase();
}

/** A file has a line for the supplier, which may be empty. */
function factsOf({ facts }: Programme): Programme['facts'] {
  return { ...facts, supplier: facts.supplier?.name.trim() === '' ? undefined : facts.supplier };
}

async function writeConsultants(
  { trx, membership, now }: Change, programmeId: string, { consultants }: Programme,
): Promise<Map<string, string>> {
  const byKey = new Map((await listOrganisationConsultants(trx, membership)).map((known) => [consultantKey(known), known.id]));
  const fresh: NewConsultant[] = [];
  // Two of a file may be one here: the first one's role stands.
  const roles = new Map<string, ConsultantRole>();
  const ids = new Map<string, string>();
  for (const { id: idInFile, name, company, role } of consultants) {
    // Two whose names were taken away are not known to be one, nor anybody here; each comes in as one who was erased.
    const isErased = isErasedName(name);
    const key = isErased ? `erased ${idInFile}` : consultantKey({ name, company });
    const id = byKey.get(key) ?? randomUUID();
    if (!byKey.has(key)) fresh.push({ id, name, company: company || undefined, ...(isErased ? { erasedAt: now } : {}) });
    byKey.set(key, id);
    if (!roles.has(id)) roles.set(id, role);
    ids.set(idInFile, id);
  }
  await insertConsultants(trx, membership, fresh);
  await linkConsultants(trx, membership, { programmeId, roles: [...roles].map(([consultantId, role]) => ({ consultantId, role })) });
  return ids;
}

async function writeActivities(
  { trx, membership }: Change, programmeId: string, activities: readonly Activity[],
): Promise<Map<string, string>> {
  const renamed = activities.map((activity) => ({ ...activity, id: randomUUID(), place: activity.place || undefined }));
  await insertActivities(trx, membership, { programmeId, activities: renamed });
  return new Map(activities.map(({ id }, index) => [id, renamed[index]?.id ?? '']));
}

/** The ids of the files, by the name the programme has for them. The same content under two names is one file. */
async function writeFiles(change: Change, programmeId: string, uploads: ReadonlyMap<string, PreparedUpload>): Promise<Map<string, string>> {
  const { trx, membership } = change;
  await writeAttachments(change, { programmeId, uploads: [...uploads.values()] });
  const stored = new Map((await listAttachments(trx, membership, programmeId)).map(({ sha256, id }) => [sha256, id]));
  return new Map([...uploads].flatMap(([name, { sha256 }]): [string, string][] => {
    const id = stored.get(sha256);
    return id === undefined ? [] : [[name, id]];
  }));
}

function withNewIds(expense: Expense, ids: NewIds): Expense {
  const renamed = (map: ReadonlyMap<string, string>, id: string | undefined) => (id === undefined ? undefined : map.get(id));
  return {
    ...expense, id: ids.expenses.get(expense.id) ?? randomUUID(), consultant: renamed(ids.consultants, expense.consultant),
    activity: renamed(ids.activities, expense.activity), creditOf: renamed(ids.expenses, expense.creditOf), attachments: [],
  };
}

function countsOf(programme: Programme, files: ReadonlyMap<string, string>) {
  const missing = attachmentNames(programme).filter((name) => !files.has(name));
  return {
    name: programme.facts.name, consultants: programme.consultants.length, activities: programme.activities.length,
    expenses: programme.expenses.length, fileCount: new Set(files.values()).size, missing: missing.length === 0 ? null : missing.join('\n'),
  };
}
