import type { RowView, TableView } from '#app/components/data-table.tsx';
import type { Language, Programme } from '#app/domain/programme.ts';
import { sentence, translator } from '#app/i18n/translate.ts';
import { expenseFields, type ExpenseTyped } from './expense-fields.ts';
import { typedText } from './expense-labels.ts';

/** What a form holds and what is stored, with the names of the files. */
export interface BothVersions {
  readonly typed: ExpenseTyped;
  readonly stored: ExpenseTyped;
  readonly files: { readonly typed: readonly string[]; readonly stored: readonly string[] };
}

/** The fields where what was typed and what is stored differ, side by side. */
export function expenseDifferences({ typed, stored, files }: BothVersions, programme: Programme, language: Language): TableView {
  const t = translator(language);
  const words = (text: string) => (text === '' ? t('expense.conflict.nothing') : text);
  const differing = expenseFields.filter((field) => sameText(typed[field]) !== sameText(stored[field]));
  const rows: RowView[] = differing.map((field) => ({
    key: field,
    cells: [
      sentence(language, `expense.${field}.label`, {}),
      ...[typed, stored].map((texts) => words(typedText({ field, text: texts[field], programme, language }))),
    ],
  }));
  const [typedFiles, storedFiles] = [files.typed.join(', '), files.stored.join(', ')];
  if (typedFiles !== storedFiles) rows.push({ key: 'files', cells: [t('expense.files.label'), words(typedFiles), words(storedFiles)] });
  return {
    caption: t('expense.conflict.caption'),
    columns: [{ heading: t('expense.conflict.field') }, { heading: t('expense.conflict.typed') }, { heading: t('expense.conflict.stored') }],
    rows,
  };
}

function sameText(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
