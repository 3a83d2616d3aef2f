import type { FormEvent } from 'react';
import { Disclosure } from '#app/components/disclosure.tsx';
import { FileChoice } from '#app/components/file-choice.tsx';
import { FormCard } from '#app/components/form-card.tsx';
import { FormFields } from '#app/components/form-fields.tsx';
import { SelectField } from '#app/components/select-field.tsx';
import { useLiveAnswer } from '#app/components/use-live-answer.ts';
import { ExpenseEffect } from './expense-effect.tsx';
import type { ExpenseEffectView } from './expense-effect-view.ts';
import type { ExpenseFormView } from './expense-form-view.ts';
import { readExpensePreview } from './read-expense-preview.ts';

interface ExpenseFormProps {
  readonly form: ExpenseFormView;
  readonly effect: ExpenseEffectView | undefined;
}

/** The form of a cost, and beside it what the cost gives; where JavaScript is on, while it is typed. */
export function ExpenseForm({ form, effect }: ExpenseFormProps) {
  const { card, first, reason, main, files, more } = form;
  const live = useLiveEffect(form, effect);
  return (
    <div className="columns-aside">
      <div className="expense-form" onInput={live.onInput}>
        <FormCard form={card}>
          <FormFields fields={first} />
          <div className="expense-reason"><SelectField field={reason} /></div>
          <FormFields fields={main} />
          <FileChoice field={files} />
          <Disclosure summary={more.summary} isOpen={more.isOpen}><FormFields fields={more.fields} isTwoColumns /></Disclosure>
        </FormCard>
      </div>
      {live.effect !== undefined && <ExpenseEffect effect={live.effect} />}
    </div>
  );
}

const patienceMs = 300;
/** Longer addresses are not asked for; the figures then come when the form is sent. */
const longestQuery = 4_000;

/** The figures for what stands in the form, a moment after the typing stops. */
function useLiveEffect({ previewHref, previewUnavailable }: ExpenseFormView, stored: ExpenseEffectView | undefined) {
  const { answer, isLost, ask } = useLiveAnswer(readExpensePreview, patienceMs);

  function onInput(event: FormEvent<HTMLElement>) {
    const form = event.currentTarget.querySelector('form');
    if (form === null || previewHref === undefined) return;
    ask(() => {
      const query = queryOf(form);
      return query.length <= longestQuery ? new Request(`${previewHref}?${query}`) : undefined;
    });
  }

  return { effect: isLost ? previewUnavailable : answer?.effect ?? stored, onInput };
}

/** What decides no figure stays out of the address. */
const leftOut = ['description', 'form_key', 'version', 'attachment'];

function queryOf(form: HTMLFormElement): string {
  const query = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (typeof value === 'string' && value !== '' && !leftOut.includes(name)) query.set(name, value);
  }
  return query.toString();
}
