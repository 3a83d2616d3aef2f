import { leadsFigure } from '#app/i18n/format.ts';
import { controlAttributes, Field, type FieldView } from './field.tsx';

export interface TextFieldView extends FieldView {
  readonly value: string;
  /** What a figure counts, shown beside it: `kr`. A field with a unit holds a figure. */
  readonly unit?: string | undefined;
  readonly type?: 'text' | 'email' | 'password' | 'tel' | undefined;
  readonly inputMode?: 'text' | 'decimal' | 'numeric' | 'email' | 'tel' | undefined;
  readonly autoComplete?: string | undefined;
  readonly maxLength?: number | undefined;
  readonly isRequired?: boolean | undefined;
  /** How much the field is made for; the whole width when left out. */
  readonly width?: 'short' | 'medium' | undefined;
}

/** A line of text with its label, hint, unit and fault. A day is written here too: a native picker knows one spelling only. */
export function TextField({ field }: { field: TextFieldView }) {
  const { unit } = field;
  const affix = <span className="ds-field-affix" aria-hidden="true">{unit}</span>;
  const isFirst = unit !== undefined && leadsFigure(unit);
  return (
    <Field field={field}>
      {unit === undefined
        ? <Input field={field} />
        : (
            <div className="ds-field-affixes" data-width={field.width}>
              {isFirst && affix}
              <Input field={field} />
              {!isFirst && affix}
            </div>
          )}
    </Field>
  );
}

function Input({ field }: { field: TextFieldView }) {
  const { value, unit, type = 'text', inputMode, autoComplete = 'off', maxLength, isRequired, width } = field;
  const isFigure = unit !== undefined;
  return (
    // A new value from the server replaces what stands there.
    <input
      key={value}
      {...controlAttributes(field)}
      className="ds-input"
      type={type}
      inputMode={inputMode ?? (isFigure ? 'decimal' : undefined)}
      autoComplete={autoComplete}
      maxLength={maxLength ?? (isFigure ? 40 : 200)}
      defaultValue={value}
      aria-required={isRequired}
      data-width={isFigure ? undefined : width}
    />
  );
}
