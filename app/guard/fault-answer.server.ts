import { faultText } from '#app/features/shell/fault-text.ts';
import { notedLanguage } from './account-language.server.ts';
import type { RouteArguments } from './authorise.server.ts';

/**
 * An answer that says in plain words, in the person's language, why the request was turned away; and, where it is known, when it
 * may be tried again.
 */
export function faultAnswer({ status, headers }: Pick<Response, 'status' | 'headers'>, { request, context }: Pick<RouteArguments, 'request' | 'context'>): Response {
  const wait = headers.get('Retry-After');
  const waitSeconds = wait === null ? undefined : Number(wait);
  const language = notedLanguage({ request, context });
  const text = faultText(status, { language, requestId: context.requestId, waitSeconds });
  return new Response(text, { status, headers: { 'Content-Type': 'text/plain; charset=utf-8', ...(wait === null ? {} : { 'Retry-After': wait }) } });
}
