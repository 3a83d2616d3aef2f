import fc from 'fast-check';
import { PDFHexString } from 'pdf-lib';
import { expect, test } from 'vitest';
import { escapeXml, matrix, number, pdfDate, textString } from './pdf-text.ts';

test('a text string is read back as it was, whatever it holds', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => {
    expect(PDFHexString.of(textString(text).slice(1, -1)).decodeText()).toBe(text);
  }));
  expect(textString('Å𝒜')).toBe('<FEFF00C5D835DC9C>');
});

test('a number has at most three decimals, no exponent and no negative zero', () => {
  const values = [1, -1.5, 0.1 + 0.2, 1e-9, -1e-9, 1234567.8912, 595.28];
  expect(values.map(number)).toEqual(['1', '-1.5', '0.3', '0', '0', '1234567.891', '595.28']);
  fc.assert(fc.property(fc.double({ min: -1e9, max: 1e9, noNaN: true }), (value) => {
    expect(number(value)).toMatch(/^-?\d+(\.\d{1,3})?$/);
    expect(Math.abs(Number(number(value)) - value)).toBeLessThanOrEqual(0.0005 + 1e-6);
  }));
});

test('a matrix keeps the digits of its factors however small they are, without an exponent', () => {
  expect(matrix([1, 0, -1, 1 / 3, 1 / 3, -14])).toBe('1 0 -1 0.33333333 0.333 -14');
  expect(matrix([0.000123456, 1e-7, 0.05, 100, 0, 0])).toBe('0.00012346 0.0000001 0.05 100 0 0');
});

test('a day is a date at midnight UTC', () => {
  expect(pdfDate('2026-11-23')).toBe('(D:20261123000000Z)');
});

test('XML sees no markup in a text, and none of the characters it forbids', () => {
  expect(escapeXml('<a href="x">Å & \'b\'</a>')).toBe('&#60;a href=&#34;x&#34;&#62;Å &#38; &#39;b&#39;&#60;/a&#62;');
  expect(escapeXml('en\u0000to\u0008tre\tfire\u001b')).toBe('en\ufffdto\ufffdtre\tfire\ufffd');
});
