import { zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { languages } from '#app/domain/programme.ts';
import { template } from '#app/i18n/translate.ts';
import { mediaTypes } from '#app/pdf/vouchers/file-kind.ts';
import { aJpeg, aPdf, aPng } from '#test/fixtures/papers.ts';
import { acceptedEndings, mostUploadBytes, uploadKind } from './upload-kind.ts';

const zipOf = (...names: string[]) => Buffer.from(zipSync(Object.fromEntries(names.map((name) => [name, Buffer.from('x')]))));
const boxed = (brand: string) => Buffer.from(`\0\0\0\x18ftyp${brand}\0\0\0\0`, 'latin1');

describe('what the pages say can be uploaded', () => {
  test.each(languages)('names in %s every kind of picture that is opened, and so does the browser’s own list', (language) => {
    const kinds = Object.keys(mediaTypes).filter((kind) => kind !== 'xml');
    for (const key of ['expense.upload.hint', 'expense.file.upload.hint', 'unreadable.type_unknown'] as const) {
      const said = template(language, key).toLowerCase();
      expect([key, kinds.filter((kind) => !said.includes(kind))]).toEqual([key, []]);
    }
    expect(kinds.filter((kind) => !acceptedEndings.includes(`.${kind}`))).toEqual([]);
  });
});

describe('an uploaded file', () => {
  test('that a claim can hold is taken for what it holds, whatever it is called', async () => {
    expect(uploadKind(await aPdf({ marker: 'A' }))).toEqual({ mediaType: 'application/pdf' });
    expect(uploadKind(await aJpeg())).toEqual({ mediaType: 'image/jpeg' });
    expect(uploadKind(await aPng())).toEqual({ mediaType: 'image/png' });
  });

  test.each([
    ['a photograph of an iPhone', boxed('heic'), 'image/heic'],
    ['a TIFF', Buffer.from('II*\0rest', 'latin1'), 'image/tiff'],
    ['a WebP', Buffer.from('RIFF\0\0\0\0WEBPVP8 ', 'latin1'), 'image/webp'],
    ['an EHF invoice', Buffer.from('<?xml version="1.0"?><Invoice xmlns="urn:oasis"><ID>1</ID></Invoice>'), 'application/xml'],
    ['a workbook', zipOf('[Content_Types].xml', 'xl/workbook.xml'), 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
    ['a table of semicolons', Buffer.from('dato;beløp\r\n10.2.26;20 000\r\n', 'latin1'), 'text/csv'],
    ['a table of commas with a mark of its coding', Buffer.from('\ufeffdate,amount\n2026-02-10,20000\n'), 'text/csv'],
  ])('%s is kept, though a claim can’t hold it yet', (_, bytes, mediaType) => {
    expect(uploadKind(bytes)).toEqual({ mediaType });
  });

  test.each([
    ['nothing', Buffer.alloc(0), 'empty'],
    ['more than 15 MB', Buffer.alloc(mostUploadBytes + 1), 'too_large'],
    ['a drawing that can run scripts', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'), 'type_svg'],
    ['a drawing behind an XML heading and a long comment', Buffer.from(`<?xml version="1.0"?><!--${' '.repeat(2000)}--><svg onload="x"/>`), 'type_svg'],
    ['a web page', Buffer.from('<!DOCTYPE html><html><body>x</body></html>'), 'type_html'],
    ['a web page that calls itself XML', Buffer.from(`<?xml version="1.0"?><!--${' '.repeat(2000)}--><h:html xmlns:h="http://www.w3.org/1999/xhtml"/>`), 'type_html'],
    ['XML that a style sheet turns into a page', Buffer.from('<?xml version="1.0"?><?xml-stylesheet href="x.xsl"?><Invoice/>'), 'type_html'],
    ['XML with entities', Buffer.from('<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><Invoice>&a;</Invoice>'), 'xml_entities'],
    ['XML with entities in UTF-16', Buffer.from('\ufeff<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><Invoice>&a;</Invoice>', 'utf16le'), 'xml_entities'],
    ['a drawing in UTF-16', Buffer.from('\ufeff<svg onload="x"/>', 'utf16le').swap16(), 'type_svg'],
    ['a zip', zipOf('faktura.pdf'), 'type_zip'],
    ['a letter written in Word', zipOf('[Content_Types].xml', 'word/document.xml'), 'type_office'],
    ['a GIF', Buffer.from('GIF89a'), 'type_gif'],
    ['a program', Buffer.from('MZ\x90\0\x03', 'latin1'), 'type_unknown'],
    ['a text that is no table', Buffer.from('Hei, her kommer fakturaen\nfra oss'), 'type_unknown'],
  ])('%s is turned away', (_, bytes, refused) => {
    expect(uploadKind(bytes)).toEqual({ refused });
  });
});
