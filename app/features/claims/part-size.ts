/** In megabytes of a million bytes, as e-mail and upload forms count. */
export const megabyte = 1_000_000;

/** How large a part may be asked to be: the least holds the claim's own pages and a receipt, the most is what the server makes at once. */
export const partMegabytes = { least: 1, usual: 30, most: 300 } as const;

/** In the address, of the parts and of the page that asks for them. */
export const partSizeField = 'size';

export type PartSizeError = 'missing' | 'notNumber' | 'tooSmall' | 'tooLarge';

/** Megabytes, with a decimal point or comma, in bytes; undefined for what is none. */
export function readMegabytes(text: string): number | undefined {
  const digits = /^\d{1,9}(?:[.,]\d{1,6})?$/.exec(text)?.[0];
  return digits === undefined ? undefined : Math.round(Number(digits.replace(',', '.')) * megabyte);
}

/** The size asked for, or what is wrong with it. */
export function readPartSize(text: string): { readonly partBytes: number } | { readonly error: PartSizeError } {
  if (text.trim() === '') return { error: 'missing' };
  const partBytes = readMegabytes(text.trim().replace(/\s*MB$/i, ''));
  if (partBytes === undefined) return { error: 'notNumber' };
  if (partBytes < partMegabytes.least * megabyte) return { error: 'tooSmall' };
  return partBytes > partMegabytes.most * megabyte ? { error: 'tooLarge' } : { partBytes };
}
