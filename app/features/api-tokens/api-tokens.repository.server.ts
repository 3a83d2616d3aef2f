import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import { scopesIn, type ApiScope } from '#app/domain/api-scopes.ts';
import { calendarDate, type CalendarDate } from '#app/domain/calendar-date.ts';
import type { Membership } from '#app/domain/membership.ts';
import { newSecret, secretHash } from '#app/features/secrets/secret.server.ts';
import type { ApiToken } from './api-token.ts';

const prefix = 'ou_';
/** What a token looks like, so that scanners of code find one that leaked. */
export const tokenPattern = /^ou_[A-Za-z0-9_-]{43}$/;
const mostTokens = 200;

/** A new token, shown once, and what is stored of it. */
export function newToken(): { readonly token: string; readonly hash: string } {
  const token = `${prefix}${newSecret()}`;
  return { token, hash: secretHash(token) };
}

export interface NewApiToken {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly ApiScope[];
  readonly hash: string;
  readonly createdAt: string;
  readonly expiresOn: CalendarDate;
}

export async function insertApiToken(db: Kysely<Database>, membership: Membership, token: NewApiToken): Promise<void> {
  await db.insertInto('api_tokens').values({
    organisation_id: membership.organisationId, id: token.id, name: token.name, scopes: token.scopes.join(' '), token_hash: token.hash,
    created_by: membership.userId, created_at: token.createdAt, expires_on: token.expiresOn,
  }).execute();
}

/** The organisation's tokens, the newest first, ended ones too. At most 200. */
export async function listApiTokens(db: Kysely<Database>, membership: Membership): Promise<ApiToken[]> {
  const rows = await db.selectFrom('api_tokens').innerJoin('users', 'users.id', 'api_tokens.created_by')
    .leftJoin('memberships as maker', (join) => join
      .onRef('maker.user_id', '=', 'api_tokens.created_by').onRef('maker.organisation_id', '=', 'api_tokens.organisation_id'))
    .select(['api_tokens.id', 'api_tokens.name', 'scopes', 'users.name as created_by', 'maker.erased_at as maker_erased_at',
      'api_tokens.created_at', 'expires_on', 'api_tokens.last_used_at', 'revoked_at'])
    .where('api_tokens.organisation_id', '=', membership.organisationId)
    .orderBy('api_tokens.created_at', 'desc').orderBy('api_tokens.id').limit(mostTokens).execute();
  return rows.map((row) => ({
    id: row.id, name: row.name, scopes: scopesIn(row.scopes), createdAt: row.created_at,
    createdBy: row.maker_erased_at === null ? row.created_by : undefined,
    expiresOn: calendarDate(row.expires_on), lastUsedAt: row.last_used_at ?? undefined, revokedAt: row.revoked_at ?? undefined,
  }));
}

/** The names of the tokens somebody made that still open something. */
export async function listOpenTokensOf(
  db: Kysely<Database>, membership: Membership, { userId, today }: { readonly userId: string; readonly today: CalendarDate },
): Promise<string[]> {
  const rows = await db.selectFrom('api_tokens').select('name').where('organisation_id', '=', membership.organisationId)
    .where('created_by', '=', userId).where('revoked_at', 'is', null).where('expires_on', '>=', today).orderBy('name').orderBy('id').execute();
  return rows.map(({ name }) => name);
}

/** Ends every token somebody made that still opens something. @returns their names. */
export async function revokeApiTokensOf(
  db: Kysely<Database>, membership: Membership,
  { userId, now, today }: { readonly userId: string; readonly now: string; readonly today: CalendarDate },
): Promise<string[]> {
  const rows = await db.updateTable('api_tokens').set({ revoked_at: now, revoked_by: membership.userId })
    .where('organisation_id', '=', membership.organisationId).where('created_by', '=', userId).where('revoked_at', 'is', null)
    .where('expires_on', '>=', today)
    .returning('name').execute();
  return rows.map(({ name }) => name).sort();
}

/** Ends a token for good. @returns its name; undefined when there is none that could be ended. */
export async function revokeApiToken(
  db: Kysely<Database>, membership: Membership, { id, now }: { readonly id: string; readonly now: string },
): Promise<string | undefined> {
  const row = await db.updateTable('api_tokens').set({ revoked_at: now, revoked_by: membership.userId })
    .where('organisation_id', '=', membership.organisationId).where('id', '=', id).where('revoked_at', 'is', null)
    .returning('name').executeTakeFirst();
  return row?.name;
}
