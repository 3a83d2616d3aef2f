import type { Language } from '#app/domain/programme.ts';
import { template, translator } from '#app/i18n/translate.ts';

/** What a form says while it is sent by a script. */
export interface SendingView {
  /** With `{sent}` and `{total}`, in megabytes. */
  readonly sending: string;
  /** All is sent, and the server works. */
  readonly working: string;
  /** No answer to how far it has come. */
  readonly unreachable: string;
  /** The sending was broken off: nothing is lost, since it all stands in the form. */
  readonly broken: string;
  /** The server was started anew meanwhile. */
  readonly gone: string;
  /** Too much is under way already. */
  readonly busy: string;
}

export function sendingView(language: Language): SendingView {
  const t = translator(language);
  return {
    sending: template(language, 'progress.sending'), working: t('progress.working'), unreachable: t('progress.unreachable'),
    broken: t('progress.broken'), gone: t('progress.gone.form'), busy: t('progress.busy'),
  };
}
