import { faultText } from '#app/features/shell/fault-text.ts';
import { chosenLanguage } from '#app/http/chosen-language.ts';
import type { RouteArguments } from './authorise.server.ts';

/** An answer that says in plain words, in the person's language, why the request was turned away. */
export function faultAnswer(status: number, { request, context }: Pick<RouteArguments, 'request' | 'context'>): Response {
  const text = faultText(status, { language: chosenLanguage(request), requestId: context.requestId });
  return new Response(text, { status, headers: { 'Content-Type': 'text/plain; charset=utf-8' } });
}
