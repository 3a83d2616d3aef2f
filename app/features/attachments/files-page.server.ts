import { randomUUID } from 'node:crypto';
import type { NoticeView } from '#app/components/notice.tsx';
import { readerAt } from '#app/features/expenses/expense-reader.server.ts';
import { loadProgramme } from '#app/features/programmes/load-programme.server.ts';
import { programmeAddress } from '#app/features/shell/addresses.ts';
import type { ProgrammeDesk } from '#app/guard/desk.server.ts';
import { translator } from '#app/i18n/translate.ts';
import { filesPageView, type FilesPageView } from './files-page-view.ts';
import type { StoredAttachment } from './attachments.repository.server.ts';
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
  const replace = extras.replace ?? desk.url.searchParams.get('replace');
  return filesPageView({
    matter: loaded, ...readerAt(desk), notices: extras.notices ?? doneNotices(desk), error: extras.error,
    replaced: loaded.attachments.find(({ id }) => id === replace), unlockError: extras.unlock,
    newFormKey: randomUUID, mayChange: (id) => isOwn(desk, loaded.attachments.find((file) => file.id === id)),
  });
}

function isOwn({ membership }: ProgrammeDesk, file: StoredAttachment | undefined): boolean {
  return file !== undefined && membership.changesWorkOf(file.uploadedBy);
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
