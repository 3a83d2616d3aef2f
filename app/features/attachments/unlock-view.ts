import type { FormCardView } from '#app/components/form-card.tsx';
import { formErrors } from '#app/components/form-errors.ts';
import type { SectionView } from '#app/components/section.tsx';
import type { TextFieldView } from '#app/components/text-field.tsx';
import type { Language } from '#app/domain/programme.ts';
import type { FileMatter } from '#app/features/expenses/expense-matter.ts';
import { secretField } from '#app/http/form-fields.ts';
import { translator } from '#app/i18n/translate.ts';

/** A locked file, and a place for its password. */
export interface UnlockView {
  readonly key: string;
  readonly section: SectionView;
  readonly card: FormCardView;
  readonly field: TextFieldView;
}

export interface UnlockError {
  readonly file: string;
  readonly error: string;
}

interface UnlockState {
  readonly files: readonly FileMatter[];
  /** Where the forms are sent. */
  readonly action: string;
  readonly error: UnlockError | undefined;
  /** A fresh key for each form. */
  readonly newFormKey: () => string;
  readonly language: Language;
}

export const passwordField = secretField;
/** Those after them come when these are unlocked. */
const mostForms = 10;
const longestPassword = 127;

/** A form for each locked file. What was typed never comes back. */
export function unlockViews({ files, action, error, newFormKey, language }: UnlockState): UnlockView[] {
  const t = translator(language);
  const locked = files.filter(({ state }) => !state.isReadable && state.cause === 'password');
  const isFirst = ({ id }: FileMatter) => id === error?.file;
  return [...locked.filter(isFirst), ...locked.filter((file) => !isFirst(file))].slice(0, mostForms).map((file) => {
    const field: TextFieldView = {
      name: passwordField, id: `password-${file.id}`, type: 'password', autoComplete: 'off', value: '', width: 'medium', maxLength: longestPassword,
      label: t('expense.unlock.label'), hint: t('expense.unlock.hint'), error: isFirst(file) ? error?.error : undefined,
    };
    return {
      key: file.id,
      section: { id: `unlock-${file.id}`, heading: t('expense.unlock.heading', { file: file.name }), lead: t('expense.unlock.lead'), isCard: true },
      card: {
        action, isPlain: true, hidden: { form_key: newFormKey(), act: 'unlock', file: file.id }, submit: t('expense.unlock.submit'),
        errorsId: `unlock-errors-${file.id}`, errors: formErrors(t('page.errorSummary.heading'), [field]),
      },
      field,
    };
  });
}
