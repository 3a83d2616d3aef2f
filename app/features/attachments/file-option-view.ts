import type { FileFieldView } from '#app/components/file-field.tsx';
import type { FileOptionView } from '#app/components/file-choice.tsx';
import type { Language } from '#app/domain/programme.ts';
import type { ExpenseMatter, FileMatter } from '#app/features/expenses/expense-matter.ts';
import { fileAddress } from '#app/features/shell/addresses.ts';
import { translator } from '#app/i18n/translate.ts';
import { fileDetail, mostRequestMegabytes, unreadableText } from './file-texts.ts';
import { thumbnailView } from './thumbnail-view.ts';
import { acceptedEndings, mostUploadBytes } from './upload-kind.ts';

interface OptionState {
  readonly matter: Pick<ExpenseMatter, 'id' | 'organisation'>;
  readonly isChecked: boolean;
  readonly language: Language;
}

/** A file to tick: what it is, its first page, and the way to look at it. */
export function fileOptionView(file: FileMatter, { matter, isChecked, language }: OptionState): FileOptionView {
  const t = translator(language);
  const place = { organisationId: matter.organisation.id, programmeId: matter.id };
  const address = fileAddress({ ...place, id: file.id });
  const canBeShown = file.state.isReadable;
  return {
    id: file.id, name: file.name, detail: fileDetail(file, language), isChecked,
    thumbnail: thumbnailView(file, place, language),
    unreadable: unreadableText(file.name, file.state, language),
    href: canBeShown ? `${address}?view` : address,
    open: t(canBeShown ? 'expense.file.view' : 'expense.file.download'),
    openLabel: t(canBeShown ? 'expense.file.viewNamed' : 'expense.file.downloadNamed', { file: file.name }),
  };
}

/** A place for new files beside those that are there. */
export function uploadFieldView({ name, error, language }: { name: string; error: string | undefined; language: Language }): FileFieldView {
  const t = translator(language);
  return {
    name, label: t('expense.upload.label'), accept: acceptedEndings, isMultiple: true, error,
    hint: t('expense.upload.hint', { most: mostUploadBytes / 1024 / 1024, total: mostRequestMegabytes }),
  };
}
