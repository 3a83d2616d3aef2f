import { createHash } from 'node:crypto';

/**
 * Tells whether what a form was opened with is still what is stored. A programme's version grows with every part of it; a form
 * that changes one part must not be turned away because of another.
 */
export function fingerprintOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 32);
}
