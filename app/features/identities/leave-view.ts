import type { LinkView } from '#app/components/link-view.ts';
import type { Language } from '#app/domain/programme.ts';
import { translator } from '#app/i18n/translate.ts';

/** Shown for a moment on the way to another place; for longer where the browser does not go on by itself. */
export interface LeaveView {
  readonly title: string;
  readonly lead: string;
  readonly link: LinkView;
}

export function leaveView({ provider, address, language }: { provider: string; address: string; language: Language }): LeaveView {
  const t = translator(language);
  return { title: t('identity.leave.heading', { provider }), lead: t('identity.leave.lead'), link: { href: address, text: t('identity.leave.link') } };
}
