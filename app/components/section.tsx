import { useId, type ReactNode } from 'react';
import type { LinkView } from './link-view.ts';

export interface SectionView {
  /** To be led to by `#id`. */
  readonly id?: string | undefined;
  readonly heading: string;
  readonly lead?: string | undefined;
  /** Where the section's matter is done, beside its heading. */
  readonly action?: LinkView | undefined;
  readonly isCard?: boolean | undefined;
  readonly level?: 2 | 3 | undefined;
}

/** A part of a page under its heading. */
export function Section({ section, children }: { section: SectionView; children: ReactNode }) {
  const { id, heading, lead, action, isCard = false, level = 2 } = section;
  const headingId = useId();
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <section id={id} aria-labelledby={headingId} className={isCard ? 'ds-card stack' : 'stack'} data-color={isCard ? 'neutral' : undefined}>
      <div className="section-heading">
        <Heading id={headingId} className="ds-heading" data-size={level === 2 ? 'xs' : '2xs'}>{heading}</Heading>
        {action !== undefined && <a className="ds-link" data-color="accent" href={action.href}>{action.text}</a>}
      </div>
      {lead !== undefined && <p className="ds-paragraph readable">{lead}</p>}
      {children}
    </section>
  );
}
