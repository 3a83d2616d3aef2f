import type { FileChoiceView } from '#app/components/file-choice.tsx';
import type { Language } from '#app/domain/programme.ts';
import { fileOptionView, uploadFieldView } from '#app/features/attachments/file-option-view.ts';
import { translator } from '#app/i18n/translate.ts';
import { newestFirst, type ExpenseMatter, type FileMatter } from './expense-matter.ts';

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

/** The files of an expense: those of the programme to tick, first those no expense has, and new ones to send. */
export function expenseFilesView({ matter, chosen, likely = [], faults, language }: FilesState): FileChoiceView {
  const t = translator(language);
  const used = new Set([matter.row.grantLetterId, ...matter.expenses.flatMap(({ attachmentIds }) => attachmentIds)]);
  const ticked = chosen.flatMap((id) => matter.attachments.filter((file) => file.id === id));
  const rest = newestFirst(matter.attachments.filter(({ id }) => !chosen.includes(id)));
  const option = (file: FileMatter) => fileOptionView(file, { matter, isChecked: chosen.includes(file.id), language });
  // One invoice may serve several.
  const isOther = ({ id }: FileMatter) => used.has(id) && !likely.includes(id);
  const others = rest.filter(isOther).map(option);
  return {
    label: t('expense.files.label'), id: 'files', name: attachmentField,
    offered: [...ticked, ...rest.filter((file) => !isOther(file))].map(option),
    others: others.length === 0 ? undefined : { summary: t('expense.files.others', { count: others.length }), options: others },
    error: faults.chosen,
    upload: uploadFieldView({ name: uploadField, error: faults.upload, language }),
  };
}
