import { chooseLanguage } from '#app/features/account/choose-language.server.ts';
import { openAction, openLoader } from '#app/guard/guarded.server.ts';
import { sendTo } from '#app/http/send-to.ts';

/** Nothing to see: a language is chosen by a form only, never by following a link. */
export const loader = openLoader(() => {
  throw sendTo('/');
});

/** Open to all: one whose session has ended meanwhile has chosen for this browser. */
export const action = openAction(chooseLanguage);

/** Never shown; with it a fault is told in a page. */
export default function LanguagePage() {
  return null;
}
