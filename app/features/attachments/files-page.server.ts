import { randomUUID } from 'node:crypto';
import type { NoticeView } from '#app/components/notice.tsx';
import type { DaySheetStatus } from '#app/domain/day-sheet.ts';
import { listFilesInSheets } from '#app/features/day-sheets/day-sheets.repository.server.ts';
import { readerAt } from '#app/features/expenses/expense-reader.server.ts';
import { loadProgramme, type LoadedProgramme } from '#app/features/programmes/load-programme.server.ts';
import { programmeAddress } from '#app/features/shell/addresses.ts';
import type { ProgrammeDesk } from '#app/guard/desk.server.ts';
import { translator } from '#app/i18n/translate.ts';
import { filesPageView, type FilesPageView } from './files-page-view.ts';
import { fileHold, type FileHold } from './file-hold.ts';
import type { UnlockError } from './unlock-view.ts';

export interface FilesPageExtras {
  readonly notices?: readonly NoticeView[];
  readonly error?: string | undefined;
  /** The id of the file to replace. */
  readonly replace?: string | undefined;
  /** Why a file is still locked. */
  readonly unlock?: UnlockError | undefined;
}

const doneCodes = ['added', 'restored', 'replaced', 'removed', 'unlocked'] as const;

/** The programme's files, with what was just done to them. */
export async function filesPage(desk: ProgrammeDesk, extras: FilesPageExtras = {}): Promise<FilesPageView> {
  const loaded = await loadProgramme(desk.database, desk.membership, desk.programmeId);
  const inSheets = await listFilesInSheets(desk.database, desk.membership, desk.programmeId);
  const holds = await loadHolds(desk, { loaded, inSheets });
  const replace = extras.replace ?? desk.url.searchParams.get('replace');
  return filesPageView({
    matter: loaded, ...readerAt(desk), notices: extras.notices ?? doneNotices(desk), error: extras.error, holds,
    inSheets, replaced: loaded.attachments.find(({ id }) => id === replace && !holds.has(id)),
    unlockError: extras.unlock, newFormKey: randomUUID,
  });
}

/** What is used by what this person does not see is held all the same. */
async function loadHolds(
  { database, membership, programmeId }: ProgrammeDesk,
  { loaded, inSheets }: { readonly loaded: LoadedProgramme; readonly inSheets: ReadonlyMap<string, DaySheetStatus> },
): Promise<ReadonlyMap<string, FileHold>> {
  const whole = membership.ownOnly === undefined ? loaded : await loadProgramme(database, membership.forCounts(), programmeId);
  return new Map(loaded.attachments.flatMap((file) => {
    const hold = fileHold({ whole, inSheets }, membership, file);
    return hold === undefined ? [] : [[file.id, hold] as const];
  }));
}

/** What was done, by the address; a removed file can be brought back from here. */
function doneNotices({ url, membership, programmeId, language }: ProgrammeDesk): NoticeView[] {
  const t = translator(language);
  const done = doneCodes.find((code) => code === url.searchParams.get('done'));
  if (done === undefined) return [];
  const file = url.searchParams.get('file') ?? '';
  const action = programmeAddress(membership.organisationId, programmeId, 'files');
  const undo = { action, text: t('form.undo'), hidden: { form_key: randomUUID(), act: 'restore', file } };
  return [{ tone: 'success', isDone: true, text: t(`expense.file.done.${done}`), button: done === 'removed' ? undo : undefined }];
}
