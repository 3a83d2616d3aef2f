import { randomUUID } from 'node:crypto';
import type { CalendarDate } from '#app/domain/calendar-date.ts';
import { sheetAfter, type SheetLine } from '#app/domain/day-sheet.ts';
import { listActivities } from '#app/features/activities/activities.repository.server.ts';
import { listAttachments, type StoredAttachment } from '#app/features/attachments/attachments.repository.server.ts';
import { filledFacts } from '#app/features/audit/changed-facts.ts';
import type { Change } from '#app/features/audit/change.server.ts';
import { recordAudit } from '#app/features/audit/record-audit.server.ts';
import { listProgrammeConsultants } from '#app/features/consultants/consultants.repository.server.ts';
import { daySheetAddress } from '#app/features/shell/addresses.ts';
import { findDaySheet } from './day-sheets.repository.server.ts';
import type { StoredDaySheet } from './stored-day-sheet.ts';
import { tellOfSheet, type Post } from './sheet-mail.server.ts';
import { sheetFacts } from './sheet-facts.ts';
import { insertDaySheet, replaceSheetLines, updateDaySheet } from './write-day-sheets.repository.server.ts';

/** Why a consultant could not do it; nothing was changed. */
export type SheetRefusal
  /** Nobody has said which of the programme's consultants they are. */
  = | { readonly code: 'not_linked' }
    | { readonly code: 'gone' }
    /** Saved in another window, or decided meanwhile. */
    | { readonly code: 'conflict'; readonly stored: StoredDaySheet }
    /** An activity that is not the programme's any more. */
    | { readonly code: 'activity_gone' }
    /** A file that was taken away or replaced meanwhile, or is not their own. */
    | { readonly code: 'file_gone'; readonly files: readonly string[] }
    | { readonly code: 'empty' }
    | { readonly code: 'day_in_future' };

type Outcome = { readonly location: string } | { readonly refused: SheetRefusal };

export interface SheetToSave {
  readonly programmeId: string;
  /** The sheet to change and the version it was changed from; undefined for a new one. */
  readonly existing: { readonly id: string; readonly version: number } | undefined;
  readonly lines: readonly SheetLine[];
  readonly message: string | undefined;
  /** Handed in, so that the municipality sees it; else kept as a draft. */
  readonly isHandedIn: boolean;
  readonly today: CalendarDate;
  readonly post: Post | undefined;
}

/** Keeps a consultant's day sheet, or hands it in. */
export async function saveDaySheet(change: Change, saved: SheetToSave): Promise<Outcome> {
  const { trx, membership, now } = change;
  const { programmeId, existing, lines, message, isHandedIn } = saved;
  const [own] = await listProgrammeConsultants(trx, membership, programmeId);
  if (own === undefined || own.consultant.id !== membership.consultantId) return { refused: { code: 'not_linked' } };
  const files = await listAttachments(trx, membership, programmeId);
  const stored = existing && await findDaySheet(trx, membership, { programmeId, id: existing.id });
  const before = new Set(stored?.lines.flatMap((line) => line.files ?? []));
  const usable = files.filter(({ id, uploadedBy }) => uploadedBy === membership.userId || before.has(id));
  const refused = refusalOfLines(saved) ?? await refusalOfActivities(change, saved) ?? refusalOfFiles(saved, usable);
  if (refused !== undefined) return { refused };
  if (existing !== undefined && stored === undefined) return { refused: { code: 'gone' } };
  const status = sheetAfter(isHandedIn ? 'hand_in' : 'save', stored?.status ?? 'draft');
  if (stored !== undefined && (status === undefined || stored.version !== existing?.version)) return { refused: { code: 'conflict', stored } };
  const id = stored?.id ?? randomUUID();
  if (stored === undefined) await insertDaySheet(trx, membership, { id, programmeId, consultantId: own.consultant.id, createdAt: now });
  const handedIn = isHandedIn ? { handedInAt: now, returnedReason: null, decided: null } : {};
  await written(change, { id, version: stored?.version ?? 1, status: status ?? 'draft', message: message ?? null, ...handedIn });
  await replaceSheetLines(trx, membership, { id, lines });
  await recordAudit(change, {
    action: isHandedIn ? 'day_sheet.handed_in' : 'day_sheet.saved', subject: { kind: 'day_sheet', id }, programmeId,
    facts: filledFacts(sheetFacts(lines, { message, files })),
  });
  const { id: consultantId, name: consultantName } = own.consultant;
  if (isHandedIn) await tellOfSheet(change, saved.post, { id, programmeId, consultantId, consultantName, lines });
  return { location: addressOf(change, { programmeId, id }, isHandedIn ? 'handed_in' : 'saved') };
}

function refusalOfLines({ lines, isHandedIn, today }: SheetToSave): SheetRefusal | undefined {
  if (!isHandedIn) return undefined;
  if (lines.length === 0) return { code: 'empty' };
  return lines.some(({ on }) => on > today) ? { code: 'day_in_future' } : undefined;
}

async function refusalOfActivities({ trx, membership }: Change, { programmeId, lines }: SheetToSave): Promise<SheetRefusal | undefined> {
  const known = new Set((await listActivities(trx, membership, programmeId)).map(({ activity }) => activity.id));
  return lines.some(({ activity }) => activity !== undefined && !known.has(activity)) ? { code: 'activity_gone' } : undefined;
}

/** What they sent themselves, and what the municipality put in such a file's place in this sheet, is theirs to hand in. */
function refusalOfFiles({ lines }: SheetToSave, usable: readonly StoredAttachment[]): SheetRefusal | undefined {
  const known = new Set(usable.map(({ id }) => id));
  const gone = lines.flatMap((line) => line.files ?? []).filter((id) => !known.has(id));
  return gone.length === 0 ? undefined : { code: 'file_gone', files: gone };
}

interface SheetPlace {
  readonly programmeId: string;
  readonly id: string;
  readonly version: number;
}

/** Takes a sheet back while nobody has decided on it, or gives it up before it is handed in. */
export async function withdrawDaySheet(change: Change, place: SheetPlace & { readonly act: 'take_back' | 'discard' }): Promise<Outcome> {
  const { trx, membership } = change;
  const { programmeId, id, version, act } = place;
  const stored = await findDaySheet(trx, membership, place);
  if (stored === undefined) return { refused: { code: 'gone' } };
  const status = sheetAfter(act, stored.status);
  if (status === undefined || stored.version !== version) return { refused: { code: 'conflict', stored } };
  await written(change, { id, version, status, handedInAt: null });
  await recordAudit(change, {
    action: act === 'take_back' ? 'day_sheet.taken_back' : 'day_sheet.discarded', subject: { kind: 'day_sheet', id }, programmeId,
    facts: filledFacts(sheetFacts(stored.lines)),
  });
  return { location: addressOf(change, place, act === 'take_back' ? 'taken_back' : 'discarded') };
}

async function written({ trx, membership }: Change, sheet: Parameters<typeof updateDaySheet>[2]): Promise<void> {
  if (!await updateDaySheet(trx, membership, sheet)) throw new Error(`Day sheet ${sheet.id} changed under a lock`);
}

function addressOf({ membership: { organisationId } }: Change, { programmeId, id }: Omit<SheetPlace, 'version'>, done: string): string {
  // A sheet that was given up has no page.
  const page = done === 'discarded' ? programmeSheets(organisationId, programmeId) : daySheetAddress({ organisationId, programmeId, id });
  return `${page}?done=${done}`;
}

function programmeSheets(organisationId: string, programmeId: string): string {
  return daySheetAddress({ organisationId, programmeId, id: '' }).replace(/\/$/, '');
}
