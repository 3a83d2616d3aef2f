import type { Kysely } from 'kysely';
import type { SignInMethod } from '#db/schema-people.ts';
import type { Database } from '#db/schema.ts';
import type { Language } from '#app/domain/programme.ts';
import { newSecret, secretHash } from '#app/features/secrets/secret.server.ts';
import type { SessionStanding } from '#app/features/session/session-standing.ts';

const minuteMs = 60_000;
/** Ends after so long without a request, and at the latest so long after signing in. Source: OWASP ASVS 5.0 § 7.3. */
export const idleMinutes = 30;
export const absoluteMinutes = 10 * 60;
/** The time of the last request is written this often at most. */
const touchEveryMs = minuteMs;

export interface SignedIn {
  readonly userId: string;
  readonly email: string;
  readonly name: string;
  readonly language: Language | undefined;
  /** Hash of the session's id: what may be named in a row. */
  readonly sessionHash: string;
  /** When a second factor was shown in this session, here or where the person signed in; undefined when none was. */
  readonly secondFactorAt: string | undefined;
  readonly standing: SessionStanding;
}

export interface NewSession {
  readonly userId: string;
  readonly now: Date;
  readonly method: SignInMethod;
  /** See deviceOf. */
  readonly device: string | undefined;
  readonly secondFactorAt: string | undefined;
}

/** Begins a session. @returns the secret for the cookie; only its hash is stored. */
export async function beginSession(db: Kysely<Database>, { userId, now, method, device, secondFactorAt }: NewSession): Promise<string> {
  const secret = newSecret();
  await db.insertInto('sessions').values({
    id_hash: secretHash(secret), user_id: userId, created_at: now.toISOString(), last_seen_at: now.toISOString(),
    ends_at: new Date(now.getTime() + absoluteMinutes * minuteMs).toISOString(), method, device: device ?? null,
    second_factor_at: secondFactorAt ?? null,
  }).execute();
  return secret;
}

/** Begins the session of one who has just been given their password, from a browser nobody asked about. */
export async function insertSession(db: Kysely<Database>, userId: string, now: Date): Promise<string> {
  return beginSession(db, { userId, now, method: 'password', device: undefined, secondFactorAt: undefined });
}

/** How long the session lasts yet; looking does not use it. Undefined when it has ended. */
export async function findStanding(db: Kysely<Database>, secret: string, now: Date): Promise<SessionStanding | undefined> {
  const row = await openSessions(db, now).select(['sessions.last_seen_at', 'sessions.ends_at']).where('sessions.id_hash', '=', secretHash(secret))
    .executeTakeFirst();
  return row === undefined ? undefined : standingOf(row.last_seen_at, row.ends_at);
}

/** The person a cookie's secret stands for, while the session lasts and the account is open. */
export async function findSession(db: Kysely<Database>, secret: string, now: Date): Promise<SignedIn | undefined> {
  const row = await openSessions(db, now)
    .select(['sessions.id_hash', 'sessions.last_seen_at', 'sessions.ends_at', 'sessions.second_factor_at'])
    .select(['users.id', 'users.email', 'users.name', 'users.language']).where('sessions.id_hash', '=', secretHash(secret)).executeTakeFirst();
  if (row === undefined) return undefined;
  const isTouched = Date.parse(row.last_seen_at) < now.getTime() - touchEveryMs;
  if (isTouched) await db.updateTable('sessions').set({ last_seen_at: now.toISOString() }).where('id_hash', '=', row.id_hash).execute();
  return {
    userId: row.id, email: row.email, name: row.name, language: row.language ?? undefined, sessionHash: row.id_hash,
    secondFactorAt: row.second_factor_at ?? undefined, standing: standingOf(isTouched ? now.toISOString() : row.last_seen_at, row.ends_at),
  };
}

/** Sessions that last at that time, of accounts that are open. */
function openSessions(db: Kysely<Database>, now: Date) {
  return db.selectFrom('sessions').innerJoin('users', 'users.id', 'sessions.user_id').where('sessions.ends_at', '>', now.toISOString())
    .where('sessions.last_seen_at', '>', idleSince(now)).where('users.disabled_at', 'is', null);
}

function standingOf(lastSeenAt: string, endsAt: string): SessionStanding {
  return { idleEndsAt: new Date(Date.parse(lastSeenAt) + idleMinutes * minuteMs).toISOString(), endsAt };
}

export async function deleteSession(db: Kysely<Database>, sessionHash: string): Promise<void> {
  await db.deleteFrom('sessions').where('id_hash', '=', sessionHash).execute();
}

/** A session as its person sees it. */
export interface OwnSession {
  readonly sessionHash: string;
  readonly device: string | undefined;
  readonly createdAt: string;
  readonly lastSeenAt: string;
}

const mostSessions = 100;

/** The sessions a person has open, the last used first. At most 100. */
export async function listSessions(db: Kysely<Database>, userId: string, now: Date): Promise<OwnSession[]> {
  const rows = await db.selectFrom('sessions').select(['id_hash', 'device', 'created_at', 'last_seen_at'])
    .where('user_id', '=', userId).where('ends_at', '>', now.toISOString()).where('last_seen_at', '>', idleSince(now))
    .orderBy('last_seen_at', 'desc').orderBy('id_hash').limit(mostSessions).execute();
  return rows.map(({ id_hash, device, created_at, last_seen_at }) => ({
    sessionHash: id_hash, device: device ?? undefined, createdAt: created_at, lastSeenAt: last_seen_at,
  }));
}

/** Signs a person out everywhere but here. @returns how many sessions ended. */
export async function deleteOtherSessions(db: Kysely<Database>, { userId, sessionHash }: Pick<SignedIn, 'userId' | 'sessionHash'>): Promise<number> {
  const { numDeletedRows } = await db.deleteFrom('sessions').where('user_id', '=', userId).where('id_hash', '!=', sessionHash).executeTakeFirst();
  return Number(numDeletedRows);
}

/** A second factor was shown in this session. */
export async function markSecondFactor(db: Kysely<Database>, sessionHash: string, now: string): Promise<void> {
  await db.updateTable('sessions').set({ second_factor_at: now }).where('id_hash', '=', sessionHash).execute();
}

/** Goes on with a session under another id. @returns the secret for the cookie, or undefined where the session has ended. */
export async function renewSession(db: Kysely<Database>, sessionHash: string): Promise<string | undefined> {
  const secret = newSecret();
  const { numUpdatedRows } = await db.updateTable('sessions').set({ id_hash: secretHash(secret) }).where('id_hash', '=', sessionHash).executeTakeFirst();
  return numUpdatedRows === 1n ? secret : undefined;
}

/** Signs a person out everywhere. */
export async function deleteSessionsOf(db: Kysely<Database>, userId: string): Promise<void> {
  await db.deleteFrom('sessions').where('user_id', '=', userId).execute();
}

/** Sessions that have ended are of no use. */
export async function deleteEndedSessions(db: Kysely<Database>, now: Date): Promise<void> {
  await db.deleteFrom('sessions').where((row) => row.or([row('ends_at', '<=', now.toISOString()), row('last_seen_at', '<=', idleSince(now))])).execute();
}

function idleSince(now: Date): string {
  return new Date(now.getTime() - idleMinutes * minuteMs).toISOString();
}
