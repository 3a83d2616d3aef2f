import { describe, expect, test } from 'vitest';
import type { PdfFacts } from './claim-json.ts';
import { frozenJsonInParts } from './frozen-json.ts';

const frozen = {
  format: 'ou-refusjon/claim@1', language: 'nb', warnings: [{ code: 'a', path: '', message: 'A' }], refusals: [], totals: { cost: '1.00' },
  lines: [{ expense: 'e1' }], attachments: [{ voucher: 1, file: 'a.pdf', pages: 2, firstPage: 5, sha256: 'aa' }, { voucher: 2, file: 'b.pdf', pages: 1, firstPage: 7, sha256: 'bb' }],
  grantLetter: { file: 'brev.pdf', pages: 1, firstPage: 4, sha256: 'bb' }, explanation: ['Slik ble det.'], auditHead: { sequence: 4, hash: 'cc' }, pdf: { pages: 7, sha256: 'dd' },
};
const warning = (code: string) => ({ code, path: '', message: code.toUpperCase() });
const facts = (fields: Partial<PdfFacts> = {}): PdfFacts => ({
  pages: 4, sha256: 'ee', firstPages: new Map([[1, 3], [2, 2]]), warnings: [], partOf: new Map([[1, 1], [2, 2]]), letter: { firstPage: 2, part: 1 },
  parts: [{ file: 'k-1.pdf', pages: 4, sha256: 'ee' }, { file: 'k-2.pdf', pages: 2, sha256: 'ff' }], ...fields,
});

describe('a frozen claim.json in parts', () => {
  test('says what it said, and where each voucher is', () => {
    expect(frozenJsonInParts(JSON.stringify(frozen), facts())).toEqual({
      ...frozen,
      attachments: [{ ...frozen.attachments[0], firstPage: 3, part: 1 }, { ...frozen.attachments[1], firstPage: 2, part: 2 }],
      grantLetter: { ...frozen.grantLetter, firstPage: 2, part: 1 }, pdf: { pages: 4, sha256: 'ee' }, parts: facts().parts,
    });
  });

  test('is told of no letter where it told of none, as before such were told of', () => {
    const { grantLetter, ...before } = frozen;
    expect(grantLetter.file).toBe('brev.pdf');
    expect(frozenJsonInParts(JSON.stringify(before), facts())).not.toHaveProperty('grantLetter');
  });

  test('says it in the same order: what lay in the attested PDF is the same bytes', () => {
    const whole = facts({
      pages: 7, sha256: undefined, firstPages: new Map([[1, 5], [2, 7]]), partOf: undefined, parts: undefined, letter: { firstPage: 4, part: undefined },
    });
    expect(JSON.stringify(frozenJsonInParts(JSON.stringify(frozen), whole))).toBe(JSON.stringify({ ...frozen, pdf: null }));
  });

  test('keeps its warnings, and adds only those that are new', () => {
    const said = frozenJsonInParts(JSON.stringify(frozen), facts({ warnings: [warning('a'), warning('b')] }));
    expect(said).toMatchObject({ warnings: [warning('a'), warning('b')] });
    expect(JSON.stringify(said).match(/"code"/g)).toHaveLength(2);
  });

  test('is a fault when it is none', () => {
    for (const text of ['[]', '{}', '{"warnings":[],"attachments":[{}]}']) expect(() => frozenJsonInParts(text, facts())).toThrow();
  });
});
