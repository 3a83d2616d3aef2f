import type { NoticeView } from '#app/components/notice.tsx';
import { takeUploads } from '#app/features/attachments/take-uploads.server.ts';
import { loadProgramme, type LoadedProgramme } from '#app/features/programmes/load-programme.server.ts';
import { expenseAddress } from '#app/features/shell/addresses.ts';
import { carryOut } from '#app/guard/carry-out.server.ts';
import type { ProgrammeDesk } from '#app/guard/desk.server.ts';
import type { FormFields } from '#app/http/form-fields.ts';
import { sentence, translator } from '#app/i18n/translate.ts';
import type { ChoiceFaults } from './expense-choices.ts';
import { expenseDifferences } from './expense-difference-view.ts';
import { expenseErrorText, expenseFields, type ExpenseErrors, type ExpenseTyped } from './expense-fields.ts';
import { attachmentField, uploadField } from './expense-files-view.ts';
import { readExpenseForm, typedFromExpense } from './expense-form.ts';
import { oneMore, type FormFaults } from './expense-form-view.ts';
import type { ExpensePageView } from './expense-page-view.ts';
import type { StoredExpense } from './expenses.repository.server.ts';
import { newExpenseForm } from './new-expense-page.server.ts';
import { saveExpense, type SaveRefusal } from './save-expense.server.ts';
import { storedExpensePage } from './stored-expense-page.server.ts';

/** The page a form leads to when it could not be carried out, and its status. */
export interface FormAnswer {
  readonly page: ExpensePageView;
  readonly status: 409 | 422;
}

/** What a form said, its files taken in. */
interface Said {
  readonly typed: ExpenseTyped;
  readonly chosen: readonly string[];
  /** The expense being changed and the version it was changed from. */
  readonly existing: { readonly id: string; readonly version: number } | undefined;
}

/** Saves what the form holds and goes on, or answers with the same page, everything typed and every file still there. */
export async function answerExpenseForm(desk: ProgrammeDesk, form: FormFields, expenseId?: string): Promise<FormAnswer> {
  const uploads = await takeUploads(desk, form.files(uploadField));
  const said: Said = {
    typed: form.typed(expenseFields),
    chosen: [...new Set([...form.all(attachmentField), ...uploads.added.map(({ id }) => id)])],
    existing: expenseId === undefined ? undefined : { id: expenseId, version: form.version() },
  };
  const reading = readExpenseForm(said.typed, desk);
  if (!('expense' in reading) || uploads.refused.length > 0) {
    const errors = 'errors' in reading ? reading.errors : {};
    const upload = uploads.refused.length === 0 ? undefined : uploads.refused.join('\n');
    return { page: await pageWith(desk, said, { ...errorTexts(errors, desk), upload }), status: 422 };
  }
  const { refused } = await carryOut(desk, form, (change) => saveExpense(change, {
    programmeId: desk.programmeId, existing: said.existing, expense: reading.expense, attachmentIds: said.chosen,
    isOneMore: form.text(oneMore.name) === oneMore.value,
  }));
  return answerRefusal(desk, said, refused);
}

async function answerRefusal(desk: ProgrammeDesk, said: Said, refused: SaveRefusal): Promise<FormAnswer> {
  if (refused.code === 'choices') return { page: await pageWith(desk, said, choiceTexts(refused.faults, desk)), status: 422 };
  const t = translator(desk.language);
  const loaded = await loadProgramme(desk.database, desk.membership, desk.programmeId);
  const stored = loaded.expenses.find(({ expense }) => expense.id === said.existing?.id);
  if (stored === undefined) return { page: await pageWith(desk, said, {}), status: 409 };
  const notice: NoticeView = refused.code === 'in_claim'
    ? { tone: 'warning', text: t('expense.locked.notSaved') }
    : { tone: 'warning', heading: t('expense.conflict.heading'), text: t('expense.conflict.text') };
  const page = await storedExpensePage(desk, stored.expense.id, {
    notices: [notice],
    differences: differencesOf(desk, { loaded, stored }, said),
    change: { ...said, faults: {}, version: stored.version, submit: t('expense.conflict.saveMine') },
  });
  return { page, status: 409 };
}

/** The same page with what was typed and what has to be mended. What was deleted meanwhile may be saved as a new expense. */
async function pageWith(desk: ProgrammeDesk, said: Said, faults: FormFaults): Promise<ExpensePageView> {
  const t = translator(desk.language);
  const { existing } = said;
  const loaded = await loadProgramme(desk.database, desk.membership, desk.programmeId);
  if (existing !== undefined && loaded.expenses.some(({ expense }) => expense.id === existing.id)) {
    return storedExpensePage(desk, existing.id, { notices: [], change: { ...said, version: existing.version, faults } });
  }
  const gone: NoticeView[] = existing === undefined ? [] : [{ tone: 'warning', heading: t('expense.gone.heading'), text: t('expense.gone.text') }];
  return newExpenseForm(desk, loaded, { ...said, faults, notices: gone });
}

interface Found {
  readonly loaded: LoadedProgramme;
  readonly stored: StoredExpense;
}

function differencesOf(
  { membership, programmeId, language }: ProgrammeDesk, { loaded, stored }: Found, said: Said,
): ExpensePageView['differences'] {
  const t = translator(language);
  const nameOf = new Map(loaded.attachments.map(({ id, name }) => [id, name]));
  const names = (ids: readonly string[]) => ids.flatMap((id) => nameOf.get(id) ?? []);
  const both = {
    typed: said.typed, stored: typedFromExpense(stored.expense, language),
    files: { typed: names(said.chosen), stored: names(stored.attachmentIds) },
  };
  const href = expenseAddress({ organisationId: membership.organisationId, programmeId, id: stored.expense.id });
  return { table: expenseDifferences(both, loaded.programme, language), takeStored: { href, text: t('expense.conflict.takeStored') } };
}

function errorTexts(errors: ExpenseErrors, { language }: ProgrammeDesk): FormFaults {
  return Object.fromEntries(expenseFields.flatMap((field): [string, string][] => {
    const code = errors[field];
    return code === undefined ? [] : [[field, expenseErrorText(code, language)]];
  }));
}

function choiceTexts({ files, ...faults }: ChoiceFaults, { language }: ProgrammeDesk): FormFaults {
  const words = Object.entries(faults).map(([field, code]): [string, string] => [field, sentence(language, `expense.refused.${code}`, {})]);
  const texts: FormFaults = Object.fromEntries(words);
  return { ...texts, chosen: files === undefined ? undefined : sentence(language, `expense.refused.${files}`, {}) };
}
