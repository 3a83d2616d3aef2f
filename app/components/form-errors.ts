import type { ErrorSummaryView } from './error-summary.tsx';
import type { FieldView } from './field.tsx';

/**
 * What has to be mended, in the order of the fields and in their words; undefined when every field can be used. A field with
 * several faults, as that of several files, has one a line: each is an item of its own.
 */
export function formErrors(heading: string, fields: readonly FieldView[]): ErrorSummaryView | undefined {
  const items = fields.flatMap(({ id, name, error }) => (error?.split('\n') ?? []).map((text) => ({ href: `#${id ?? name}`, text })));
  return items.length === 0 ? undefined : { heading, items };
}
