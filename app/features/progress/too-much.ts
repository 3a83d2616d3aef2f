import type { Language } from '#app/domain/programme.ts';
import { translator } from '#app/i18n/translate.ts';

/** The answer to one who has too much under way, or whose organisation has: what, why and what now, as every fault is told. */
export function tooMuch({ language, requestId }: { readonly language: Language; readonly requestId: string }): Response {
  const t = translator(language);
  const text = [t('progress.tooMuch.heading'), t('progress.tooMuch.text'), t('page.fault.reference', { id: requestId })].join('\n');
  return new Response(text, { status: 503, headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Retry-After': '60' } });
}
