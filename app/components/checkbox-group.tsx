import { ChoiceGroup, type ChoiceOptionView } from './choice.tsx';
import type { FieldView } from './field.tsx';

export interface CheckboxGroupView extends FieldView {
  readonly options: readonly ChoiceOptionView[];
}

/** Any number of a few. */
export function CheckboxGroup({ field }: { field: CheckboxGroupView }) {
  return <ChoiceGroup field={field} type="checkbox" options={field.options} />;
}
