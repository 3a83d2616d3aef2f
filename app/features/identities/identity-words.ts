import type { NoticeView } from '#app/components/notice.tsx';
import type { PostButtonView } from '#app/components/post-button.tsx';
import type { Language } from '#app/domain/programme.ts';
import { sentence } from '#app/i18n/translate.ts';
import type { IdentityFaultCode } from './identity.ts';

/** Why another place let nobody in: what, why, what now. `provider` is what people call that place. */
export function identityFaultNotice(fault: IdentityFaultCode, provider: string, language: Language): NoticeView {
  return {
    tone: fault === 'unknown' || fault === 'cancelled' ? 'warning' : 'danger', isDone: true,
    heading: sentence(language, `identity.fault.${fault}.heading`, { provider }), text: sentence(language, `identity.fault.${fault}.text`, { provider }),
  };
}

/** The button that begins a sign-in there. */
export function providerButton(provider: string, hidden: Readonly<Record<string, string>>, language: Language): PostButtonView {
  return { action: '/sign-in/provider', text: sentence(language, 'identity.signIn', { provider }), hidden };
}
