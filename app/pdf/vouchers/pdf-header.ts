/** A PDF's header may stand after some garbage, as mail gateways leave it. Source: ISO 32000-1, implementation note 13. */
export const headerReach = 1024;
/** So far in, others still find it. */
const farReach = 64 * 1024;
const tailReach = 2048;
const header = /%PDF-\d\.\d/;
const lostHeader = '%PDF-1.7\n';

/** True for what ends as a PDF ends, and has its header further in than it may, or lost it and begins with its objects. */
export function isPdfWithoutHeader(bytes: Uint8Array): boolean {
  if (!/startxref\s+\d+\s+%%EOF/.test(latin1(bytes.subarray(-tailReach)))) return false;
  return header.test(latin1(bytes.subarray(0, farReach))) || /\b\d+ \d+ obj\b/.test(latin1(bytes.subarray(0, headerReach)));
}

/** The same PDF with its header where every reader finds it. */
export function withHeader(pdf: Buffer): Buffer {
  const at = header.exec(latin1(pdf.subarray(0, farReach)))?.index;
  if (at === undefined) return Buffer.concat([Buffer.from(lostHeader), pdf]);
  return at < headerReach ? pdf : pdf.subarray(at);
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}
