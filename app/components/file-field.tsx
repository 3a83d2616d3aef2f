import { controlAttributes, Field, type FieldView } from './field.tsx';

export interface FileFieldView extends FieldView {
  /** `.pdf,.png`; the hint says the same, and the largest size, in words. */
  readonly accept?: string | undefined;
  readonly isMultiple?: boolean | undefined;
}

/** Files from the person's own machine. The form has to be sent with `hasFiles`. */
export function FileField({ field }: { field: FileFieldView }) {
  return (
    <Field field={field}>
      <input {...controlAttributes(field)} className="ds-input file-input" type="file" accept={field.accept} multiple={field.isMultiple} />
    </Field>
  );
}
