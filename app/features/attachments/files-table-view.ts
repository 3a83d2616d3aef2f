import type { RowView, TableView } from '#app/components/data-table.tsx';
import type { LinkView } from '#app/components/link-view.ts';
import type { CellView } from '#app/components/table-cell.tsx';
import type { Language } from '#app/domain/programme.ts';
import { expenseLabel } from '#app/features/expenses/expense-labels.ts';
import { newestFirst, type ExpenseMatter, type FileMatter } from '#app/features/expenses/expense-matter.ts';
import { expenseAddress, fileAddress, programmeAddress } from '#app/features/shell/addresses.ts';
import { formatWhole } from '#app/i18n/format.ts';
import { translator } from '#app/i18n/translate.ts';
import type { FileHold } from './file-hold.ts';
import { sizeText, unreadableText } from './file-texts.ts';
import { thumbnailView } from './thumbnail-view.ts';

interface TableState {
  readonly canEdit: boolean;
  /** Whether a file may become a new cost from here. */
  readonly canLog: boolean;
  /** What keeps some of them as they are, by file. */
  readonly holds?: ReadonlyMap<string, FileHold> | undefined;
  /** Those in a day sheet that nobody has accepted yet. */
  readonly inSheets?: ReadonlyMap<string, unknown> | undefined;
  readonly language: Language;
  readonly newFormKey: () => string;
}

/** A row a file, the newest first: what it is, which lines it proves, and what can be done with it. */
export function filesTable(matter: ExpenseMatter, state: TableState): TableView {
  const t = translator(state.language);
  const usesOf = usesByFile(matter, state.language);
  return {
    caption: t('expense.file.caption'), isCaptionHidden: true,
    columns: [
      { heading: t('expense.file.column.file') }, { heading: t('expense.file.column.pages'), isNumeric: true },
      { heading: t('expense.file.column.size'), isNumeric: true }, { heading: t('expense.file.column.uses') },
      { heading: t('expense.file.column.acts'), isHeadingHidden: true },
    ],
    rows: newestFirst(matter.attachments).map((file) => fileRow(matter, file, { ...state, uses: usesOf.get(file.id) ?? [] })),
  };
}

function usesByFile(matter: ExpenseMatter, language: Language): Map<string, LinkView[]> {
  const uses = new Map<string, LinkView[]>();
  for (const { expense, attachmentIds } of matter.expenses) {
    const href = expenseAddress({ organisationId: matter.organisation.id, programmeId: matter.id, id: expense.id });
    const link = { href, text: expenseLabel(expense, language) };
    for (const id of attachmentIds) uses.set(id, [...uses.get(id) ?? [], link]);
  }
  return uses;
}

function fileRow(matter: ExpenseMatter, file: FileMatter, state: TableState & { uses: readonly LinkView[] }): RowView {
  const { uses, language, inSheets } = state;
  const t = translator(language);
  const { organisation, id: programmeId, row } = matter;
  const address = fileAddress({ organisationId: organisation.id, programmeId, id: file.id });
  const isLetter = row.grantLetterId === file.id;
  const isInSheet = inSheets?.has(file.id) === true;
  const isUnused = uses.length === 0 && !isLetter && !isInSheet;
  const { state: opened } = file;
  return {
    key: file.id,
    cells: [
      {
        thumbnail: thumbnailView(file, { organisationId: organisation.id, programmeId }, language),
        text: file.name, href: opened.isReadable ? `${address}?view` : address, detail: unreadableText(file.name, opened, language),
        status: opened.isReadable ? undefined : { text: t('expense.file.notIncludable'), tone: 'warning' },
      },
      opened.isReadable ? formatWhole(opened.pages, language) : '',
      sizeText(file.bytes, language),
      {
        text: isLetter ? t('expense.file.isLetter') : undefined, links: uses, detail: isInSheet ? t('expense.file.inOpenSheet') : undefined,
        status: isUnused ? { text: t('expense.file.unused'), tone: 'neutral' } : undefined,
      },
      actsCell(matter, file, { ...state, isUnused, isLetter }),
    ],
  };
}

function actsCell(matter: ExpenseMatter, file: FileMatter, state: TableState & { isUnused: boolean; isLetter: boolean }): CellView {
  const { canEdit, canLog, isUnused, isLetter, language, newFormKey, holds } = state;
  const t = translator(language);
  const place = { organisationId: matter.organisation.id, programmeId: matter.id, id: file.id };
  const files = programmeAddress(place.organisationId, place.programmeId, 'files');
  const download = { href: fileAddress(place), text: t('expense.file.download') };
  if (!canEdit) return { links: [download] };
  const hold = holds?.get(file.id);
  const log = { href: `${programmeAddress(place.organisationId, place.programmeId, 'expenses/new')}?file=${file.id}`, text: t('expense.file.log') };
  const replace = { href: `${files}?replace=${file.id}`, text: t('expense.file.replace') };
  const remove = { action: files, text: t('expense.file.delete'), hidden: { form_key: newFormKey(), act: 'remove', file: file.id } };
  return {
    // The letter is no cost.
    links: [...(isLetter || !canLog ? [] : [log]), download, ...(hold === undefined ? [replace] : [])],
    button: isUnused && hold === undefined ? remove : undefined,
    ...(hold === undefined || hold.code === 'others' ? {} : { detail: holdText(hold, language) }),
  };
}

/** Why it stays: where nothing is offered, nobody has to try. */
function holdText(hold: Exclude<FileHold, { readonly code: 'others' }>, language: Language): string {
  const t = translator(language);
  switch (hold.code) {
    case 'in_claim': return t('expense.file.kept.claim', { number: hold.claim.number });
    case 'on_cost': return t('expense.file.kept.cost');
    case 'in_sheet': return t('expense.file.kept.sheet');
  }
}
