import type { TableView } from '#app/components/data-table.tsx';
import type { EmptyStateView } from '#app/components/empty-state.tsx';
import type { FileFieldView } from '#app/components/file-field.tsx';
import type { FormCardView } from '#app/components/form-card.tsx';
import { formErrors } from '#app/components/form-errors.ts';
import type { NoticeView } from '#app/components/notice.tsx';
import type { PageHeadingView } from '#app/components/page-heading.tsx';
import type { Permission } from '#app/domain/permissions.ts';
import type { Language } from '#app/domain/programme.ts';
import { newestFirst, type ExpenseMatter, type FileMatter } from '#app/features/expenses/expense-matter.ts';
import { programmeFrame, type ProgrammeFrameView } from '#app/features/programmes/programme-frame-view.ts';
import { sendingView } from '#app/features/progress/sending-view.ts';
import { programmeAddress } from '#app/features/shell/addresses.ts';
import { translator } from '#app/i18n/translate.ts';
import { mostRequestMegabytes } from './file-texts.ts';
import type { FileHold } from './file-hold.ts';
import { filesTable } from './files-table-view.ts';
import { unlockViews, type UnlockError, type UnlockView } from './unlock-view.ts';
import { acceptedEndings, mostUploadBytes } from './upload-kind.ts';

/** The programme's files: those that were sent, what uses them, and a place to send more. */
export interface FilesPageView {
  readonly title: string;
  readonly frame: ProgrammeFrameView;
  readonly heading: PageHeadingView;
  readonly notices: readonly NoticeView[];
  readonly upload: { readonly heading: string; readonly card: FormCardView; readonly field: FileFieldView } | undefined;
  /** The locked ones, to be given their passwords. */
  readonly unlocks: readonly UnlockView[];
  readonly table: TableView | undefined;
  readonly empty: EmptyStateView | undefined;
}

export interface FilesPageState {
  readonly matter: ExpenseMatter;
  readonly may: (permission: Permission) => boolean;
  readonly language: Language;
  readonly notices: readonly NoticeView[];
  /** The file to be replaced by the one that is sent. */
  readonly replaced: FileMatter | undefined;
  /** Why files were not taken in. */
  readonly error: string | undefined;
  readonly unlockError: UnlockError | undefined;
  /** What keeps some of them as they are, by file. */
  readonly holds?: ReadonlyMap<string, FileHold> | undefined;
  /** Those in a day sheet that nobody has accepted yet. */
  readonly inSheets?: ReadonlyMap<string, unknown> | undefined;
  /** A fresh key for each form of the page. */
  readonly newFormKey: () => string;
}

export const filesField = 'files';

export function filesPageView(state: FilesPageState): FilesPageView {
  const { matter, may, language, notices } = state;
  const t = translator(language);
  const title = t('expense.file.title');
  const canEdit = may('file.add');
  const isEmpty = matter.attachments.length === 0;
  return {
    title,
    frame: programmeFrame({
      organisationId: matter.organisation.id, organisationName: matter.programme.organisation.name,
      programmeId: matter.id, programmeName: matter.programme.facts.name, current: 'files', language, may,
    }),
    heading: { title, lead: t('expense.file.lead') },
    notices,
    upload: canEdit ? uploadView(state) : undefined,
    unlocks: canEdit ? unlocksOf(state) : [],
    table: isEmpty ? undefined : filesTable(matter, { canEdit, canLog: may('expense.edit'), language, newFormKey: state.newFormKey, holds: state.holds, inSheets: state.inSheets }),
    empty: isEmpty ? { heading: t('expense.file.empty'), text: t(emptyText(may)) } : undefined,
  };
}

function emptyText(may: FilesPageState['may']): 'expense.file.empty.edit' | 'expense.file.empty.own' | 'expense.file.empty.read' {
  if (may('expense.edit')) return 'expense.file.empty.edit';
  return may('file.add') ? 'expense.file.empty.own' : 'expense.file.empty.read';
}

function unlocksOf({ matter, unlockError, newFormKey, language, holds }: FilesPageState): UnlockView[] {
  const action = programmeAddress(matter.organisation.id, matter.id, 'files');
  const files = newestFirst(matter.attachments).filter(({ id }) => holds?.get(id)?.code !== 'others');
  return unlockViews({ files, action, error: unlockError, newFormKey, language });
}

function uploadView({ matter, replaced, error, newFormKey, language }: FilesPageState): FilesPageView['upload'] {
  const t = translator(language);
  const address = programmeAddress(matter.organisation.id, matter.id, 'files');
  const act: Record<string, string> = replaced === undefined ? { act: 'add' } : { act: 'replace', file: replaced.id };
  const field: FileFieldView = {
    name: filesField, accept: acceptedEndings, isMultiple: replaced === undefined, error,
    label: t(replaced === undefined ? 'expense.file.upload.label' : 'expense.file.replace.label'),
    hint: t('expense.file.upload.hint', { most: mostUploadBytes / 1024 / 1024, total: mostRequestMegabytes }),
  };
  return {
    heading: replaced === undefined ? t('expense.file.upload.heading') : t('expense.file.replace.heading', { file: replaced.name }),
    card: {
      action: address, hasFiles: true, sending: sendingView(language), hidden: { form_key: newFormKey(), ...act }, isPlain: true,
      submit: t(replaced === undefined ? 'expense.file.upload.submit' : 'expense.file.replace'),
      cancel: replaced === undefined ? undefined : { href: address, text: t('form.cancel') },
      errors: formErrors(t('page.errorSummary.heading'), [field]),
    },
    field,
  };
}
