import { createHash } from 'node:crypto';
import type { PdfFile, Ref } from './pdf-file.ts';
import { pdfDate, textString } from './pdf-text.ts';

/** A file that travels inside a PDF/A-3 file. */
export interface AssociatedFile {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Buffer;
  /** `Source`: what the document was made from; `Data`: what it says, for machines. */
  readonly relationship: 'Source' | 'Data';
  readonly description: string;
}

/** Writes files into a PDF. @returns what its catalogue says of them. Source: ISO 19005-3 6.8, ISO 32000-1 7.11. */
export function writeAssociatedFiles(file: PdfFile, associated: readonly AssociatedFile[], day: string): string {
  if (associated.length === 0) return '';
  const named = associated.map((each) => ({ name: each.name, ref: writeFileSpecification(file, each, day) }));
  const sorted = named.map(({ name, ref }) => ({ key: textString(name), ref })).sort((a, b) => (a.key < b.key ? -1 : 1));
  const names = sorted.map(({ key, ref }) => `${key} ${ref} 0 R`).join(' ');
  const refs = named.map(({ ref }) => `${ref} 0 R`).join(' ');
  return ` /Names << /EmbeddedFiles << /Names [ ${names} ] >> >> /AF [ ${refs} ]`;
}

/** The others are packed already: to pack them again takes seconds, in which nobody else is served, and gains nothing. */
const isText = /^text\/|\b(xml|json)$/;

function writeFileSpecification(file: PdfFile, { name, mediaType, bytes, relationship, description }: AssociatedFile, day: string): Ref {
  const checksum = createHash('md5').update(bytes).digest('hex');
  const subtype = mediaType.replaceAll('/', '#2F').replaceAll('+', '#2B');
  const params = `/Params << /Size ${bytes.length} /ModDate ${pdfDate(day)} /CheckSum <${checksum}> >>`;
  const dictionary = `/Type /EmbeddedFile /Subtype /${subtype} ${params}`;
  const stream = isText.test(mediaType) ? file.addDeflated(dictionary, bytes) : file.addStream(dictionary, bytes);
  return file.add(
    `<< /Type /Filespec /F ${textString(name)} /UF ${textString(name)} /Desc ${textString(description)}`
    + ` /AFRelationship /${relationship} /EF << /F ${stream} 0 R /UF ${stream} 0 R >> >>`,
  );
}
