import { controlAttributes, FieldError, FieldHint, idOf, LabelText, type FieldView } from './field.tsx';

export interface CheckboxFieldView extends FieldView {
  readonly isChecked: boolean;
  /** What is sent when it is checked. */
  readonly value?: string | undefined;
}

/** One yes. */
export function CheckboxField({ field }: { field: CheckboxFieldView }) {
  const { isChecked, value = 'yes' } = field;
  return (
    <div className="ds-field">
      <input
        key={String(isChecked)}
        {...controlAttributes(field)}
        className="ds-input"
        type="checkbox"
        value={value}
        defaultChecked={isChecked}
      />
      <label className="ds-label" htmlFor={idOf(field)}><LabelText field={field} /></label>
      <FieldHint field={field} />
      <FieldError field={field} />
    </div>
  );
}
