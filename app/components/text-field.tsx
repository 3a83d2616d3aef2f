export interface TextFieldView {
  readonly name: string;
  readonly label: string;
  /** Says that the field may be left empty. */
  readonly optional?: string | undefined;
  readonly hint?: string | undefined;
  /** What the figure counts, shown after it: `kr`. */
  readonly unit: string;
  readonly value: string;
  readonly error?: string | undefined;
}

/** A line of text with its label, hint, unit and fault, on Designsystemet's classes. */
export function TextField({ field }: { field: TextFieldView }) {
  const { name, label, optional, hint, unit, value, error } = field;
  const describedBy = [hint !== undefined && `${name}-hint`, error !== undefined && `${name}-error`].filter(Boolean).join(' ');
  return (
    <div className="ds-field">
      <label className="ds-label" htmlFor={name}>
        {label}
        {optional !== undefined && <span className="optional">{` ${optional}`}</span>}
      </label>
      {hint !== undefined && <p id={`${name}-hint`} className="ds-paragraph" data-field="description">{hint}</p>}
      <div className="ds-field-affixes">
        {/* A new value from the server replaces what stands there. */}
        <input
          key={value}
          id={name}
          name={name}
          className="ds-input"
          type="text"
          inputMode="decimal"
          autoComplete="off"
          maxLength={40}
          defaultValue={value}
          aria-invalid={error !== undefined || undefined}
          aria-describedby={describedBy || undefined}
        />
        <span className="ds-field-affix" aria-hidden="true">{unit}</span>
      </div>
      {error !== undefined && <p id={`${name}-error`} className="ds-validation-message" data-field="validation">{error}</p>}
    </div>
  );
}
