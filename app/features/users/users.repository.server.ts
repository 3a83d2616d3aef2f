import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';

/** True when anyone can sign in; a server without is on its first start. */
export async function hasUsers(db: Kysely<Database>): Promise<boolean> {
  return await db.selectFrom('users').select('id').limit(1).executeTakeFirst() !== undefined;
}

/** What signing in needs to know of an account. */
export interface Account {
  readonly userId: string;
  readonly name: string;
  /** Undefined for who signs in at another place only. */
  readonly passwordHash: string | undefined;
}

/** The open account of an e-mail address; a closed one is as none. */
export async function findAccount(db: Kysely<Database>, email: string): Promise<Account | undefined> {
  const row = await db.selectFrom('users').select(['id', 'name', 'password_hash'])
    .where('email', '=', accountName(email)).where('disabled_at', 'is', null).executeTakeFirst();
  return row === undefined ? undefined : { userId: row.id, name: row.name, passwordHash: row.password_hash ?? undefined };
}

/** True when an address is taken by an account that was closed. */
export async function isAccountClosed(db: Kysely<Database>, email: string): Promise<boolean> {
  return await db.selectFrom('users').select('id')
    .where('email', '=', accountName(email)).where('disabled_at', 'is not', null).executeTakeFirst() !== undefined;
}

export interface NewUser {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly passwordHash: string;
  readonly createdAt: string;
}

export async function insertUser(db: Kysely<Database>, user: NewUser): Promise<void> {
  await db.insertInto('users').values({
    id: user.id, email: accountName(user.email), name: user.name, password_hash: user.passwordHash, created_at: user.createdAt,
  }).execute();
}

export async function updatePassword(db: Kysely<Database>, userId: string, passwordHash: string): Promise<void> {
  await db.updateTable('users').set({ password_hash: passwordHash }).where('id', '=', userId).execute();
}

/** An e-mail address as the account's name: however it is typed, it is the same account. */
export function accountName(email: string): string {
  return email.normalize('NFC').trim().toLowerCase();
}
