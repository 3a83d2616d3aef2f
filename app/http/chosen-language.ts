import { languages, type Language } from '#app/domain/programme.ts';
import { cookieOf } from './session-cookie.ts';

export const languageCookie = 'lang';

/**
 * The language a person asked for: by `?lang=nn`, else as they chose before in this browser, else as their account says; bokmål when
 * none or an unknown one is asked for.
 */
export function chosenLanguage(request: Request, ofAccount?: Language): Language {
  return languageNamed(new URL(request.url).searchParams.get('lang')) ?? languageNamed(cookieOf(request, languageCookie)) ?? ofAccount ?? 'nb';
}

export function languageNamed(name: unknown): Language | undefined {
  return languages.find((language) => language === name);
}
