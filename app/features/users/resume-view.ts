import type { LinkView } from '#app/components/link-view.ts';
import type { Language } from '#app/domain/programme.ts';
import { accountAddress } from '#app/features/shell/addresses.ts';
import { translator } from '#app/i18n/translate.ts';
import type { KeptForm } from './kept-form.ts';

/** Signed in again, with what was typed before waiting to be saved. */
export interface ResumeView {
  readonly title: string;
  readonly lead: string;
  readonly action: string;
  readonly fields: KeptForm['fields'];
  readonly files: { readonly heading: string; readonly text: string; readonly names: readonly string[] } | undefined;
  /** Where something has to be done before it can be sent: opened apart, so that this page stays. */
  readonly before?: LinkView | undefined;
  readonly submit: string;
  readonly leave: LinkView;
}

/** A form whose organisation lets nobody in without a second factor, since when it was opened. */
export function secondFactorFirstView(kept: KeptForm, language: Language): ResumeView {
  const t = translator(language);
  return {
    ...resumeView(kept, language),
    title: t('account.first.heading'), lead: t('account.first.lead'), before: { href: accountAddress('second-factor'), text: t('account.first.setUp') },
  };
}

export function resumeView({ action, fields, fileNames }: KeptForm, language: Language): ResumeView {
  const t = translator(language);
  return {
    title: t('people.resume.heading'),
    lead: t('people.resume.lead'),
    action,
    fields,
    files: fileNames.length === 0 ? undefined : { heading: t('people.resume.files'), text: t('people.resume.files.text'), names: fileNames },
    submit: t('people.resume.submit'),
    leave: { href: '/', text: t('people.resume.leave') },
  };
}
