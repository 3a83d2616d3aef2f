import { randomUUID } from 'node:crypto';
import type { NoticeView } from '#app/components/notice.tsx';
import { accountBreadcrumbs } from '#app/features/account/account-frame-view.ts';
import { accountAddress } from '#app/features/shell/addresses.ts';
import { pageForm, type FormPageView } from '#app/features/shell/form-page-view.ts';
import { hasPassword, ownPasswordFault } from '#app/features/users/own-password.server.ts';
import { ownPasswordField } from '#app/features/users/own-password-field.ts';
import type { SignInFault } from '#app/features/users/sign-in-fault.ts';
import { carryOutOwnAmong, leadOnIfCarriedOut } from '#app/guard/carry-out.server.ts';
import type { PersonDesk } from '#app/guard/desk.server.ts';
import type { FormFields } from '#app/http/form-fields.ts';
import { translator } from '#app/i18n/translate.ts';
import { eraseOwnAccount, lockConcerned } from './erase-account.server.ts';
import { tellOfErasing } from './tell-of-erasing.server.ts';

interface Shown {
  readonly password?: SignInFault | undefined;
  readonly notices?: readonly NoticeView[];
}

/** Where a person erases their account: what goes, what stays and why, and their password. */
export async function eraseAccountPage(desk: PersonDesk, { password, notices = [] }: Shown = {}): Promise<FormPageView> {
  const { language } = desk;
  const t = translator(language);
  const title = t('privacy.erase.title');
  const fields = await hasPassword(desk) ? [ownPasswordField(password, language)] : [];
  return {
    title,
    breadcrumbs: accountBreadcrumbs(title, language),
    navs: [],
    heading: { title, lead: t('privacy.erase.lead') },
    notices: [...notices, { tone: 'warning', heading: t('privacy.erase.what'), items: [t('privacy.erase.goes'), t('privacy.erase.stays'), t('privacy.erase.final')] }],
    form: pageForm([{ fields }], {
      hidden: { form_key: randomUUID() }, submit: t('privacy.erase.submit'), isDanger: true, cancel: { href: accountAddress(), text: t('form.cancel') },
    }, language),
  };
}

/** Erases the account, or tells what keeps it. */
export async function answerEraseAccount(desk: PersonDesk, form: FormFields): Promise<FormPageView> {
  await leadOnIfCarriedOut(desk, form);
  const { user, now, requestId, language } = desk;
  const t = translator(language);
  const password = await ownPasswordFault(desk, form);
  if (password !== undefined) return eraseAccountPage(desk, { password });
  const erasure = { userId: user.userId, erasedName: t('privacy.erasedName'), now: now.toISOString(), requestId };
  const { refused } = await carryOutOwnAmong<readonly string[]>(desk, form, {
    lock: (trx) => lockConcerned(trx, user.userId),
    run: async (trx) => {
      const refusal = await eraseOwnAccount(trx, erasure);
      if (refusal !== undefined) return refusal;
      await tellOfErasing(trx, desk);
      return { location: `/privacy?done=erased&lang=${language}` };
    },
  });
  return eraseAccountPage(desk, {
    notices: [{ tone: 'danger', heading: t('privacy.erase.lastAdministrator'), text: t('privacy.erase.lastAdministrator.text'), items: refused }],
  });
}
