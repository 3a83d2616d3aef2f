import { randomInt } from 'node:crypto';
import { hashCode } from './passwords.server.ts';
import { recoveryAlphabet, recoveryLetters } from './typed-code.ts';

const codesAtOnce = 10;

export interface RecoveryCodes {
  /** To be shown once, and kept nowhere. */
  readonly codes: readonly string[];
  readonly hashes: readonly string[];
}

/** Ten new codes for one who has lost the device, each of them good once. */
export async function newRecoveryCodes(userId: string): Promise<RecoveryCodes> {
  const codes = Array.from({ length: codesAtOnce }, newCode);
  return { codes, hashes: await Promise.all(codes.map((code) => hashCode(userId, code))) };
}

function newCode(): string {
  return Array.from({ length: recoveryLetters }, () => recoveryAlphabet[randomInt(recoveryAlphabet.length)]).join('');
}
