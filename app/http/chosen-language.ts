import { languages, type Language } from '#app/domain/programme.ts';

/** The language a person asked for by `?lang=nn`; bokmål when none or an unknown one is asked for. */
export function chosenLanguage(request: Request): Language {
  const wanted = new URL(request.url).searchParams.get('lang');
  return languages.find((language) => language === wanted) ?? 'nb';
}
