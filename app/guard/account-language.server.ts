import type { AppLoadContext } from '@remix-run/node';
import type { Language } from '#app/domain/programme.ts';

/** By request: what is said of a fault is said after the desk is gone. */
const languages = new WeakMap<AppLoadContext, Language>();

/** Notes the language that the account of who is asking says. */
export function noteLanguage({ context }: { readonly context: AppLoadContext }, language: Language | undefined): void {
  if (language !== undefined) languages.set(context, language);
}

/** The language noted for this request; undefined for a stranger, and for one who never chose. */
export function notedLanguage({ context }: { readonly context: AppLoadContext }): Language | undefined {
  return languages.get(context);
}
