import { createHash, randomBytes } from 'node:crypto';

/** What opens something to who holds it, in a cookie, a link or a key: 256 bits that nobody guesses. Only its hash is stored. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** What is stored of a secret. One that long needs no slow hash. */
export function secretHash(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
