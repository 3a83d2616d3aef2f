import type { DefinitionView } from '#app/components/definition-list.tsx';
import { fileAddress } from '#app/features/shell/addresses.ts';
import { fileDetail } from '#app/features/attachments/file-texts.ts';
import type { Language } from '#app/domain/programme.ts';
import { sentence, translator } from '#app/i18n/translate.ts';
import { expenseFields } from './expense-fields.ts';
import { typedFromExpense } from './expense-form.ts';
import { typedText } from './expense-labels.ts';
import type { ExpenseMatter, ExpenseMatterLine } from './expense-matter.ts';

/** A stored expense to read, not to change: what its fields hold, and its files. */
export function expenseFactsView(matter: ExpenseMatter, line: ExpenseMatterLine, language: Language): DefinitionView[] {
  const { expense, attachmentIds } = line;
  const t = translator(language);
  const { programme } = matter;
  const typed = typedFromExpense(expense, language);
  const fields = expenseFields.filter((field) => typed[field] !== '').map((field) => ({
    label: sentence(language, `expense.${field}.label`, {}), value: typedText({ field, text: typed[field], programme, language }),
  }));
  const own = attachmentIds.flatMap((id) => matter.attachments.filter((file) => file.id === id));
  const files = own.map((file, index) => ({
    label: t('expense.files.numbered', { number: index + 1 }), value: file.name, detail: fileDetail(file, language),
    href: fileAddress({ organisationId: matter.organisation.id, programmeId: matter.id, id: file.id }),
  }));
  return [...fields, ...files];
}
