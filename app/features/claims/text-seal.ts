import { createHash } from 'node:crypto';
import type { DocumentDescription } from '#app/pdf/document.ts';

/** Changes when a document's own words or figures do; what its files' pages show is sealed by their own SHA-256. */
export function textSeal({ appendices, ...own }: DocumentDescription): string {
  const names = appendices.map(({ anchor, name, fileName, backTo, usedIn, unavailable }) => (
    { anchor, name, fileName, backTo, usedIn, unavailable }
  ));
  return createHash('sha256').update(JSON.stringify([own, names])).digest('hex');
}
