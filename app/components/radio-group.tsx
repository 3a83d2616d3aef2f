import { ChoiceGroup } from './choice.tsx';
import type { FieldView } from './field.tsx';

export interface RadioGroupView extends FieldView {
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly text: string; readonly hint?: string | undefined }[];
  readonly isInline?: boolean | undefined;
}

/** One of a few, all of them in sight. */
export function RadioGroup({ field }: { field: RadioGroupView }) {
  const options = field.options.map((option) => ({ ...option, isChecked: option.value === field.value }));
  return <ChoiceGroup field={field} type="radio" options={options} isInline={field.isInline} />;
}
