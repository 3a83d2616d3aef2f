import { Secret, TOTP } from 'otpauth';

/** What every authenticator app takes (RFC 6238): six digits, thirty seconds, SHA-1. */
const periodSeconds = 30;
const shape = { algorithm: 'SHA1', digits: 6, period: periodSeconds };
/** A clock may be a step off, either way. */
const neighbours = 1;

/** A new secret of 160 bits, in base32. */
export function newTotpSecret(): string {
  return new Secret({ size: 20 }).base32;
}

/** The time step a code is of, now or next to now; undefined when it is none of them. */
export function stepOfCode(secret: string, code: string, now: Date): number | undefined {
  const timestamp = now.getTime();
  const delta = TOTP.validate({ ...shape, secret: Secret.fromBase32(secret), token: code, timestamp, window: neighbours });
  return delta === null ? undefined : TOTP.counter({ period: periodSeconds, timestamp }) + delta;
}

/** What the QR code holds: the app shows the account under the product's name and the person's e-mail address. */
export function totpAddress(secret: string, email: string): string {
  return new TOTP({ ...shape, issuer: 'OU-refusjon', label: email, secret: Secret.fromBase32(secret) }).toString();
}
