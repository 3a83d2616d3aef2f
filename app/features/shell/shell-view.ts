import type { AccountView } from '#app/components/account-menu.tsx';
import type { LinkView } from '#app/components/link-view.ts';
import { languages, type Language } from '#app/domain/programme.ts';
import { translator } from '#app/i18n/translate.ts';
import type { SessionWords } from '#app/features/session/session-words.ts';
import type { FaultView } from './read-fault.ts';

/** The words around every page. */
export interface ShellView {
  readonly language: Language;
  readonly siteName: string;
  readonly homeHref: string;
  readonly skipToMain: string;
  readonly languageHeading: string;
  readonly languages: readonly { readonly code: Language; readonly name: string; readonly isCurrent: boolean }[];
  /** Who is signed in; nobody when undefined. */
  readonly account?: AccountView | undefined;
  /** What is said before the session ends; undefined for a visitor. */
  readonly session?: SessionWords | undefined;
  readonly footer: string;
  /** Pages about the service. */
  readonly about: { readonly label: string; readonly links: readonly LinkView[] };
  readonly toFrontPage: string;
  /** What a page says whose answer says nothing itself: the fault is ours. */
  readonly failed: FaultView;
}

export interface ShellInput {
  readonly language: Language;
  readonly requestId: string;
  readonly account?: AccountView | undefined;
  readonly session?: SessionWords | undefined;
}

/** Each language by its own name, so that a reader of it finds it. */
const languageNames = { nb: 'Bokmål', nn: 'Nynorsk', en: 'English' } satisfies Record<Language, string>;

export function shellView({ language, requestId, account, session }: ShellInput): ShellView {
  const t = translator(language);
  return {
    language,
    siteName: 'OU-refusjon',
    homeHref: language === 'nb' ? '/' : `/?lang=${language}`,
    skipToMain: t('page.skipToMain'),
    languageHeading: t('page.languageHeading'),
    languages: languages.map((code) => ({ code, name: languageNames[code], isCurrent: code === language })),
    account,
    session,
    footer: t('page.footer'),
    about: {
      label: t('information.footer.label'),
      links: [
        { href: '/privacy', text: t('information.footer.privacy') }, { href: '/accessibility', text: t('information.footer.accessibility') },
      ],
    },
    toFrontPage: t('page.toFrontPage'),
    failed: { heading: t('page.failed.heading'), paragraphs: [t('page.failed.text'), t('page.fault.reference', { id: requestId })] },
  };
}
