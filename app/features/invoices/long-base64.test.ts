import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { base64Bytes, setAside } from './long-base64.ts';

const long = 'QUJD'.repeat(2000);

describe('long base64 between tags', () => {
  test('is set aside and a sign left in its place', () => {
    const { rest, files } = setAside(`<a><b>${long}</b><c>kort</c></a>`);
    expect([...files.values()]).toEqual([long]);
    expect(rest).toBe(`<a><b>${[...files.keys()][0]}</b><c>kort</c></a>`);
  });

  test('of several elements gets a sign each, in their order', () => {
    const other = `${'WFla'.repeat(1500)}\n`;
    const { rest, files } = setAside(`<a>${long}</a><a>${other}</a><a>${long}</a>`);
    expect([...files.values()]).toEqual([long, other, long]);
    expect(new Set(files.keys()).size).toBe(3);
    expect(rest.length).toBeLessThan(40);
  });

  test.each([
    ['short', 'QUJD'.repeat(1000)],
    ['text with a sign of its own', `${long}&amp;`],
    ['text with a Norwegian letter', `${long}ø`],
    ['a CDATA section', `<![CDATA[${long}]]>`],
    ['a comment', `<!-- ${long} -->`],
  ])('is left when it is %s', (_, text) => {
    expect(setAside(`<a>${text}</a>`)).toEqual({ rest: `<a>${text}</a>`, files: new Map() });
  });

  test.each(['', 'tekst', '<', '>', '><', `>${long}`, `${long}<`, `<a b="${long}"/>`])('is not in %.20j', (text) => {
    expect(setAside(text)).toEqual({ rest: text, files: new Map() });
  });

  test('put back gives the text it was taken from', () => {
    const part = fc.oneof(fc.constantFrom('<', '>', '<a>', '</a>', long, `\r\n${long}`, 'æ'), fc.string({ maxLength: 5 }));
    fc.assert(fc.property(fc.array(part, { maxLength: 20 }).map((parts) => parts.join('')), (text) => {
      const { rest, files } = setAside(text);
      const back = [...files].reduceRight((whole, [sign, file]) => whole.replace(sign, () => file), rest);
      expect(back).toBe(text);
    }));
  });
});

describe('the bytes of base64', () => {
  test('are what was written, with and without line breaks', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 500 }), fc.integer({ min: 1, max: 80 }), (bytes, width) => {
      const written = Buffer.from(bytes).toString('base64');
      const wrapped = written.replace(new RegExp(`(.{${width}})`, 'g'), '$1\r\n\t');
      expect([base64Bytes(written), base64Bytes(wrapped)]).toEqual([Buffer.from(bytes), Buffer.from(bytes)]);
    }));
  });

  test.each(['A', 'AA', 'AAA', 'AAAAA', 'AA=', 'A===', 'AA=A', '=AAA', 'AA*A', 'AAA\u00e6', '&#65;AAA'])('are not guessed from %j', (written) => {
    expect(base64Bytes(written)).toBeUndefined();
  });
});
