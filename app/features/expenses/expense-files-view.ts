import type { FileFieldView } from '#app/components/file-field.tsx';
import type { ThumbnailView } from '#app/components/thumbnail.tsx';
import type { Language } from '#app/domain/programme.ts';
import { acceptedEndings, mostUploadBytes } from '#app/features/attachments/upload-kind.ts';
import { fileAddress } from '#app/features/shell/addresses.ts';
import { fileDetail, mostRequestMegabytes, unreadableText } from '#app/features/attachments/file-texts.ts';
import { thumbnailView } from '#app/features/attachments/thumbnail-view.ts';
import { translator } from '#app/i18n/translate.ts';
import { newestFirst, type ExpenseMatter, type FileMatter } from './expense-matter.ts';

/** The files of an expense: those of the programme to tick, and new ones to send. */
export interface ExpenseFilesView {
  readonly legend: string;
  readonly name: string;
  /** Those ticked, and those no expense has yet. */
  readonly offered: readonly FileOptionView[];
  /** Files other expenses have: one invoice may serve several. */
  readonly others: { readonly summary: string; readonly options: readonly FileOptionView[] } | undefined;
  readonly error: string | undefined;
  readonly upload: FileFieldView;
}

export interface FileOptionView {
  readonly id: string;
  readonly name: string;
  readonly detail: string;
  readonly thumbnail: ThumbnailView | undefined;
  /** Why it can't be part of a claim, and the way out. */
  readonly unreadable: string | undefined;
  readonly isChecked: boolean;
  /** To look at it, or to fetch what can't be shown. */
  readonly href: string;
  readonly open: string;
  readonly openLabel: string;
}

export const attachmentField = 'attachment';
export const uploadField = 'upload';

interface FilesState {
  readonly matter: ExpenseMatter;
  /** Ids of the ticked files, in order. */
  readonly chosen: readonly string[];
  /** Ids of files that are likely this expense's too, such as those of another line of the invoice. */
  readonly likely?: readonly string[] | undefined;
  readonly faults: { readonly chosen?: string | undefined; readonly upload?: string | undefined };
  readonly language: Language;
}

export function expenseFilesView({ matter, chosen, likely = [], faults, language }: FilesState): ExpenseFilesView {
  const t = translator(language);
  const used = new Set([matter.row.grantLetterId, ...matter.expenses.flatMap(({ attachmentIds }) => attachmentIds)]);
  const ticked = chosen.flatMap((id) => matter.attachments.filter((file) => file.id === id));
  const rest = newestFirst(matter.attachments.filter(({ id }) => !chosen.includes(id)));
  const option = (file: FileMatter) => fileOption(file, { matter, isChecked: chosen.includes(file.id), language });
  const isOther = ({ id }: FileMatter) => used.has(id) && !likely.includes(id);
  const others = rest.filter(isOther).map(option);
  return {
    legend: t('expense.files.label'),
    name: attachmentField,
    offered: [...ticked, ...rest.filter((file) => !isOther(file))].map(option),
    others: others.length === 0 ? undefined : { summary: t('expense.files.others', { count: others.length }), options: others },
    error: faults.chosen,
    upload: {
      name: uploadField, label: t('expense.upload.label'), accept: acceptedEndings, isMultiple: true, error: faults.upload,
      hint: t('expense.upload.hint', { most: mostUploadBytes / 1024 / 1024, total: mostRequestMegabytes }),
    },
  };
}

function fileOption(
  file: FileMatter, { matter, isChecked, language }: { matter: ExpenseMatter; isChecked: boolean; language: Language },
): FileOptionView {
  const t = translator(language);
  const address = fileAddress({ organisationId: matter.organisation.id, programmeId: matter.id, id: file.id });
  const canBeShown = file.state.isReadable;
  return {
    id: file.id, name: file.name, detail: fileDetail(file, language), isChecked,
    thumbnail: thumbnailView(file, { organisationId: matter.organisation.id, programmeId: matter.id }, language),
    unreadable: unreadableText(file.name, file.state, language),
    href: canBeShown ? `${address}?view` : address,
    open: t(canBeShown ? 'expense.file.view' : 'expense.file.download'),
    openLabel: t(canBeShown ? 'expense.file.viewNamed' : 'expense.file.downloadNamed', { file: file.name }),
  };
}
