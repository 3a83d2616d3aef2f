import { CheckboxField, type CheckboxFieldView } from './checkbox-field.tsx';
import { CheckboxGroup, type CheckboxGroupView } from './checkbox-group.tsx';
import { FileChoice, type FileChoiceView } from './file-choice.tsx';
import { FileField, type FileFieldView } from './file-field.tsx';
import { RadioGroup, type RadioGroupView } from './radio-group.tsx';
import { SelectField, type SelectFieldView } from './select-field.tsx';
import { TextArea, type TextAreaView } from './text-area.tsx';
import { TextField, type TextFieldView } from './text-field.tsx';

export type FormFieldView
  = | { readonly kind: 'text' } & TextFieldView
    | { readonly kind: 'area' } & TextAreaView
    | { readonly kind: 'select' } & SelectFieldView
    | { readonly kind: 'radios' } & RadioGroupView
    | { readonly kind: 'checkbox' } & CheckboxFieldView
    | { readonly kind: 'checkboxes' } & CheckboxGroupView
    | { readonly kind: 'file' } & FileFieldView
    | { readonly kind: 'files' } & FileChoiceView;

interface FormFieldsProps {
  readonly fields: readonly FormFieldView[];
  /** Neighbours stand in line where there is room; choices and long texts keep the whole width. */
  readonly isTwoColumns?: boolean | undefined;
}

/** The fields of a form, in the order of its view. */
export function FormFields({ fields, isTwoColumns = false }: FormFieldsProps) {
  return (
    <div className={isTwoColumns ? 'form-fields form-fields-two' : 'form-fields'}>
      {fields.map((field) => <FormField key={field.id ?? field.name} field={field} />)}
    </div>
  );
}

function FormField({ field }: { field: FormFieldView }) {
  switch (field.kind) {
    case 'text': return <TextField field={field} />;
    case 'area': return <TextArea field={field} />;
    case 'select': return <SelectField field={field} />;
    case 'radios': return <RadioGroup field={field} />;
    case 'checkbox': return <CheckboxField field={field} />;
    case 'checkboxes': return <CheckboxGroup field={field} />;
    case 'file': return <FileField field={field} />;
    case 'files': return <FileChoice field={field} />;
  }
}
