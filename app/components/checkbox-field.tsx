import { controlAttributes, FieldError, FieldHint, idOf, LabelText, type FieldView } from './field.tsx';

export interface CheckboxFieldView extends FieldView {
  readonly isChecked: boolean;
}

/** One yes, and that is what is sent when it is checked: what stood in the field before decides nothing but the tick. */
export function CheckboxField({ field }: { field: CheckboxFieldView }) {
  const { isChecked } = field;
  return (
    <div className="ds-field">
      <input
        key={String(isChecked)}
        {...controlAttributes(field)}
        className="ds-input"
        type="checkbox"
        value="yes"
        defaultChecked={isChecked}
      />
      <label className="ds-label" htmlFor={idOf(field)}><LabelText field={field} /></label>
      <FieldHint field={field} />
      <FieldError field={field} />
    </div>
  );
}
