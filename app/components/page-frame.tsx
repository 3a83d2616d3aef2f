import { useLocation } from '@remix-run/react';
import type { ShellView } from '#app/features/shell/shell-view.ts';
import type { Language } from '#app/domain/programme.ts';
import { AccountBar, AccountNav } from './account-menu.tsx';
import { HiddenFields } from './hidden-fields.tsx';

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
                {account === undefined
                  ? <a className="ds-link" href={inLanguage({ pathname, search, code })} lang={code} hrefLang={code} aria-current={isCurrent ? 'true' : undefined}>{name}</a>
                  : <LanguageChoice code={code} name={name} isCurrent={isCurrent} to={withoutLanguage({ pathname, search })} />}
              </li>
            ))}
          </ul>
        </nav>
      </div>
      {account !== undefined && account.links.length > 0 && <AccountNav account={account} />}
    </header>
  );
}

interface LanguageChoiceProps {
  readonly code: Language;
  readonly name: string;
  readonly isCurrent: boolean;
  /** The page it is chosen on. */
  readonly to: string;
}

/** For one who is signed in it is a choice of their account, which no link may make for them. */
function LanguageChoice({ code, name, isCurrent, to }: LanguageChoiceProps) {
  return (
    <form method="post" action="/language">
      <HiddenFields fields={{ lang: code, to }} />
      <button type="submit" className="ds-link language-choice" lang={code} aria-current={isCurrent ? 'true' : undefined}>{name}</button>
    </form>
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

function withoutLanguage({ pathname, search }: { pathname: string; search: string }): string {
  const query = new URLSearchParams(search);
  query.delete('lang');
  return query.size === 0 ? pathname : `${pathname}?${query.toString()}`;
}

/** The same page, with what was typed, in another language. */
function inLanguage({ pathname, search, code }: { pathname: string; search: string; code: string }): string {
  const query = new URLSearchParams(search);
  query.set('lang', code);
  return `${pathname}?${query.toString()}`;
}
