import { useId, type ReactNode } from 'react';

/** Fields that answer one question together. */
export function FieldGroup({ legend, hint, children }: { legend: string; hint?: string | undefined; children: ReactNode }) {
  const hintId = useId();
  return (
    <fieldset className="ds-fieldset field-group" aria-describedby={hint === undefined ? undefined : hintId}>
      <legend className="ds-heading" data-size="2xs">{legend}</legend>
      {hint !== undefined && <p id={hintId} className="ds-paragraph" data-field="description">{hint}</p>}
      {children}
    </fieldset>
  );
}
