import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { finished, unpacked } from '#test/fixtures/written-pdf.ts';
import { writeAssociatedFiles, type AssociatedFile } from './associated-files.ts';
import { PdfFile } from './pdf-file.ts';
import { textString } from './pdf-text.ts';

const file = (name: string, fields: Partial<AssociatedFile> = {}): AssociatedFile => (
  { name, mediaType: 'image/svg+xml', bytes: Buffer.from(`innhold av ${name}`), relationship: 'Source', description: 'Bilag', ...fields }
);

function written(files: readonly AssociatedFile[]): { catalogue: string; all: string } {
  const pdf = new PdfFile();
  const catalogue = writeAssociatedFiles(pdf, files, '2026-11-23');
  return { catalogue, all: unpacked(finished(pdf, pdf.reserve(), [])) };
}

test('each file is named, described, said what it is to the document, and proven by its checksum', () => {
  const { all } = written([file('b.svg')]);
  const name = textString('b.svg');
  expect(all).toContain(`/Type /Filespec /F ${name} /UF ${name} /Desc ${textString('Bilag')} /AFRelationship /Source`);
  expect(all).toContain('/Type /EmbeddedFile /Subtype /image#2Fsvg#2Bxml');
  expect(all).toContain(`/CheckSum <${createHash('md5').update('innhold av b.svg').digest('hex')}>`);
  expect(all).toContain('innhold av b.svg');
});

test('the catalogue finds them by name in order, and lists them as they came', () => {
  const { catalogue } = written([file('b.svg'), file('a.json', { relationship: 'Data' })]);
  expect(catalogue).toContain(`/Names [ ${textString('a.json')} 4 0 R ${textString('b.svg')} 2 0 R ]`);
  expect(catalogue).toContain('/AF [ 2 0 R 4 0 R ]');
});
