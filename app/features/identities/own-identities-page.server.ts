import { randomUUID } from 'node:crypto';
import type { NoticeView } from '#app/components/notice.tsx';
import { identitiesAddress } from '#app/features/shell/addresses.ts';
import { doneNotices } from '#app/features/shell/shown-form.ts';
import { hasPassword, ownPasswordFault } from '#app/features/users/own-password.server.ts';
import type { SignInFault } from '#app/features/users/sign-in-fault.ts';
import { carryOutOwn } from '#app/guard/carry-out.server.ts';
import type { PersonDesk } from '#app/guard/desk.server.ts';
import type { FormFields } from '#app/http/form-fields.ts';
import { translator } from '#app/i18n/translate.ts';
import { identityFaults } from './identity.ts';
import { identityFaultNotice } from './identity-words.ts';
import { listIdentities } from './identities.repository.server.ts';
import { unlinkIdentity } from './link-identity.server.ts';
import { ownIdentitiesView, type OwnIdentitiesView } from './own-identities-view.ts';
import { leaveForProvider, providerOf, type IdentityPage } from './sign-in-pages.server.ts';

const done = { linked: 'identity.done.linked', unlinked: 'identity.done.unlinked' } as const;

/** The person's own links, and what became of the last one. */
export async function ownIdentitiesPage(desk: PersonDesk): Promise<OwnIdentitiesView> {
  const { url, language } = desk;
  const { name: provider } = providerOf(desk);
  const fault = identityFaults.find((code) => code === url.searchParams.get('fault'));
  if (fault !== undefined) return pageWith(desk, [identityFaultNotice(fault, provider, language)]);
  return pageWith(desk, doneNotices(url, done, language));
}

/** Takes a link away and leads back; or the page with why not. */
export async function answerUnlinking(desk: PersonDesk, form: FormFields): Promise<OwnIdentitiesView> {
  const { language } = desk;
  await carryOutOwn(desk, form, async (trx) => {
    const isGone = await unlinkIdentity(trx, desk, { issuer: form.text('issuer'), subject: form.text('subject') });
    return isGone ? { location: `${identitiesAddress}?done=unlinked` } : { refused: 'last_way_in' as const };
  });
  return pageWith(desk, [{ tone: 'warning', isDone: true, text: translator(language)('identity.lastWayIn') }]);
}

/** Sends one who has shown that it is them to the other place; or the page with what is wrong with the password. */
export async function answerLinking(
  desk: PersonDesk, form: FormFields,
): Promise<{ readonly journey: IdentityPage } | { readonly page: OwnIdentitiesView }> {
  const passwordFault = await ownPasswordFault(desk, form);
  if (passwordFault !== undefined) return { page: await pageWith(desk, [], passwordFault) };
  return { journey: await leaveForProvider(desk, { to: '/', kept: undefined }, { userId: desk.user.userId }) };
}

async function pageWith(desk: PersonDesk, notices: readonly NoticeView[], passwordFault?: SignInFault): Promise<OwnIdentitiesView> {
  const identities = await listIdentities(desk.database, desk.user.userId);
  return ownIdentitiesView({
    provider: providerOf(desk).name, notices, passwordFault, hasPassword: await hasPassword(desk), language: desk.language,
    identities: identities.map((each) => ({ ...each, formKey: randomUUID() })),
  });
}
