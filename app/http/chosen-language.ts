import { languages, type Language } from '#app/domain/programme.ts';
import { cookieOf } from './session-cookie.ts';

export const languageCookie = 'lang';
/** Of the account that was used in this browser last: for the pages where nobody has signed in. */
export const accountLanguageCookie = 'account-lang';

/** What is known of who asks, beside what their browser says. */
export interface OwnLanguages {
  /** What they chose for their account: undefined for a stranger, and for one who never chose. */
  readonly ofAccount?: Language | undefined;
  /** Of the organisation they are signed in to work for. */
  readonly ofWorkplace?: Language | undefined;
  /** Of the organisation whose key a machine asks with. */
  readonly ofKey?: Language | undefined;
}

/**
 * The language of an answer; decided here and nowhere else, by the first of these that says one:
 * 1. the account, so that no link turns somebody's pages;
 * 2. what was asked for in this browser, by `?lang=nn` now or before;
 * 3. the organisation of one who is signed in;
 * 4. where nobody is signed in, the account that was used in this browser last;
 * 5. the browser's `Accept-Language`;
 * 6. the organisation whose key a machine asks with: nobody sets its header without meaning it;
 * 7. bokmål.
 * E-mails to somebody follow the same, without what only their browser knows.
 */
export function chosenLanguage(request: Request, own?: OwnLanguages): Language {
  const usedHere = own === undefined ? languageNamed(cookieOf(request, accountLanguageCookie)) : undefined;
  const known = own?.ofAccount ?? askedLanguage(request) ?? own?.ofWorkplace ?? usedHere;
  return known ?? acceptedLanguage(request.headers.get('Accept-Language') ?? '') ?? own?.ofKey ?? 'nb';
}

/** What was asked for in this browser: in the address, else by choosing before. */
export function askedLanguage(request: Request): Language | undefined {
  return languageNamed(new URL(request.url).searchParams.get('lang')) ?? languageNamed(cookieOf(request, languageCookie));
}

export function languageNamed(name: unknown): Language | undefined {
  return languages.find((language) => language === name);
}

const mostRanges = 30;

/** The one of our languages a browser would rather have; the first of those it likes alike. `no` is bokmål. Source: RFC 9110 § 12.5.4. */
function acceptedLanguage(header: string): Language | undefined {
  const ranges = header.split(',', mostRanges).map((range) => {
    const [name = '', ...parameters] = range.toLowerCase().split(';').map((part) => part.trim());
    const [primary = ''] = name.split('-');
    const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice('q='.length);
    return { language: languageNamed(primary === 'no' ? 'nb' : primary), quality: weight === undefined ? 1 : Number(weight) };
  });
  const ours = ranges.filter(({ language, quality }) => language !== undefined && quality > 0);
  return ours.sort((a, b) => b.quality - a.quality).at(0)?.language;
}
