import type { LinkView } from './link-view.ts';

export interface EmptyStateView {
  readonly heading: string;
  readonly text: string;
  readonly action?: LinkView | undefined;
}

/** Nothing is here yet: why, and what to do about it. */
export function EmptyState({ empty: { heading, text, action } }: { empty: EmptyStateView }) {
  return (
    <div className="empty-state">
      <h3 className="ds-heading" data-size="2xs">{heading}</h3>
      <p className="ds-paragraph">{text}</p>
      {action !== undefined && <a className="ds-button" data-variant="primary" data-color="accent" href={action.href}>{action.text}</a>}
    </div>
  );
}
