import type { Kysely, Transaction } from 'kysely';
import type { Database } from '#db/schema.ts';
import type { Language } from '#app/domain/programme.ts';

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
  /** Undefined for who signs in at another place only. */
  readonly passwordHash: string | undefined;
  /** Undefined while nobody knows: then their pages and e-mails follow the organisation's. */
  readonly language?: Language | undefined;
  readonly createdAt: string;
}

export async function insertUser(db: Kysely<Database>, user: NewUser): Promise<void> {
  await db.insertInto('users').values({
    id: user.id, email: accountName(user.email), name: user.name, password_hash: user.passwordHash ?? null, language: user.language ?? null,
    created_at: user.createdAt,
  }).execute();
}

export async function updatePassword(db: Kysely<Database>, userId: string, passwordHash: string): Promise<void> {
  await db.updateTable('users').set({ password_hash: passwordHash }).where('id', '=', userId).execute();
}

/** Holds off every other change of the person's own account until the transaction ends. */
export async function lockUser(trx: Transaction<Database>, userId: string): Promise<void> {
  await trx.updateTable('users').set((row) => ({ created_at: row.ref('created_at') })).where('id', '=', userId).execute();
}

/** The language a person chose; undefined while they have not. */
export async function findLanguage(db: Kysely<Database>, userId: string): Promise<Language | undefined> {
  const row = await db.selectFrom('users').select('language').where('id', '=', userId).executeTakeFirst();
  return row?.language ?? undefined;
}

/** The same by the address of their open account; undefined also where there is none. */
export async function findLanguageAt(db: Kysely<Database>, email: string): Promise<Language | undefined> {
  const account = await findAccount(db, email);
  return account === undefined ? undefined : findLanguage(db, account.userId);
}

/** What a person may change about themselves. */
export interface OwnFacts {
  readonly name: string;
  readonly language: Language;
}

export async function updateOwnFacts(db: Kysely<Database>, userId: string, { name, language }: OwnFacts): Promise<void> {
  await db.updateTable('users').set({ name, language }).where('id', '=', userId).execute();
}

export async function updateLanguage(db: Kysely<Database>, userId: string, language: Language): Promise<void> {
  await db.updateTable('users').set({ language }).where('id', '=', userId).execute();
}

/** An e-mail address as the account's name: however it is typed, it is the same account. */
export function accountName(email: string): string {
  return email.normalize('NFC').trim().toLowerCase();
}
