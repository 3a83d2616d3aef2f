import type { LinkView } from './link-view.ts';

export interface SectionNavView {
  readonly label: string;
  readonly items: readonly SectionNavItemView[];
}

export interface SectionNavItemView extends LinkView {
  readonly isCurrent: boolean;
  /** How many there are behind the link, or how many wait. */
  readonly count?: string | undefined;
}

/** The pages of one thing: they look like tabs and are links, since each has its own address. */
export function SectionNav({ nav: { label, items } }: { nav: SectionNavView }) {
  return (
    <nav className="section-nav" aria-label={label}>
      <ul>
        {items.map(({ href, text, isCurrent, count }) => (
          <li key={href}>
            <a href={href} aria-current={isCurrent ? 'page' : undefined}>
              {text}
              {count !== undefined && <span className="count">{` ${count}`}</span>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
