import { useLocation } from '@remix-run/react';
import type { ShellView } from '#app/features/shell/shell-view.ts';
import { AccountBar, AccountNav } from './account-menu.tsx';

/** The product's name, the choice of language, and who is signed in, above every page. */
export function PageHeader({ shell }: { shell: ShellView }) {
  const { pathname, search } = useLocation();
  const { account } = shell;
  return (
    <header className="page-header">
      <div className="page-width page-header-row">
        <a className="site-name" href={shell.homeHref}>{shell.siteName}</a>
        {account !== undefined && <AccountBar account={account} />}
        <nav aria-label={shell.languageHeading}>
          <ul className="language-links">
            {shell.languages.map(({ code, name, isCurrent }) => (
              <li key={code}>
                <a className="ds-link" href={inLanguage({ pathname, search, code })} lang={code} hrefLang={code} aria-current={isCurrent ? 'true' : undefined}>
                  {name}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      </div>
      {account !== undefined && account.links.length > 0 && <AccountNav account={account} />}
    </header>
  );
}

export function PageFooter({ shell }: { shell: ShellView }) {
  return (
    <footer className="page-footer">
      <div className="page-width stack">
        <p className="ds-paragraph" data-size="sm">{shell.footer}</p>
        <nav aria-label={shell.about.label}>
          <ul className="language-links">
            {shell.about.links.map(({ href, text }) => <li key={href}><a className="ds-link" href={href}>{text}</a></li>)}
          </ul>
        </nav>
      </div>
    </footer>
  );
}

/** The same page, with what was typed, in another language. */
function inLanguage({ pathname, search, code }: { pathname: string; search: string; code: string }): string {
  const query = new URLSearchParams(search);
  query.set('lang', code);
  return `${pathname}?${query.toString()}`;
}
