import type { ReactNode } from 'react';
import type { LinkView } from './link-view.ts';
import { PostButton, type PostButtonView } from './post-button.tsx';
import type { Tone } from './status-tag.tsx';

export interface NoticeView {
  readonly tone: Exclude<Tone, 'neutral'>;
  readonly heading?: string | undefined;
  readonly text?: string | undefined;
  readonly items?: readonly string[] | undefined;
  /** It tells of something the person just did. */
  readonly isDone?: boolean | undefined;
  /** Takes what was done back. */
  readonly button?: PostButtonView | undefined;
  readonly link?: LinkView | undefined;
}

/** A message that concerns the whole page, or the whole of what it stands above. */
export function Notice({ notice, children }: { notice: NoticeView; children?: ReactNode }) {
  const { tone, heading, text, items = [], isDone = false, button, link } = notice;
  return (
    <div className="ds-alert notice" data-color={tone} role={isDone ? 'status' : undefined}>
      {heading !== undefined && <h2 className="ds-heading" data-size="2xs">{heading}</h2>}
      {text !== undefined && <p className="ds-paragraph">{text}</p>}
      {items.length > 0 && <ul className="ds-list">{items.map((item) => <li key={item}>{item}</li>)}</ul>}
      {children}
      {link !== undefined && <p className="ds-paragraph"><a className="ds-link" href={link.href}>{link.text}</a></p>}
      {button !== undefined && <PostButton button={{ isSmall: true, ...button }} />}
    </div>
  );
}
