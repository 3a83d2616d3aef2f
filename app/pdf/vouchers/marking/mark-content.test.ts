import { describe, expect, test } from 'vitest';
import { markContent, type Mark } from './mark-content.ts';

/** Marks around the words given, which stand once in the content. */
function marked(content: string, ...wanted: readonly (Partial<Mark> & { around: string })[]): string[] {
  const marks = wanted.map(({ around, ...fields }, number): Mark => {
    const start = content.indexOf(around);
    return { start, end: start + around.length, number, tag: 'P', ...fields };
  });
  return markContent(Buffer.from(content, 'latin1'), marks).toString('latin1').trimEnd().split('\n');
}

describe('everything that leaves ink is marked', () => {
  test('text with its number, within its block of text', () => {
    expect(marked('BT /F 9 Tf (Hei) Tj 10 0 Td (du) Tj ET', { around: '(Hei) Tj' }, { around: '(du) Tj' })).toEqual([
      'BT', '/F 9 Tf', '/P << /MCID 0 >> BDC', '(Hei) Tj', 'EMC', '10 0 Td', '/P << /MCID 1 >> BDC', '(du) Tj', 'EMC', 'ET',
    ]);
  });

  test('one mark around several operators', () => {
    expect(marked('BT (Fak) Tj 1 Tr (tura) Tj ET', { around: '(Fak) Tj 1 Tr (tura) Tj' }))
      .toEqual(['BT', '/P << /MCID 0 >> BDC', '(Fak) Tj', '1 Tr', '(tura) Tj', 'EMC', 'ET']);
  });

  test('lines and fields as artifacts, whose marks never go into a block of text', () => {
    expect(marked('q 1 g 0 0 5 5 re f BT (Hei) Tj ET 0 0 m 5 5 l S Q', { around: '(Hei) Tj' })).toEqual([
      'q', '1 g', '/Artifact BMC', '0 0 5 5 re', 'f', 'EMC', 'BT', '/P << /MCID 0 >> BDC', '(Hei) Tj', 'EMC', 'ET',
      '/Artifact BMC', '0 0 m', '5 5 l', 'S', 'Q', 'EMC',
    ]);
  });

  test('pictures as figures', () => {
    expect(marked('0 0 5 5 re f /Logo Do', { around: '/Logo Do', tag: 'Figure' }))
      .toEqual(['/Artifact BMC', '0 0 5 5 re', 'f', 'EMC', '/Figure << /MCID 0 >> BDC', '/Logo Do', 'EMC']);
  });

  test('text that is not to be said as an artifact', () => {
    expect(marked('BT (SUM) Tj (SUM) Tj ET', { around: '(SUM) Tj' })).toEqual(['BT', '/P << /MCID 0 >> BDC', '(SUM) Tj', 'EMC', '/Artifact BMC', '(SUM) Tj', 'EMC', 'ET']);
  });
});

test('marks that were there are gone, also within a new one', () => {
  expect(marked('/P << /MCID 7 >> BDC BT (a) Tj EMC (b) Tj ET', { around: '(a) Tj EMC (b) Tj' })).toEqual(['BT', '/P << /MCID 0 >> BDC', '(a) Tj', '(b) Tj', 'EMC', 'ET']);
});

test('what is left open is closed, so that what comes after stands as if nothing had been before', () => {
  expect(marked('q q BT (a) Tj', { around: '(a) Tj' })).toEqual(['q', 'q', 'BT', '/P << /MCID 0 >> BDC', '(a) Tj', 'EMC', 'ET', 'Q', 'Q']);
});
