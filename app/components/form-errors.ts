import type { ErrorSummaryView } from './error-summary.tsx';
import type { FieldView } from './field.tsx';

/** What has to be mended, in the order of the fields and in their words; undefined when every field can be used. */
export function formErrors(heading: string, fields: readonly FieldView[]): ErrorSummaryView | undefined {
  const items = fields.flatMap(({ id, name, error }) => (error === undefined ? [] : [{ href: `#${id ?? name}`, text: error }]));
  return items.length === 0 ? undefined : { heading, items };
}
