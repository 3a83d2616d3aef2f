import type { OpenDesk } from '#app/guard/desk.server.ts';
import type { FormFields } from '#app/http/form-fields.ts';
import { sendTo } from '#app/http/send-to.ts';
import { insertAccountEvent } from './account-events.repository.server.ts';
import { newPasswordFields, readNewPassword } from './new-password.ts';
import { newPasswordView } from './new-password-view.ts';
import { deleteResetsOf, findReset, takeReset, type ResetOwner } from './password-resets.repository.server.ts';
import { hashPassword } from './passwords.server.ts';
import { deleteSessionsOf } from './sessions.repository.server.ts';
import { deleteStepsOf } from './sign-in-steps.repository.server.ts';
import type { SignInView } from './sign-in-view.ts';
import { tellOfPassword } from './tell-of-password.server.ts';
import { findLanguage, updatePassword } from './users.repository.server.ts';

/** The form, for one with a link that still leads somewhere. Looking uses nothing up: mail programs look at links too. */
export async function newPasswordPage({ database, url, language, now }: OpenDesk): Promise<SignInView> {
  const code = url.searchParams.get('code') ?? '';
  const owner = await findReset(database, code, now);
  return newPasswordView({ language, link: owner === undefined ? undefined : { code, email: owner.email } });
}

/** Sets the password, once for each link; every session of the person ends. The second factor stays. */
export async function answerNewPassword(desk: OpenDesk, form: FormFields): Promise<SignInView> {
  const { database, language, now } = desk;
  const code = form.text('code');
  const owner = await findReset(database, code, now);
  if (owner === undefined) return newPasswordView({ language, link: undefined });
  const chosen = readNewPassword(form.typed(newPasswordFields), { ...owner, organisationName: '' });
  if ('faults' in chosen) return newPasswordView({ language, link: { code, email: owner.email }, faults: chosen.faults });
  const isSet = await setPassword(desk, { owner, code, passwordHash: await hashPassword(chosen.password) });
  if (!isSet) return newPasswordView({ language, link: undefined });
  throw sendTo('/sign-in?done=password');
}

interface NewPassword {
  readonly owner: ResetOwner;
  readonly code: string;
  readonly passwordHash: string;
}

/** @returns false when the link was used meanwhile. */
async function setPassword(desk: OpenDesk, { owner: { userId, email }, code, passwordHash }: NewPassword): Promise<boolean> {
  const { database, now } = desk;
  return database.transaction().execute(async (trx) => {
    if (!await takeReset(trx, code, now)) return false;
    await updatePassword(trx, userId, passwordHash);
    await deleteSessionsOf(trx, userId);
    await deleteStepsOf(trx, userId);
    await deleteResetsOf(trx, userId);
    await insertAccountEvent(trx, { userId, at: now.toISOString(), event: 'password_reset' });
    await tellOfPassword(trx, desk, { email, language: await findLanguage(trx, userId) });
    return true;
  });
}
