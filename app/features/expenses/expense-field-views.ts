import type { FormFieldView } from '#app/components/form-fields.tsx';
import type { SelectFieldView } from '#app/components/select-field.tsx';
import { expenseKinds, notRefundableReasons } from '#app/domain/expense.ts';
import type { Language } from '#app/domain/programme.ts';
import { sentence, translator } from '#app/i18n/translate.ts';
import type { ExpenseField, ExpenseTyped } from './expense-fields.ts';
import { activityLabel, consultantLabel, expenseLabel } from './expense-labels.ts';
import type { ExpenseMatter } from './expense-matter.ts';

/** What is wrong with each field, in words. */
export type FieldFaults = Partial<Record<ExpenseField, string>>;

export interface ExpenseFieldState {
  readonly matter: ExpenseMatter;
  readonly typed: ExpenseTyped;
  readonly faults: FieldFaults;
  /** The expense being changed; it can't be a credit note of itself. */
  readonly expenseId: string | undefined;
  readonly language: Language;
}

/** The fields as they are shown: those every cost needs, and those that can wait. */
export interface ExpenseFieldViews {
  readonly first: readonly FormFieldView[];
  /** Shown when the cost is one that is never refunded. */
  readonly reason: SelectFieldView;
  readonly main: readonly FormFieldView[];
  readonly more: readonly FormFieldView[];
}

export function expenseFieldViews(state: ExpenseFieldState): ExpenseFieldViews {
  return {
    first: [consultantField(state), kindField(state)],
    reason: reasonField(state),
    main: [descriptionField(state), daysField(state), amountField(state)],
    more: [activityField(state), ...invoiceFields(state), vatField(state), creditField(state)],
  };
}

/** Every field once, in the order of the page. */
export function fieldsInOrder({ first, reason, main, more }: ExpenseFieldViews): readonly (FormFieldView | SelectFieldView)[] {
  return [...first, reason, ...main, ...more];
}

function shared({ typed, faults, language }: ExpenseFieldState, name: ExpenseField) {
  return { name, value: typed[name], error: faults[name], label: sentence(language, `expense.${name}.label`, {}) };
}

function consultantField(state: ExpenseFieldState): FormFieldView {
  const { matter: { programme, erasedConsultants }, expenseId, language } = state;
  // One who was erased is offered only where they stand already.
  const own = programme.expenses.find(({ id }) => id === expenseId)?.consultant;
  const offered = programme.consultants.filter(({ id }) => id === own || erasedConsultants?.has(id) !== true);
  return {
    kind: 'select', ...shared(state, 'consultant'), empty: translator(language)('expense.consultant.empty'),
    options: offered.map((consultant) => ({ value: consultant.id, text: consultantLabel(consultant, language) })),
  };
}

function kindField(state: ExpenseFieldState): FormFieldView {
  const { language } = state;
  const hint = translator(language)('expense.kind.notRefundable');
  return {
    kind: 'radios', ...shared(state, 'kind'), isInline: true,
    options: expenseKinds.map((kind) => ({
      value: kind, text: sentence(language, `kind.${kind}`, {}), hint: kind === 'not_refundable' ? hint : undefined,
    })),
  };
}

function reasonField(state: ExpenseFieldState): SelectFieldView {
  const { language } = state;
  return {
    ...shared(state, 'reason'), empty: translator(language)('expense.reason.empty'),
    options: notRefundableReasons.map((reason) => ({ value: reason, text: sentence(language, `reason.${reason}`, {}) })),
  };
}

function descriptionField(state: ExpenseFieldState): FormFieldView {
  return {
    kind: 'area', ...shared(state, 'description'), rows: 1,
    hint: translator(state.language)('expense.description.hint'),
  };
}

function daysField(state: ExpenseFieldState): FormFieldView {
  const rows = Math.min(12, Math.max(1, state.typed.days.split('\n').length));
  return { kind: 'area', ...shared(state, 'days'), rows, maxLength: 20_000, hint: translator(state.language)('expense.days.hint') };
}

function amountField(state: ExpenseFieldState): FormFieldView {
  const t = translator(state.language);
  return { kind: 'text', ...shared(state, 'amount'), unit: t('expense.unit'), width: 'short', hint: t('expense.amount.hint') };
}

function activityField(state: ExpenseFieldState): FormFieldView {
  const { matter: { programme }, language } = state;
  return {
    kind: 'select', ...shared(state, 'activity'), empty: translator(language)('expense.activity.empty'),
    options: programme.activities.map((activity) => ({ value: activity.id, text: activityLabel(activity, language) })),
  };
}

function invoiceFields(state: ExpenseFieldState): FormFieldView[] {
  const t = translator(state.language);
  const day = { inputMode: 'text', maxLength: 40, width: 'short' } as const;
  return [
    { kind: 'text', ...shared(state, 'invoiceNumber'), width: 'medium' },
    { kind: 'text', ...shared(state, 'invoiceIssuedOn'), ...day, hint: t('expense.day.hint') },
    { kind: 'text', ...shared(state, 'invoiceSupplier') },
    { kind: 'text', ...shared(state, 'paidOn'), ...day, hint: t('expense.paidOn.hint') },
  ];
}

function vatField(state: ExpenseFieldState): FormFieldView {
  const t = translator(state.language);
  return { kind: 'text', ...shared(state, 'vat'), unit: t('expense.unit'), width: 'short', hint: t('expense.vat.hint') };
}

/** A credit note lowers another expense, and no credit note. */
function creditField(state: ExpenseFieldState): FormFieldView {
  const { matter: { programme }, expenseId, language } = state;
  const t = translator(language);
  const creditable = programme.expenses.filter(({ id, creditOf }) => creditOf === undefined && id !== expenseId);
  return {
    kind: 'select', ...shared(state, 'creditOf'), empty: t('expense.creditOf.empty'), hint: t('expense.creditOf.hint'),
    options: creditable.map((expense) => ({ value: expense.id, text: expenseLabel(expense, language) })),
  };
}
