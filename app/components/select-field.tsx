import { controlAttributes, Field, type FieldView } from './field.tsx';

export interface SelectFieldView extends FieldView {
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly text: string }[];
  /** The choice of nothing, first in the list: `Velg`. */
  readonly empty?: string | undefined;
  readonly isRequired?: boolean | undefined;
}

/** One of several, where there are too many to show at once: the browser's own list. */
export function SelectField({ field }: { field: SelectFieldView }) {
  const { value, options, empty, isRequired } = field;
  return (
    <Field field={field}>
      <select key={value} {...controlAttributes(field)} className="ds-input" defaultValue={value} aria-required={isRequired}>
        {empty !== undefined && <option value="">{empty}</option>}
        {options.map((option) => <option key={option.value} value={option.value}>{option.text}</option>)}
      </select>
    </Field>
  );
}
