import type { PersonDesk } from '#app/guard/desk.server.ts';
import type { FormFields } from '#app/http/form-fields.ts';
import { checkOwnPassword } from './check-password.server.ts';
import type { SignInFault } from './sign-in-fault.ts';
import { findAccount } from './users.repository.server.ts';

/** False for one who signs in at another place only. */
export async function hasPassword({ database, user }: PersonDesk): Promise<boolean> {
  return (await findAccount(database, user.email))?.passwordHash !== undefined;
}

/** Why the form's password is not the person's own; one who has none is not asked for it. */
export async function ownPasswordFault(desk: PersonDesk, form: FormFields): Promise<SignInFault | undefined> {
  if (!await hasPassword(desk)) return undefined;
  const { database, user: { email }, clientAddress, now } = desk;
  return checkOwnPassword(database, { email, address: clientAddress, password: form.text('password'), now });
}
