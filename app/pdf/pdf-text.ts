/** A text string as PDF writes it: UTF-16 with byte order mark, in hexadecimal, so that every letter survives. */
export function textString(text: string): string {
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le').swap16();
  return `<${bytes.toString('hex').toUpperCase()}>`;
}

/** A number with at most three decimals and no exponent. */
export function number(value: number): string {
  const rounded = Math.round(value * 1000) / 1000;
  return Object.is(rounded, -0) ? '0' : String(rounded);
}

/** A matrix: its factors with more decimals than its shifts, else the far edge of a large page would be points out of place. */
export function matrix(values: readonly number[]): string {
  const factors = values.slice(0, 4).map((value) => value.toFixed(8).replace(/\.?0+$/, ''));
  return [...factors, ...values.slice(4).map(number)].join(' ');
}

/** A day as a PDF date, at midnight UTC: documents know days, not clocks. */
export function pdfDate(day: string): string {
  return `(D:${day.replaceAll('-', '')}000000Z)`;
}

/** Characters XML 1.0 does not allow become U+FFFD. */
export function escapeXml(text: string): string {
  const allowed = text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd');
  return allowed.replace(/[<>&"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
