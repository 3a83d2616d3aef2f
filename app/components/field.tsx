import type { ReactNode } from 'react';

/** What every field of a form has. */
export interface FieldView {
  readonly name: string;
  /** The name, unless two forms of a page have a field of the same name. */
  readonly id?: string | undefined;
  readonly label: string;
  /** Says that the field may be left empty. */
  readonly optional?: string | undefined;
  readonly hint?: string | undefined;
  /** Several faults stand a line each. */
  readonly error?: string | undefined;
}

/** A label above, the hint below it, the control, and what is wrong with it. */
export function Field({ field, children }: { field: FieldView; children: ReactNode }) {
  return (
    <div className="ds-field">
      <label className="ds-label" htmlFor={idOf(field)}><LabelText field={field} /></label>
      <FieldHint field={field} />
      {children}
      <FieldError field={field} />
    </div>
  );
}

export function LabelText({ field: { label, optional } }: { field: FieldView }) {
  return (
    <>
      {label}
      {optional !== undefined && <span className="optional">{` ${optional}`}</span>}
    </>
  );
}

export function FieldHint({ field }: { field: FieldView }) {
  if (field.hint === undefined) return null;
  return <p id={`${idOf(field)}-hint`} className="ds-paragraph" data-field="description">{field.hint}</p>;
}

export function FieldError({ field }: { field: FieldView }) {
  if (field.error === undefined) return null;
  const faults = field.error.split('\n');
  if (faults.length === 1) return <p id={`${idOf(field)}-error`} className="ds-validation-message" data-field="validation">{field.error}</p>;
  return (
    <div id={`${idOf(field)}-error`} className="stack">
      {faults.map((fault) => <p key={fault} className="ds-validation-message" data-field="validation">{fault}</p>)}
    </div>
  );
}

export function idOf({ id, name }: FieldView): string {
  return id ?? name;
}

/** The texts a screen reader adds to the control: what it should hold, and what is wrong with what it holds. */
export function describedBy(field: FieldView): string | undefined {
  const { hint, error } = field;
  const ids = [hint !== undefined && `${idOf(field)}-hint`, error !== undefined && `${idOf(field)}-error`].filter((id) => id !== false);
  return ids.length === 0 ? undefined : ids.join(' ');
}

/** What ties a control to its label, hint and fault. */
export function controlAttributes(field: FieldView) {
  return {
    id: idOf(field),
    name: field.name,
    'aria-invalid': field.error !== undefined || undefined,
    'aria-describedby': describedBy(field),
  };
}
