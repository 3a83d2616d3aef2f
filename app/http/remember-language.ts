import type { NextFunction, Request, RequestHandler, Response } from 'express';
import type { Language } from '#app/domain/programme.ts';
import { accountLanguageCookie, languageCookie, languageNamed } from './chosen-language.ts';
import { cookieIn } from './session-cookie.ts';

const yearSeconds = 31_536_000;

/** A language a visitor asked for by `?lang=` stays in their browser until another is asked for. */
export function rememberLanguage(): RequestHandler {
  return (request: Request, response: Response, next: NextFunction) => {
    const language = languageNamed(request.query['lang']);
    // The guard in front knows the public origin, and has told it by the protocol.
    if (language !== undefined) response.append('Set-Cookie', rememberedLanguage(language, request.protocol === 'https'));
    next();
  };
}

/**
 * For one who turned out to be signed in a link shows the one page in its language: only what they chose for their account stays, also
 * for the pages of this browser where nobody is signed in.
 */
export function keepOwnLanguage(request: Request, response: Response, ofAccount: Language | undefined): void {
  const kept = [response.getHeader('Set-Cookie') ?? []].flat().map(String).filter((cookie) => !cookie.startsWith(`${languageCookie}=`));
  if (kept.length === 0) response.removeHeader('Set-Cookie');
  else response.setHeader('Set-Cookie', kept);
  if (ofAccount === undefined || cookieIn(request.headers.cookie ?? '', accountLanguageCookie) === ofAccount) return;
  response.append('Set-Cookie', accountLanguage(ofAccount, request.protocol === 'https'));
}

/** The cookie that keeps a language in a browser. */
export function rememberedLanguage(language: Language, isSecure: boolean): string {
  return writtenCookie({ name: languageCookie, language, isSecure });
}

/** The same of an account, whose person is not always the next one in this browser. */
export function accountLanguage(language: Language, isSecure: boolean): string {
  return writtenCookie({ name: accountLanguageCookie, language, isSecure });
}

interface LanguageCookie {
  readonly name: string;
  readonly language: Language;
  readonly isSecure: boolean;
}

function writtenCookie({ name, language, isSecure }: LanguageCookie): string {
  return `${name}=${language}; Path=/; Max-Age=${yearSeconds}; SameSite=Lax; HttpOnly${isSecure ? '; Secure' : ''}`;
}
