import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aFullEhf, anEhf, cac, cbc } from '#test/fixtures/ehf.ts';
import { invoiceRefusals } from './invoice.ts';
import { readUbl } from './ubl.ts';

const outcome = (xml: string) => {
  const result = readUbl(xml);
  return 'refused' in result ? result.refused : 'read';
};

/** The answer, and whether it came within seconds: a file must never hold up the rest. */
const timely = (xml: string) => {
  const start = performance.now();
  const result = outcome(xml);
  return { result, isTimely: performance.now() - start < 8000 };
};

describe('a document type is refused before anything is parsed', () => {
  const withHead = (head: string) => anEhf().replace('?>\n', `?>\n${head}\n`);

  test.each([
    '<!DOCTYPE Invoice>',
    '<!doctype invoice>',
    '<!DOCTYPE Invoice SYSTEM "http://127.0.0.1/x.dtd">',
    '<!DOCTYPE i [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
    '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>',
    '<!DOCTYPE i [<!ENTITY % p "<!ENTITY x \'y\'>"> %p;]>',
    '<!ENTITY x "y">',
  ])('%s', (head) => {
    expect(outcome(withHead(head))).toBe('doctype');
  });

  test('also when the rest is broken, and wherever it stands', () => {
    expect(outcome('<a><!DOCTYPE x')).toBe('doctype');
    expect(outcome(anEhf({ more: '<!DOCTYPE x>' }))).toBe('doctype');
  });
});

describe('what is not well-formed is refused as damaged', () => {
  test.each([
    ['nothing but text', 'Faktura 1'],
    ['JSON', '{"Invoice": 1}'],
    ['unclosed', anEhf().replace('</Invoice>', '')],
    ['closed in the wrong order', '<a><b></a></b>'],
    ['two roots', '<a/><b/>'],
    ['two invoices', anEhf() + anEhf().replace(/<\?xml.*\?>/, '')],
    ['an undeclared prefix', anEhf({ more: '<ukjent:ID>1</ukjent:ID>' })],
    ['an entity that XML does not know', anEhf({ more: '<cbc:Note>&nbsp;</cbc:Note>' })],
    ['an entity without its end', anEhf({ more: '<cbc:Note>&amp</cbc:Note>' })],
    ['an entity in an attribute', anEhf({ more: '<cbc:Note a="&x;">1</cbc:Note>' })],
    ['a character by number that is none', anEhf({ more: '<cbc:Note>&#0;</cbc:Note>' })],
    ['half a surrogate by number', anEhf({ more: '<cbc:Note>&#xD800;</cbc:Note>' })],
    ['a number beyond all characters', anEhf({ more: '<cbc:Note>&#x110000;</cbc:Note>' })],
    ['an attribute twice', anEhf({ more: '<cbc:Note a="1" a="2">1</cbc:Note>' })],
    ['an element named as JavaScript’s own', anEhf({ more: '<__proto__>1</__proto__>' })],
    ['an attribute named as JavaScript’s own', anEhf({ more: '<cbc:Note __proto__="1">1</cbc:Note>' })],
    ['nested a hundred thousand deep', anEhf({ more: '<cbc:X>'.repeat(100_000) + '</cbc:X>'.repeat(100_000) })],
    ['nested and never closed', `<a>${'<a>'.repeat(100_000)}`],
    ['a comment without end', anEhf({ more: '<!-- ' })],
    ['a CDATA section without end', anEhf({ more: '<cbc:Note><![CDATA[ ' })],
    ['prefixes by the thousand', anEhf({ more: `<a ${Array.from({ length: 2000 }, (_, index) => `xmlns:p${index}="u"`).join(' ')}/>` })],
  ])('%s', (_, xml) => {
    expect(outcome(xml)).toBe('damaged');
  });
});

