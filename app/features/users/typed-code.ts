/** Letters and digits that are not taken for one another; twelve of them are 60 bits. */
export const recoveryAlphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
export const recoveryLetters = 12;
const totpShape = /^\d{6}$/;
const recoveryShape = new RegExp(`^[${recoveryAlphabet}]{${recoveryLetters}}$`);

/** What a person typed or pasted where a code is asked for. */
export type TypedCode = { readonly totp: string } | { readonly recovery: string };

/** Reads a code with any spaces and dashes in it, in capitals or not; undefined for what has the shape of none. */
export function readCode(typed: string): TypedCode | undefined {
  const text = typed.toUpperCase().replace(/[\s\u00a0\u202f\u2010-\u2015-]/g, '');
  if (totpShape.test(text)) return { totp: text };
  return recoveryShape.test(text) ? { recovery: text } : undefined;
}

/** `ABCD-EFGH-JKLM`. */
export function groupedCode(code: string): string {
  return (code.match(/.{1,4}/g) ?? []).join('-');
}
