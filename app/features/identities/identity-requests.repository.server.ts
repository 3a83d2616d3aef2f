import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import { secretHash } from '#app/features/secrets/secret.server.ts';

const minutes = 10;
const minuteMs = 60_000;

/** A sign-in under way at another place. What is sealed says nothing to who reads the database alone. */
export interface IdentityRequest {
  readonly nonce: string;
  readonly verifierSealed: string;
  /** Where the person was, and what they had typed. */
  readonly returnSealed: string;
  /** Of a person who links an identity to their account. */
  readonly userId: string | undefined;
  /** Of an invitation that is being accepted: the hash of its token. */
  readonly invitationHash: string | undefined;
}

/** What the browser shows when it comes back. */
export interface ReturnedWith {
  readonly state: string;
  /** The secret in the cookie of the browser that began it. */
  readonly browser: string;
}

/** Keeps a request for ten minutes; those that are over go. Only hashes of what the browser has are kept. */
export async function insertIdentityRequest(
  db: Kysely<Database>, request: IdentityRequest, { state, browser, now }: ReturnedWith & { readonly now: Date },
): Promise<void> {
  await db.deleteFrom('identity_requests').where('ends_at', '<=', now.toISOString()).execute();
  await db.insertInto('identity_requests').values({
    state_hash: secretHash(state), browser_hash: secretHash(browser), nonce: request.nonce, verifier_sealed: request.verifierSealed,
    return_to: request.returnSealed, user_id: request.userId ?? null, invitation_hash: request.invitationHash ?? null,
    created_at: now.toISOString(), ends_at: new Date(now.getTime() + minutes * minuteMs).toISOString(),
  }).execute();
}

/** The request an answer belongs to, taken away as it is found: an answer is taken once, in the browser that began it, while it lasts. */
export async function takeIdentityRequest(
  db: Kysely<Database>, { state, browser }: ReturnedWith, now: Date,
): Promise<IdentityRequest | undefined> {
  const row = await db.deleteFrom('identity_requests').where('state_hash', '=', secretHash(state)).where('browser_hash', '=', secretHash(browser))
    .returningAll().executeTakeFirst();
  if (row === undefined || row.ends_at <= now.toISOString()) return undefined;
  return {
    nonce: row.nonce, verifierSealed: row.verifier_sealed, returnSealed: row.return_to,
    userId: row.user_id ?? undefined, invitationHash: row.invitation_hash ?? undefined,
  };
}
