import type { LinkView } from './link-view.ts';
import { PostButton, type PostButtonView } from './post-button.tsx';

export interface AccountView {
  readonly name: string;
  /** Their own page; its text says what it is, for those who hear the name only. */
  readonly ownPage: LinkView;
  /** Whose figures are shown. */
  readonly organisationName?: string | undefined;
  /** Names the navigation for those who do not see it. */
  readonly label: string;
  readonly links: readonly (LinkView & { readonly isCurrent: boolean })[];
  readonly signOut: PostButtonView;
}

/** Who is signed in and for whom, and the way out. */
export function AccountBar({ account: { name, ownPage, organisationName, signOut } }: { account: AccountView }) {
  return (
    <div className="account-bar">
      <p className="account-name">
        <a className="ds-link" data-color="neutral" href={ownPage.href} aria-label={`${name} – ${ownPage.text}`}>{name}</a>
        {organisationName !== undefined && <span className="subtle">{organisationName}</span>}
      </p>
      <PostButton button={{ variant: 'tertiary', isSmall: true, ...signOut }} />
    </div>
  );
}

/** The places a signed-in person may go to. */
export function AccountNav({ account: { label, links } }: { account: AccountView }) {
  return (
    <nav className="account-nav" aria-label={label}>
      <ul className="page-width">
        {links.map(({ href, text, isCurrent }) => (
          <li key={href}><a href={href} aria-current={isCurrent ? 'page' : undefined}>{text}</a></li>
        ))}
      </ul>
    </nav>
  );
}
