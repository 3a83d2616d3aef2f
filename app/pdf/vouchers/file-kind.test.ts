import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fileKind } from './file-kind.ts';

function kindOf(content: string): string {
  const found = fileKind(Buffer.from(content, 'latin1'));
  return found.kind === 'other' ? found.cause : found.kind;
}

describe('a file is what its first bytes say', () => {
  test.each([
    ['%PDF-1.4\n', 'pdf'],
    ['\xff\xd8\xff\xe0\0\x10JFIF', 'jpeg'],
    ['\x89PNG\r\n\x1a\n', 'png'],
    ['\0\0\0\x1cftypmif1', 'heic'],
    ['\0\0\0\x1cftypisom', 'type_unknown'],
    ['MM\0*\0\0\0\x08', 'tiff'],
    ['II+\0\x08\0\0\0', 'tiff'],
    ['RIFF\x24\0\0\0WAVEfmt ', 'type_unknown'],
    ['\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'type_office'],
    ['PK\x03\x04\x14\0\x06\0word/document.xml', 'type_office'],
    ['PK\x03\x04\x14\0\0\0bilder/kvittering.jpg', 'type_zip'],
    ['\xef\xbb\xbf<?xml version="1.0"?><Invoice/>', 'xml'],
    ['<ubl:Invoice xmlns:ubl="x">', 'xml'],
    ['<HTML lang="no">', 'type_html'],
    ['<svg width="1">', 'type_svg'],
    ['<svgaste>', 'type_unknown'],
    ['\xff\xd8', 'type_unknown'],
    ['PDF-1.4', 'type_unknown'],
  ])('%j is %s', (content, kind) => {
    expect(kindOf(content)).toBe(kind);
  });

  test('a PDF may begin after what a mail gateway left, within the first kilobyte', () => {
    expect(kindOf(`${'x'.repeat(1_000)}%PDF-1.7`)).toBe('pdf');
    expect(kindOf(`${'x'.repeat(1_100)}%PDF-1.7`)).toBe('type_unknown');
  });

  test('and is still one when others find its header, or begins with its objects, and ends as a PDF', () => {
    const end = '\nstartxref\n17\n%%EOF\n';
    expect(kindOf(`${'x'.repeat(3_000)}%PDF-1.7\n1 0 obj${end}`)).toBe('pdf');
    expect(kindOf(`%\xe2\xe3\xcf\xd3\n1 0 obj\n<< >>${end}`)).toBe('pdf');
    expect(kindOf(`${'x'.repeat(70_000)}%PDF-1.7\n1 0 obj${end}`)).toBe('type_unknown');
    expect(kindOf('1 0 obj is what a PDF begins with')).toBe('type_unknown');
  });

  test.each([
    ['<html>', 'type_html'], ['<svg width="1">', 'type_svg'], ['PK\x03\x04\x14\0\0\0a', 'type_zip'], ['<?xml version="1.0"?>', 'xml'],
    ['GIF89a', 'type_gif'], ['\x89PNG\r\n\x1a\n', 'png'],
  ])('what begins as something else is that, whatever PDF follows: %s', (start, kind) => {
    expect(kindOf(`${start}${'x'.repeat(2_000)}%PDF-1.7\n1 0 obj\nstartxref\n17\n%%EOF`)).toBe(kind);
  });

  test('a picture that mentions a PDF is a picture', () => {
    expect(kindOf('\xff\xd8\xff\xe1 %PDF-1.4')).toBe('jpeg');
  });

  test('any bytes are of some kind', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 2_000 }), (bytes) => {
      expect(['pdf', 'xml', 'jpeg', 'png', 'tiff', 'webp', 'avif', 'heic', 'other']).toContain(fileKind(bytes).kind);
    }));
  });
});
