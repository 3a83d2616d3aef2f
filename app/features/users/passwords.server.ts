import { createHash, randomBytes } from 'node:crypto';
import { hash, hashRaw, verify } from '@node-rs/argon2';
import { longestPassword } from './password-rules.ts';
import { Turnstile } from './turnstile.ts';

/** argon2id, 19 MiB, two passes, one lane. Source: OWASP Password Storage Cheat Sheet. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
/** Each takes a core and 19 MiB: more at once would starve everybody else. */
const turnstile = new Turnstile(4);

let nobodysHash: Promise<string> | undefined;

export async function hashPassword(password: string): Promise<string> {
  return turnstile.pass(() => hash(asStored(password), cost));
}

/**
 * True when the password is the one that was hashed. Without a hash (no such account) the same work is done for nothing,
 * so that the time it takes does not tell which accounts exist.
 */
export async function isPassword(password: string, stored: string | undefined): Promise<boolean> {
  nobodysHash ??= hashPassword(randomBytes(32).toString('base64url'));
  const compared = stored ?? await nobodysHash;
  // One too long to have been stored is compared in part, for the time it takes, and is never right.
  const isRight = await turnstile.pass(() => verify(compared, asStored([...password].slice(0, longestPassword).join(''))));
  return isRight && stored !== undefined && [...password].length <= longestPassword;
}

/**
 * A code of too few bits for a plain hash, such as a recovery code. Its salt is the person's own, so that one hash finds it among
 * theirs. Source: OWASP ASVS 5.0 § 6.5.2.
 */
export async function hashCode(userId: string, code: string): Promise<string> {
  const salt = createHash('sha256').update(`recovery code ${userId}`).digest().subarray(0, 16);
  const hashed = await turnstile.pass(() => hashRaw(code, { ...cost, salt }));
  return hashed.toString('hex');
}

/** The same letters typed on two keyboards may differ in code points. */
function asStored(password: string): string {
  return password.normalize('NFC');
}
