import type { ReactNode } from 'react';
import type { LinkView } from './link-view.ts';
import { StatusTag, type StatusView } from './status-tag.tsx';

export interface PageHeadingView {
  readonly title: string;
  readonly lead?: string | undefined;
  /** What the page belongs to, in a small line above the title. */
  readonly over?: string | undefined;
  readonly status?: StatusView | undefined;
  readonly actions?: readonly PageActionView[] | undefined;
}

export interface PageActionView extends LinkView {
  readonly variant?: 'primary' | 'secondary' | 'tertiary' | undefined;
}

/** What the page is, how it stands with it, and what can be done with it; acts that change something come as children. */
export function PageHeading({ heading, children }: { heading: PageHeadingView; children?: ReactNode }) {
  const { title, lead, over, status, actions = [] } = heading;
  return (
    <div className="page-heading">
      <div className="page-heading-words">
        {over !== undefined && <p className="ds-paragraph subtle" data-size="sm">{over}</p>}
        <div className="page-heading-title">
          <h1 className="ds-heading" data-size="md">{title}</h1>
          {status !== undefined && <StatusTag status={status} />}
        </div>
        {lead !== undefined && <p className="ds-paragraph readable">{lead}</p>}
      </div>
      {(actions.length > 0 || children !== undefined) && (
        <div className="button-row no-print">
          {actions.map(({ href, text, variant = 'secondary' }) => (
            <a key={href} className="ds-button" data-variant={variant} data-color="accent" href={href}>{text}</a>
          ))}
          {children}
        </div>
      )}
    </div>
  );
}
