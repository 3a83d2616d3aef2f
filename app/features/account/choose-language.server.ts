import { updateLanguage } from '#app/features/users/users.repository.server.ts';
import type { OpenDesk } from '#app/guard/desk.server.ts';
import { languageNamed } from '#app/http/chosen-language.ts';
import type { FormFields } from '#app/http/form-fields.ts';
import { ownPath } from '#app/http/own-path.ts';
import { accountLanguage, rememberedLanguage } from '#app/http/remember-language.ts';
import { sendTo } from '#app/http/send-to.ts';
import { isSecure } from '#app/http/session-cookie.ts';

/**
 * Keeps the language chosen in a page's head, and leads back to that page. It is kept with the account, so that e-mails follow, and in
 * the browser, for the page where one signs in. Sent twice it says the same, so that it needs no form's key.
 */
export async function chooseLanguage({ database, user, request }: OpenDesk, form: FormFields): Promise<never> {
  const language = languageNamed(form.text('lang'));
  if (language === undefined) throw new Response(null, { status: 400 });
  const to = ownPath(form.text('to')) ?? '/';
  if (user === undefined) throw sendTo(to, rememberedLanguage(language, isSecure(request)));
  await updateLanguage(database, user.userId, language);
  throw sendTo(to, accountLanguage(language, isSecure(request)));
}
