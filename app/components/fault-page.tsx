import type { LinkView } from './link-view.ts';

interface FaultPageProps {
  readonly fault: { readonly heading: string; readonly paragraphs: readonly string[] };
  readonly wayOut: LinkView;
}

/** What stands where a page could not be shown: what happened, why, what now, and a number to tell. */
export function FaultPage({ fault: { heading, paragraphs }, wayOut }: FaultPageProps) {
  return (
    <div className="page-width">
      <div className="stack readable">
        <h1 className="ds-heading" data-size="lg">{heading}</h1>
        {paragraphs.map((paragraph, index) => (
          <p key={paragraph} className={index === paragraphs.length - 1 ? 'ds-paragraph subtle' : 'ds-paragraph'}>{paragraph}</p>
        ))}
        <p className="ds-paragraph"><a className="ds-link" href={wayOut.href}>{wayOut.text}</a></p>
      </div>
    </div>
  );
}
