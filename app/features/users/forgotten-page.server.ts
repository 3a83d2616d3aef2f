import type { OpenDesk } from '#app/guard/desk.server.ts';
import type { FormFields } from '#app/http/form-fields.ts';
import { sendTo } from '#app/http/send-to.ts';
import { isMailAddress } from '#app/features/outbox/mail-address.ts';
import { forgottenPasswordView } from './forgotten-view.ts';
import { sendResetLink } from './forgotten-password.server.ts';
import { forgottenAddress } from './password-mail.ts';
import type { SignInView } from './sign-in-view.ts';

export function forgottenPage({ services, url, language }: OpenDesk): SignInView {
  return forgottenPasswordView({ language, canSend: services.mail !== undefined, hasSent: url.searchParams.get('done') === 'sent' });
}

/** Leads to a page that says the same whether there is such an account or not. */
export async function answerForgotten(desk: OpenDesk, form: FormFields): Promise<SignInView> {
  const { services: { mail }, language } = desk;
  const email = form.text('email').trim();
  if (mail === undefined) throw sendTo(forgottenAddress);
  if (!isMailAddress(email)) return forgottenPasswordView({ language, canSend: true, email, isUnclear: true });
  await sendResetLink(desk, { email, mail });
  throw sendTo(`${forgottenAddress}?done=sent`);
}
