import type { LinkView } from './link-view.ts';

export interface BreadcrumbsView {
  /** Names the navigation for those who do not see it: `Du er her`. */
  readonly label: string;
  readonly items: readonly LinkView[];
  /** This page, which needs no link. */
  readonly current: string;
}

/** The way down to this page; on a narrow screen only the step back up. */
export function Breadcrumbs({ breadcrumbs: { label, items, current } }: { breadcrumbs: BreadcrumbsView }) {
  const back = items.at(-1);
  return (
    <nav className="ds-breadcrumbs breadcrumbs" aria-label={label} data-color="accent">
      {back !== undefined && <a className="ds-link" href={back.href}>{back.text}</a>}
      <ol>
        {items.map(({ href, text }) => <li key={href}><a className="ds-link" href={href}>{text}</a></li>)}
        <li aria-current="page">{current}</li>
      </ol>
    </nav>
  );
}
