import { languages } from '#app/domain/programme.ts';
import { translator } from '#app/i18n/translate.ts';

/** True for what stands in place of a name that was taken away, in whichever language: of two of them nobody knows that they are one. */
export function isErasedName(name: string): boolean {
  return languages.some((language) => translator(language)('privacy.erasedName') === name.trim());
}
