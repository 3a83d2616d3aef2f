import { isEmail } from '#app/features/users/email.ts';

/** What would make one address several, or a line of its own among a mail's headers. */
const ofHeaders = /[\p{Cc}\p{Zl}\p{Zp}<>(),;:\\"[\]]/u;

/** True for one address that can stand in a mail's headers as it is. */
export function isMailAddress(text: string): boolean {
  return isEmail(text) && !ofHeaders.test(text);
}

/** A text as one line of a header: no line break, however it is made, begins another. */
export function headerLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
}
