import { languages, type Language } from '#app/domain/programme.ts';
import { translator } from '#app/i18n/translate.ts';

/** The words around every page. */
export interface ShellView {
  readonly language: Language;
  readonly siteName: string;
  readonly homeHref: string;
  readonly skipToMain: string;
  readonly languageHeading: string;
  readonly languages: readonly { readonly code: Language; readonly name: string; readonly isCurrent: boolean }[];
  readonly footer: string;
  readonly toFrontPage: string;
  readonly notFound: { readonly heading: string; readonly text: string };
  readonly failed: { readonly heading: string; readonly text: string };
}

/** Each language by its own name, so that a reader of it finds it. */
const languageNames = { nb: 'Bokmål', nn: 'Nynorsk', en: 'English' } satisfies Record<Language, string>;

export function shellView(language: Language): ShellView {
  const t = translator(language);
  return {
    language,
    siteName: 'OU-refusjon',
    homeHref: language === 'nb' ? '/' : `/?lang=${language}`,
    skipToMain: t('page.skipToMain'),
    languageHeading: t('page.languageHeading'),
    languages: languages.map((code) => ({ code, name: languageNames[code], isCurrent: code === language })),
    footer: t('page.footer'),
    toFrontPage: t('page.toFrontPage'),
    notFound: { heading: t('page.notFound.heading'), text: t('page.notFound.text') },
    failed: { heading: t('page.failed.heading'), text: t('page.failed.text') },
  };
}
