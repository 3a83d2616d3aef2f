import type { FormCardView } from '#app/components/form-card.tsx';
import { formErrors } from '#app/components/form-errors.ts';
import type { PostButtonView } from '#app/components/post-button.tsx';
import type { TextFieldView } from '#app/components/text-field.tsx';
import type { Language } from '#app/domain/programme.ts';
import { expenseAddress } from '#app/features/shell/addresses.ts';
import { translator } from '#app/i18n/translate.ts';
import type { ExpenseMatter } from './expense-matter.ts';

/** Sets an expense aside for a later claim, or takes it in again. */
export interface ParkView {
  readonly summary: string;
  readonly isOpen: boolean;
  readonly lead: string;
  readonly form: { readonly card: FormCardView; readonly reason: TextFieldView } | undefined;
  readonly takeIn: PostButtonView | undefined;
}

interface ParkState {
  readonly matter: ExpenseMatter;
  readonly expenseId: string;
  readonly formKey: string;
  readonly typed?: string | undefined;
  readonly error?: string | undefined;
  readonly language: Language;
}

/** Undefined for an expense in a claim: there it is taken out of the claim instead. */
export function parkView({ matter, expenseId, formKey, typed = '', error, language }: ParkState): ParkView | undefined {
  const t = translator(language);
  const stored = matter.expenses.find(({ expense }) => expense.id === expenseId);
  if (stored === undefined || (matter.claimed.has(expenseId) && stored.parkedReason === undefined)) return undefined;
  const action = expenseAddress({ organisationId: matter.organisation.id, programmeId: matter.id, id: expenseId });
  const isParked = stored.parkedReason !== undefined;
  const reason: TextFieldView = { name: 'parked_reason', label: t('expense.park.reason'), value: typed, error, maxLength: 300 };
  return {
    summary: t('expense.park.summary'),
    isOpen: isParked || error !== undefined,
    lead: isParked ? t('expense.park.parked', { reason: stored.parkedReason }) : t('expense.park.lead'),
    form: isParked ? undefined : {
      card: {
        action, isPlain: true, hidden: { form_key: formKey, act: 'park' }, submit: t('expense.park.submit'), errorsId: 'park-errors',
        errors: formErrors(t('page.errorSummary.heading'), [reason]),
      },
      reason,
    },
    takeIn: isParked ? { action, text: t('expense.park.takeIn'), hidden: { form_key: formKey, act: 'unpark' } } : undefined,
  };
}
