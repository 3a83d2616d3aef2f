import { controlAttributes, Field, type FieldView } from './field.tsx';

export interface TextAreaView extends FieldView {
  readonly value: string;
  readonly rows?: number | undefined;
  readonly maxLength?: number | undefined;
  readonly isRequired?: boolean | undefined;
}

/** Several lines of text. */
export function TextArea({ field }: { field: TextAreaView }) {
  const { value, rows = 4, maxLength = 2000, isRequired } = field;
  return (
    <Field field={field}>
      <textarea
        key={value}
        {...controlAttributes(field)}
        className="ds-input"
        rows={rows}
        maxLength={maxLength}
        defaultValue={value}
        aria-required={isRequired}
      />
    </Field>
  );
}
