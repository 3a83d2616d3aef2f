import type { Language } from '#app/domain/programme.ts';
import { template, translator } from '#app/i18n/translate.ts';
import type { SecondsLeft } from './session-standing.ts';

/** What a page needs to warn before a session ends. `{minutes}` in a text is filled in by the page, which counts them. */
export interface SessionWords {
  readonly left: SecondsLeft;
  readonly soon: { readonly heading: string; readonly text: string; readonly one: string; readonly stay: string };
  readonly last: { readonly heading: string; readonly text: string; readonly one: string };
  readonly ended: { readonly heading: string; readonly text: string; readonly signIn: string };
  readonly close: string;
}

export function sessionWords(left: SecondsLeft, language: Language): SessionWords {
  const t = translator(language);
  return {
    left,
    soon: {
      heading: t('account.session.soon'), text: template(language, 'account.session.soon.text'), one: t('account.session.soon.one'), stay: t('account.session.stay'),
    },
    last: { heading: t('account.session.last'), text: template(language, 'account.session.last.text'), one: t('account.session.last.one') },
    ended: { heading: t('account.session.ended'), text: t('account.session.ended.text'), signIn: t('account.session.signIn') },
    close: t('account.session.close'),
  };
}
