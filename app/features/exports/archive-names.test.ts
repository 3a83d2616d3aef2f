import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { folded, safeName, uniqueName } from './archive-names.ts';

describe('a safe name', () => {
  test.each([
    ['Søknad på åpen dag.pdf', 'Søknad på åpen dag.pdf'],
    ['a\u030apen.pdf', 'åpen.pdf'],
    ['../../etc/passwd', '-..-etc-passwd'],
    ['/etc/passwd', '-etc-passwd'],
    ['C:\\Windows\\system.ini', 'C--Windows-system.ini'],
    ['..', 'fil'],
    ['', 'fil'],
    ['. .', 'fil'],
    ['navn\u0000\r\n.pdf', 'navn.pdf'],
    ['faktura\u202efdp.exe', 'fakturafdp.exe'],
    ['NUL', '_NUL'],
    ['con.pdf', '_con.pdf'],
    ['faktura.pdf. ', 'faktura.pdf'],
    ['.bashrc', 'bashrc'],
    ['\ud800.pdf', '\ufffd.pdf'],
  ])('of %j is %j', (name, safe) => {
    expect(safeName(name, 'fil')).toBe(safe);
  });

  test('keeps its ending when it is cut, and no letter in half', () => {
    const name = safeName(`${'å'.repeat(300)}.pdf`, 'fil');
    expect(name).toBe(`${'å'.repeat(98)}.pdf`);
    expect(safeName('😀'.repeat(300), 'fil')).toBe('😀'.repeat(50));
  });

  test('never leaves its folder, whatever it is made of', () => {
    const piece = fc.oneof(fc.constantFrom('..', '.', '/', '\\', ':', ' ', '\u0000', '\n', '\u200b', 'nul', 'CON', '.pdf'), fc.string({ unit: 'binary' }));
    fc.assert(fc.property(fc.array(piece), (pieces) => {
      const name = safeName(pieces.join(''), 'fil');
      expect(name).not.toMatch(/[/\\:*?"<>|\p{Cc}\p{Cf}]|^[. ]|[. ]$|^$/u);
      expect(name).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i);
      expect(Buffer.byteLength(name)).toBeLessThan(255);
      expect(name.isWellFormed()).toBe(true);
    }));
  });
});

describe('a unique name', () => {
  test('is numbered before its ending', () => {
    const taken = new Set<string>();
    expect(['faktura.pdf', 'faktura.pdf', 'faktura.pdf', 'krav'].map((name) => uniqueName(name, taken)))
      .toEqual(['faktura.pdf', 'faktura (2).pdf', 'faktura (3).pdf', 'krav']);
  });

  test('differs by more than case', () => {
    const taken = new Set<string>();
    expect(['Åse.pdf', 'åse.PDF', 'ÅSE.pdf'].map((name) => uniqueName(name, taken))).toEqual(['Åse.pdf', 'åse (2).PDF', 'ÅSE (3).pdf']);
  });

  test('is never one that is taken, also by a number', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom('a', 'A', 'a (2)', 'A (2)', 'straße', 'STRASSE', 'a.pdf')), (names) => {
      const taken = new Set<string>();
      const unique = names.map((name) => folded(uniqueName(name, taken)));
      expect(new Set(unique).size).toBe(names.length);
    }));
  });
});
