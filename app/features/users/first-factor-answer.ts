import { accountLanguage } from '#app/http/remember-language.ts';
import { sendTo } from '#app/http/send-to.ts';
import { isSecure, sessionCookie, stepCookie } from '#app/http/session-cookie.ts';
import type { FirstFactorOutcome } from './complete-first-factor.server.ts';

/** The page where the second factor is asked for, on the way to another. */
export function stepAddress(to: string): string {
  return `/sign-in/code?to=${encodeURIComponent(to)}`;
}

/** Leads on to where the person was, signed in, or by the page that asks for the second factor. `to` is a path of this site. */
export function firstFactorAnswer(request: Request, outcome: FirstFactorOutcome, to: string): Response {
  if ('secret' in outcome) return sendTo(to, sessionCookie(request, outcome.secret));
  return sendTo(stepAddress(to), ...stepCookies(request, outcome));
}

/** For the page of the second factor: which step it is of, and the language of whose account it is. */
function stepCookies(request: Request, { stepSecret, language }: Extract<FirstFactorOutcome, { stepSecret: string }>): string[] {
  return [stepCookie(request, stepSecret), ...(language === undefined ? [] : [accountLanguage(language, isSecure(request))])];
}