describe('what is well-formed is read, however it is written', () => {
  const noteOf = (written: string) => {
    const result = readUbl(anEhf({ more: `<cbc:Note>${written}</cbc:Note>` }));
    return 'refused' in result ? result.refused : result.notes[0];
  };

  test.each([
    ['&lt;b&gt; &amp; &quot;&apos;', '<b> & "\''],
    ['&#230;&#xF8;&#xE5;', 'æøå'],
    ['&amp;lt;', '&lt;'],
    ['<![CDATA[<b> & &amp;]]>', '<b> & &amp;'],
    ['før<!-- ikke med -->etter', 'føretter'],
    ['før<?pi ikke med?>etter', 'føretter'],
    ['$1 {t} \\n %s', '$1 {t} \\n %s'],
    ['constructor', 'constructor'],
  ])('%s', (written, note) => {
    expect(noteOf(written)).toBe(note);
  });

  test('deep, but not deeper than signatures are', () => {
    expect(outcome(anEhf({ more: '<cbc:X>'.repeat(20) + '</cbc:X>'.repeat(20) }))).toBe('read');
  });

  test('with an element of another vocabulary that is named as JavaScript’s own', () => {
    expect(outcome(anEhf({ more: '<cbc:toString>1</cbc:toString><cbc:hasOwnProperty/>' }))).toBe('read');
  });
});

describe('what is too much is refused, and soon', () => {
  const attachment = (open: string, close: string) => anEhf({
    more: cac('AdditionalDocumentReference', cbc('ID', 'V1'), cac('Attachment', `<cbc:EmbeddedDocumentBinaryObject>${open}${'QUJD'.repeat(3_000_000)}${close}</cbc:EmbeddedDocumentBinaryObject>`)),
  });

  test.each([
    ['fifty megabytes', () => anEhf({ more: cbc('Note', 'Merknad. '.repeat(5_600_000)) })],
    ['fifty megabytes of base64', () => anEhf({ more: `<cbc:Note>${'QUJD'.repeat(12_500_000)}</cbc:Note>` })],
    ['five megabytes of text', () => anEhf({ more: cbc('Note', 'Merknad. '.repeat(560_000)) })],
    ['elements by the hundred thousand', () => anEhf({ more: '<cbc:X/>'.repeat(300_000) })],
    ['attributes by the hundred thousand', () => anEhf({ more: `<cbc:X ${Array.from({ length: 130_000 }, (_, index) => `a${index}=""`).join(' ')}/>` })],
    ['megabytes in a CDATA section', () => attachment('<![CDATA[', ']]>')],
  ])('%s', (_, make) => {
    expect(timely(make())).toEqual({ result: 'too_large', isTimely: true });
  });

  test.each([
    ['megabytes of one word', () => anEhf({ more: cbc('Note', 'ø'.repeat(3_900_000)) })],
    ['megabytes of spaces', () => anEhf({ more: cbc('Note', `a${' \n'.repeat(1_900_000)}b`) })],
    ['a hundred thousand elements', () => anEhf({ more: '<cbc:X>1</cbc:X>'.repeat(100_000) })],
    ['twelve megabytes of base64', () => attachment('', '')],
  ])('but %s can be read', (_, make) => {
    expect(timely(make())).toEqual({ result: 'read', isTimely: true });
  });
});

describe('whatever a file holds, there is an answer', () => {
  const answers: readonly string[] = ['read', ...invoiceRefusals];

  test('cut off at any place', () => {
    const xml = aFullEhf();
    fc.assert(fc.property(fc.integer({ min: 0, max: xml.trimEnd().length - 1 }), (length) => {
      expect(['empty', 'damaged']).toContain(outcome(xml.slice(0, length)));
    }), { numRuns: 150 });
  });

  test('with anything put in place of anything', () => {
    const xml = aFullEhf();
    const signs = fc.array(fc.constantFrom('<', '>', '&', '"', '=', '/', '!', '[', ']', '?', '-', ':', 'a', '1', ' ', '\u0000', '\ud800', '\ue000'), { maxLength: 8 }).map((list) => list.join(''));
    fc.assert(fc.property(fc.nat(xml.length), fc.nat(60), signs, (at, length, put) => {
      expect(answers).toContain(outcome(xml.slice(0, at) + put + xml.slice(at + length)));
    }), { numRuns: 300 });
  });

  test('any text at all', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      expect(answers).toContain(outcome(text));
      expect(answers).toContain(outcome(anEhf({ more: text })));
    }));
  });

  test.each(['', ' ', '\n\t'])('nothing: %j', (text) => {
    expect(outcome(text)).toBe('empty');
  });
});
