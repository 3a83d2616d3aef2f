import type { LinkView } from './link-view.ts';

export interface PaginationView {
  readonly label: string;
  readonly previous?: LinkView | undefined;
  readonly next?: LinkView | undefined;
  /** Which of them are shown. */
  readonly position?: string | undefined;
}

/** On to the next of a long list, and back. */
export function Pagination({ pagination: { label, previous, next, position } }: { pagination: PaginationView }) {
  return (
    <nav className="pagination" aria-label={label}>
      {previous !== undefined && <PageLink link={previous} rel="prev" />}
      {position !== undefined && <p className="ds-paragraph subtle" data-size="sm">{position}</p>}
      {next !== undefined && <PageLink link={next} rel="next" />}
    </nav>
  );
}

function PageLink({ link: { href, text }, rel }: { link: LinkView; rel: 'prev' | 'next' }) {
  return <a className="ds-button" data-variant="tertiary" data-color="accent" rel={rel} href={href}>{text}</a>;
}
