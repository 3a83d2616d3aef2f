/** Longer than any address can be (RFC 5321). */
export const longestEmail = 254;

/**
 * True for what has the shape of an e-mail address; whether it is anybody's shows when it is used. Letters that stand for others, such
 * as full-width ones, make none: it would look like another's address, and be another account.
 */
export function isEmail(text: string): boolean {
  const hasOwnLetters = text.normalize('NFKC') === text.normalize('NFC');
  return text.length <= longestEmail && hasOwnLetters && /^[^\s@]+@[^\s@]+\.[^\s@.]+$/.test(text);
}
