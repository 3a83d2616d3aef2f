import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { languageCookie, languageNamed } from './chosen-language.ts';

const yearSeconds = 31_536_000;

/** A language asked for by `?lang=` stays until another is asked for. */
export function rememberLanguage(): RequestHandler {
  return (request: Request, response: Response, next: NextFunction) => {
    const language = languageNamed(request.query['lang']);
    // The guard in front knows the public origin, and has told it by the protocol.
    const secure = request.protocol === 'https' ? '; Secure' : '';
    if (language !== undefined) response.append('Set-Cookie', `${languageCookie}=${language}; Path=/; Max-Age=${yearSeconds}; SameSite=Lax; HttpOnly${secure}`);
    next();
  };
}
