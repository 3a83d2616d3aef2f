import { useEffect, useRef } from 'react';

export interface ErrorSummaryView {
  readonly heading: string;
  readonly items: readonly { readonly href: string; readonly text: string }[];
}

/**
 * What has to be mended before going on, each a link to its field with the same words as there. Takes focus when it appears
 * or changes. Source: Designsystemet's rules for the error summary (no live region, since focus reads it already).
 */
export function ErrorSummary({ id, errors }: { id: string; errors: ErrorSummaryView }) {
  const summary = useRef<HTMLDivElement>(null);
  useEffect(() => { summary.current?.focus(); }, [errors]);
  return (
    <div ref={summary} id={id} className="ds-error-summary" tabIndex={-1} role="group" aria-labelledby={`${id}-heading`}>
      <h2 id={`${id}-heading`} className="ds-heading" data-size="2xs">{errors.heading}</h2>
      <ul className="ds-list">
        {errors.items.map(({ href, text }) => <li key={`${href} ${text}`}><a className="ds-link" href={href}>{text}</a></li>)}
      </ul>
    </div>
  );
}
