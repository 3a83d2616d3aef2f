import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { attachmentPath } from '#app/features/programme-file/attachment-path.ts';
import { safeFileName, uniqueFileName } from './file-name.ts';

describe('a file’s name', () => {
  test.each([
    ['faktura 1001.pdf', 'faktura 1001.pdf'],
    ['Kjørebok Bodø æøå.PDF', 'Kjørebok Bodø æøå.PDF'],
    ['C:\\Users\\Kari\\Skrivebord\\faktura.pdf', 'faktura.pdf'],
    ['../../etc/passwd', 'passwd'],
    ['..', 'fil'],
    ['', 'fil'],
    ['.pdf', 'pdf'],
    ['a<b>:"c|d?e*.pdf', 'a_b___c_d_e_.pdf'],
    ['con.pdf', '_con.pdf'],
    ['contract.pdf', 'contract.pdf'],
    ['slutt. ', 'slutt'],
    ['to\n linjer\t.pdf', 'to linjer .pdf'],
    ['faktura\u202efdp.exe', 'fakturafdp.exe'],
    ['e\u0301.pdf', 'é.pdf'],
  ])('%j is kept as %j', (name, kept) => {
    expect(safeFileName(name)).toBe(kept);
  });

  test('is short enough, keeps its ending, and stays inside the folder, whatever was sent', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 400 }), fc.constantFrom('', '.pdf', '.jpeg'), (stem, ending) => {
      const name = safeFileName(`${stem}${ending}`);
      expect(name.length).toBeGreaterThan(0);
      expect(name.length).toBeLessThanOrEqual(120);
      expect(attachmentPath(name)).toBe(name);
      expect(name).not.toMatch(/[/\\\p{Cc}]/u);
      expect(safeFileName(name)).toBe(name);
    }));
  });

  test('gets a number when another file has it, in small or capital letters', () => {
    expect(uniqueFileName('faktura.pdf', [])).toBe('faktura.pdf');
    expect(uniqueFileName('faktura.pdf', ['Faktura.PDF'])).toBe('faktura (2).pdf');
    expect(uniqueFileName('faktura.pdf', ['faktura.pdf', 'faktura (2).pdf'])).toBe('faktura (3).pdf');
    expect(uniqueFileName('programme.json', [])).toBe('programme (2).json');
    expect(uniqueFileName(`${'a'.repeat(116)}.pdf`, [`${'a'.repeat(116)}.pdf`])).toBe(`${'a'.repeat(112)} (2).pdf`);
  });
});
