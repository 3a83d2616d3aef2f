import type { ReactNode } from 'react';
import { SendingStatus } from '#app/features/progress/sending-status.tsx';
import type { SendingView } from '#app/features/progress/sending-view.ts';
import { ErrorSummary, type ErrorSummaryView } from './error-summary.tsx';
import { HiddenFields, type HiddenFieldsView } from './hidden-fields.tsx';
import type { LinkView } from './link-view.ts';

export interface FormCardView {
  /** The page's own address when left out. */
  readonly action?: string | undefined;
  readonly method?: 'post' | 'get' | undefined;
  readonly id?: string | undefined;
  readonly hidden?: HiddenFieldsView | undefined;
  readonly hasFiles?: boolean | undefined;
  /** What is said while its files are sent. */
  readonly sending?: SendingView | undefined;
  readonly errors?: ErrorSummaryView | undefined;
  /** One of its own for each form of a page. */
  readonly errorsId?: string | undefined;
  readonly submit: string;
  /** It came back as it was typed, without being saved; one with faults always did. */
  readonly isUnsaved?: boolean | undefined;
  /** What is sent cannot be undone. */
  readonly isDanger?: boolean | undefined;
  readonly otherSubmits?: readonly { readonly name: string; readonly value: string; readonly text: string }[] | undefined;
  readonly cancel?: LinkView | undefined;
  /** Without the frame of a card. */
  readonly isPlain?: boolean | undefined;
}

/**
 * A form: its fields, what has to be mended right above the buttons, the buttons. The browser's own validation is off, since it
 * speaks the browser's language and not the page's. Source of the place of the summary: Designsystemet's rules for it.
 */
export function FormCard({ form, children }: { form: FormCardView; children: ReactNode }) {
  const { action, method = 'post', id, hidden, hasFiles = false, sending, errors, errorsId = 'errors', isPlain = false, isUnsaved = errors !== undefined } = form;
  return (
    <form
      id={id}
      method={method}
      action={action}
      encType={hasFiles ? 'multipart/form-data' : undefined}
      className={isPlain ? 'stack' : 'ds-card stack form-card'}
      data-color="neutral"
      data-unsaved={isUnsaved || undefined}
      noValidate
    >
      <HiddenFields fields={hidden} />
      {children}
      {errors !== undefined && <ErrorSummary id={errorsId} errors={errors} />}
      {sending !== undefined && <SendingStatus sending={sending} />}
      <FormButtons form={form} />
    </form>
  );
}

function FormButtons({ form: { submit, isDanger = false, otherSubmits = [], cancel } }: { form: FormCardView }) {
  return (
    <div className="button-row">
      <button type="submit" className="ds-button" data-variant="primary" data-color={isDanger ? 'danger' : 'accent'}>{submit}</button>
      {otherSubmits.map(({ name, value, text }) => (
        <button key={`${name} ${value}`} type="submit" name={name} value={value} className="ds-button" data-variant="secondary" data-color="accent">
          {text}
        </button>
      ))}
      {cancel !== undefined && <a className="ds-button" data-variant="tertiary" data-color="accent" href={cancel.href}>{cancel.text}</a>}
    </div>
  );
}
