/** Longer than any address can be (RFC 5321). */
export const longestEmail = 254;

/** True for what has the shape of an e-mail address; whether it is anybody's shows when it is used. */
export function isEmail(text: string): boolean {
  return text.length <= longestEmail && /^[^\s@]+@[^\s@]+\.[^\s@.]+$/.test(text);
}
