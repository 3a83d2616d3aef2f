import type { LinkView } from './link-view.ts';

export interface EmptyStateView {
  readonly heading: string;
  readonly text: string;
  readonly action?: LinkView | undefined;
  /** Two where it stands right below the page's heading. */
  readonly level?: 2 | 3 | undefined;
}

/** Nothing is here yet: why, and what to do about it. */
export function EmptyState({ empty: { heading, text, action, level = 3 } }: { empty: EmptyStateView }) {
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <div className="empty-state">
      <Heading className="ds-heading" data-size="2xs">{heading}</Heading>
      <p className="ds-paragraph">{text}</p>
      {action !== undefined && <a className="ds-button" data-variant="primary" data-color="accent" href={action.href}>{action.text}</a>}
    </div>
  );
}
