import type { LinkView } from './link-view.ts';
import { StatusTag, type Tone } from './status-tag.tsx';

export interface CheckListView {
  readonly label: string;
  readonly items: readonly CheckView[];
}

export interface CheckView {
  readonly tone: Exclude<Tone, 'neutral'>;
  /** The tone in a word: `Feil`. */
  readonly toneText: string;
  readonly text: string;
  /** To the field where it is mended. */
  readonly link?: LinkView | undefined;
  /** The same, where it is to be mended in several places. */
  readonly links?: readonly LinkView[] | undefined;
}

/** What was looked at before something goes on: what stops it, what should be known, what is in order. */
export function CheckList({ list: { label, items } }: { list: CheckListView }) {
  return (
    <ul className="check-list" aria-label={label}>
      {items.map(({ tone, toneText, text, link, links = [] }) => (
        <li key={`${text} ${link?.href}`}>
          <StatusTag status={{ text: toneText, tone }} />
          <p className="ds-paragraph">
            {text}
            {link !== undefined && <a className="ds-link" data-color="accent" href={link.href}>{link.text}</a>}
            {links.map((each) => <a key={each.href} className="ds-link" data-color="accent" href={each.href}>{each.text}</a>)}
          </p>
        </li>
      ))}
    </ul>
  );
}
