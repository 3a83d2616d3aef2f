import type { FileChoiceView } from '#app/components/file-choice.tsx';
import type { FormCardView } from '#app/components/form-card.tsx';
import { formErrors } from '#app/components/form-errors.ts';
import type { FormFieldView } from '#app/components/form-fields.tsx';
import type { SelectFieldView } from '#app/components/select-field.tsx';
import type { Language } from '#app/domain/programme.ts';
import { sendingView } from '#app/features/progress/sending-view.ts';
import { programmeAddress } from '#app/features/shell/addresses.ts';
import { translator } from '#app/i18n/translate.ts';
import { effectUnavailableView, type ExpenseEffectView } from './expense-effect-view.ts';
import { expenseFieldViews, fieldsInOrder, type FieldFaults } from './expense-field-views.ts';
import type { ExpenseField, ExpenseTyped } from './expense-fields.ts';
import { expenseFilesView } from './expense-files-view.ts';
import type { ExpenseMatter } from './expense-matter.ts';

export interface ExpenseFormView {
  readonly card: FormCardView;
  readonly first: readonly FormFieldView[];
  readonly reason: SelectFieldView;
  readonly main: readonly FormFieldView[];
  readonly files: FileChoiceView;
  readonly more: { readonly summary: string; readonly isOpen: boolean; readonly fields: readonly FormFieldView[] };
  /** Where the figures of what is being typed come from; undefined for who is shown none. */
  readonly previewHref: string | undefined;
  /** Stands in their place when they cannot be had. */
  readonly previewUnavailable: ExpenseEffectView;
}

export type FormFaults = FieldFaults & { readonly chosen?: string | undefined; readonly upload?: string | undefined };

export interface ExpenseFormState {
  readonly matter: ExpenseMatter;
  readonly typed: ExpenseTyped;
  /** Ids of the ticked files, in order. */
  readonly chosen: readonly string[];
  /** Ids of files to offer first. */
  readonly likely?: readonly string[] | undefined;
  readonly faults: FormFaults;
  /** The expense being changed, from which version; undefined for a new one. */
  readonly existing: { readonly id: string; readonly version: number } | undefined;
  readonly formKey: string;
  /** Other words than «save», where saving means more. */
  readonly submit?: string | undefined;
  readonly language: Language;
}

const moreFields: readonly ExpenseField[] = ['activity', 'invoiceNumber', 'invoiceIssuedOn', 'invoiceSupplier', 'paidOn', 'vat', 'creditOf'];

/** The name and value of the button that goes on with the next expense. */
export const oneMore = { name: 'then', value: 'another' } as const;

export function expenseFormView(state: ExpenseFormState): ExpenseFormView {
  const { matter, typed, chosen, likely, faults, existing, formKey, language } = state;
  const t = translator(language);
  const { first, reason, main, more } = expenseFieldViews({ matter, typed, faults, expenseId: existing?.id, language });
  const files = expenseFilesView({ matter, chosen, likely, faults, language });
  const inOrder = [...fieldsInOrder({ first, reason, main, more: [] }), files, files.upload, ...more];
  const programmeHref = programmeAddress(matter.organisation.id, matter.id);
  return {
    card: {
      action: programmeAddress(matter.organisation.id, matter.id, `expenses/${existing?.id ?? 'new'}`),
      hasFiles: true,
      sending: sendingView(language),
      hidden: { form_key: formKey, ...(existing === undefined ? {} : { expense: existing.id, version: String(existing.version) }) },
      errors: formErrors(t('page.errorSummary.heading'), inOrder),
      submit: state.submit ?? t('form.save'),
      ...(state.submit === undefined ? {} : { isUnsaved: true }),
      otherSubmits: [{ ...oneMore, text: t('expense.saveAndNext') }],
      cancel: { href: programmeHref, text: t('form.cancel') },
    },
    first, reason, main, files,
    more: { summary: t('expense.more'), isOpen: isMoreOpen(typed, faults), fields: more },
    previewHref: programmeAddress(matter.organisation.id, matter.id, 'expenses/preview'),
    previewUnavailable: effectUnavailableView(language),
  };
}

/** Open when it holds something, or what is asked for: a sum below nought is a credit note, whose invoice is chosen there. */
function isMoreOpen(typed: ExpenseTyped, faults: FormFaults): boolean {
  return /^\s*[-−]/.test(typed.amount) || moreFields.some((field) => typed[field] !== '' || faults[field] !== undefined);
}
