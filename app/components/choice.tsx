import { describedBy, FieldError, FieldHint, idOf, LabelText, type FieldView } from './field.tsx';

export interface ChoiceOptionView {
  readonly value: string;
  readonly text: string;
  readonly hint?: string | undefined;
  readonly isChecked: boolean;
}

interface ChoiceGroup {
  readonly field: FieldView;
  readonly type: 'radio' | 'checkbox';
  readonly options: readonly ChoiceOptionView[];
  readonly isInline?: boolean | undefined;
}

/** Choices that belong together, under one question. The first has the field's id, so that the error summary leads to it. */
export function ChoiceGroup({ field, type, options, isInline = false }: ChoiceGroup) {
  return (
    <fieldset className="ds-fieldset" aria-describedby={describedBy(field)}>
      <legend className="ds-label"><LabelText field={field} /></legend>
      <FieldHint field={field} />
      <div className={isInline ? 'choices choices-inline' : 'choices'}>
        {options.map((option, place) => <Choice key={option.value} field={field} type={type} option={option} place={place} />)}
      </div>
      <FieldError field={field} />
    </fieldset>
  );
}

interface ChoiceProps {
  readonly field: FieldView;
  readonly type: ChoiceGroup['type'];
  readonly option: ChoiceOptionView;
  readonly place: number;
}

function Choice({ field, type, option, place }: ChoiceProps) {
  const id = place === 0 ? idOf(field) : `${idOf(field)}-${place + 1}`;
  return (
    <div className="ds-field">
      <input
        key={String(option.isChecked)}
        id={id}
        name={field.name}
        className="ds-input"
        type={type}
        value={option.value}
        defaultChecked={option.isChecked}
        aria-invalid={field.error !== undefined || undefined}
        aria-describedby={option.hint === undefined ? undefined : `${id}-choice`}
      />
      <label className="ds-label" htmlFor={id}>{option.text}</label>
      {option.hint !== undefined && <p id={`${id}-choice`} className="ds-paragraph" data-field="description">{option.hint}</p>}
    </div>
  );
}
