import type { ReactNode } from 'react';

interface DisclosureProps {
  readonly summary: string;
  readonly isOpen?: boolean | undefined;
  readonly children: ReactNode;
}

/** More for who wants it. */
export function Disclosure({ summary, isOpen = false, children }: DisclosureProps) {
  return (
    <details className="ds-details disclosure" open={isOpen}>
      <summary>{summary}</summary>
      <div className="stack">{children}</div>
    </details>
  );
}
