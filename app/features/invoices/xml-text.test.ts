import { describe, expect, test } from 'vitest';
import { xmlText } from './xml-text.ts';

const declared = (encoding: string) => `<?xml version="1.0" encoding="${encoding}"?><a>Bærekraft på Ås</a>`;
const utf16be = (text: string) => Buffer.from(text, 'utf16le').swap16();
const mark = '\ufeff';

describe('the text of an XML file', () => {
  test.each<[string, string, Buffer]>([
    ['UTF-8', declared('UTF-8'), Buffer.from(declared('UTF-8'))],
    ['UTF-8 with a mark', declared('utf-8'), Buffer.from(mark + declared('utf-8'))],
    ['UTF-8 that declares nothing', '<a>Å</a>', Buffer.from('<a>Å</a>')],
    ['UTF-16, little-endian, with a mark', declared('UTF-16'), Buffer.from(mark + declared('UTF-16'), 'utf16le')],
    ['UTF-16, big-endian, with a mark', declared('UTF-16'), utf16be(mark + declared('UTF-16'))],
    ['UTF-16 without a mark', declared('UTF-16LE'), Buffer.from(declared('UTF-16LE'), 'utf16le')],
    ['UTF-16, big-endian, without a mark', declared('UTF-16BE'), utf16be(declared('UTF-16BE'))],
    ['ISO-8859-1', declared('ISO-8859-1'), Buffer.from(declared('ISO-8859-1'), 'latin1')],
    ['Windows-1252', declared('windows-1252'), Buffer.from(declared('windows-1252'), 'latin1')],
    ['UTF-8 that says it is UTF-16', declared('UTF-16'), Buffer.from(declared('UTF-16'))],
    ['UTF-8 with a mark that says it is ISO-8859-1', declared('ISO-8859-1'), Buffer.from(mark + declared('ISO-8859-1'))],
  ])('in %s is read', (_, text, bytes) => {
    expect(xmlText(bytes)).toBe(text);
  });

  test('in ISO-8859-15 has its euro sign', () => {
    const bytes = Buffer.concat([Buffer.from('<?xml version="1.0" encoding=\'ISO-8859-15\'?><a>'), Buffer.from([0xa4]), Buffer.from('</a>')]);
    expect(xmlText(bytes)).toContain('<a>€</a>');
  });

  test.each<[string, Buffer]>([
    ['says UTF-8 and is ISO-8859-1', Buffer.from(declared('UTF-8'), 'latin1')],
    ['declares nothing and is ISO-8859-1', Buffer.from('<a>Å</a>', 'latin1')],
    ['is UTF-16 that ends in half a character', Buffer.concat([Buffer.from(mark + declared('UTF-16'), 'utf16le'), Buffer.from([0x41])])],
    ['says an encoding nobody writes invoices in', Buffer.from(declared('UTF-7'))],
    ['says EBCDIC', Buffer.from(declared('IBM037'))],
  ])('is not guessed when it %s', (_, bytes) => {
    expect(xmlText(bytes)).toBeUndefined();
  });
});
