import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calendarDate } from '#app/domain/calendar-date.ts';
import { minus, money, moneyToText, percentOf, sum } from '#app/domain/money.ts';
import { languages } from '#app/domain/programme.ts';
import { anAssessment, aRichProgramme, filesOf, someProgrammes } from '#test/fixtures/assessments.ts';
import { aDay, aFee, anActual, aNotRefundable, aProgramme } from '#test/fixtures/factories.ts';
import { claimJson, type PdfFacts } from './claim-json.ts';

const pdf: PdfFacts = { pages: 9, sha256: 'f'.repeat(64), firstPages: new Map([[1, 5], [2, 7]]), warnings: [] };
const amount = /^-?(0|[1-9]\d*)\.\d{2}$/;

function keysOf(value: object | null | undefined): string[] {
  return Object.keys(value ?? {});
}

describe('claim.json', () => {
  test('tells of parts only where there are any: the PDFs last, and the part of each voucher', () => {
    const parts = [{ file: 'claim.pdf', pages: 9, sha256: 'f'.repeat(64) }, { file: 'claim-2.pdf', pages: 3, sha256: 'e'.repeat(64) }];
    const json = claimJson(anAssessment(aRichProgramme()), 'nb', { ...pdf, parts, partOf: new Map([[1, 1], [2, 2]]) });
    expect([keysOf(json).slice(-2), json.parts]).toEqual([['pdf', 'parts'], parts]);
    expect(json.attachments.slice(0, 2).map((file) => [keysOf(file).at(-1), file.part])).toEqual([['part', 1], ['part', 2]]);
  });

  test('tells of the grant letter what it tells of vouchers: it is behind the claim too', () => {
    const letterOf = (facts: PdfFacts | undefined) => claimJson(anAssessment(aProgramme()), 'nb', facts).grantLetter;
    const file = { file: 'tilsagnsbrev.pdf', pages: 2, sha256: 'tilsagnsbrev.pdf'.padEnd(64, '0') };
    expect(letterOf({ ...pdf, letter: { firstPage: 4 } })).toEqual({ ...file, firstPage: 4 });
    expect(letterOf({ ...pdf, letter: { firstPage: 4, part: 1 } })).toEqual({ ...file, firstPage: 4, part: 1 });
    expect(letterOf(undefined)).toEqual({ ...file, firstPage: null });
  });

  test('tells of a letter that cannot be read that nothing of it is there', () => {
    const missing = anAssessment(aProgramme(), { 'tilsagnsbrev.pdf': { isReadable: false, cause: 'not_found' } });
    expect(claimJson(missing, 'nb', undefined).grantLetter).toEqual({ file: 'tilsagnsbrev.pdf', pages: 0, firstPage: null, sha256: null });
  });

  test('has exactly the keys of its format, in order', () => {
    const json = claimJson(anAssessment(aRichProgramme()), 'nb', pdf);
    const keys = ['format', 'language', 'ruleSet', 'warnings', 'refusals', 'totals', 'lines', 'attachments', 'explanation', 'pdf'];
    expect(keysOf(json)).toEqual(keys.toSpliced(-2, 0, 'grantLetter'));
    expect(keysOf(claimJson(anAssessment(aProgramme({ grant: { letter: undefined } })), 'nb', pdf))).toEqual(keys);
    expect(keysOf(json.totals)).toEqual(['cost', 'eligible', 'basis', 'percent', 'calculated', 'grantRemaining', 'refund', 'ownShare']);
    for (const line of json.lines) expect(keysOf(line)).toEqual(['expense', 'vouchers', 'kind', 'net', 'basis', 'refund', 'reasons']);
    for (const file of json.attachments) expect(keysOf(file)).toEqual(['voucher', 'file', 'pages', 'firstPage', 'sha256']);
    for (const warning of json.warnings) expect(keysOf(warning)).toEqual(['code', 'path', 'message']);
    expect(keysOf(json.pdf)).toEqual(['pages', 'sha256']);
    expect([json.lines.length, json.attachments.length, json.warnings.length].every((count) => count > 0)).toBe(true);
  });

  test('survives being written and read: no undefined, no Decimal, no Map', () => {
    const json = claimJson(anAssessment(aRichProgramme()), 'nb', pdf);
    expect(JSON.parse(JSON.stringify(json))).toEqual(json);
  });

  test('gives the printed example: a day à 20 000 → 18 000 → 12 600, cut by the day cap', () => {
    const fee = aFee({ id: 'e1', days: [aDay('2026-02-10', '20000')] });
    const venue = aNotRefundable('8000', { id: 'e3' });
    expect(claimJson(anAssessment(aProgramme({ expenses: [fee, venue] })), 'nb', pdf)).toMatchObject({
      totals: {
        cost: '28000.00', eligible: '20000.00', basis: '18000.00', percent: '70', calculated: '12600.00', grantRemaining: '315000.00',
        refund: '12600.00', ownShare: '15400.00',
      },
      lines: [
        { expense: 'e1', vouchers: [1], kind: 'fee', net: '20000.00', basis: '18000.00', refund: '12600.00', reasons: ['day_cap'] },
        { expense: 'e3', vouchers: [], kind: 'not_refundable', net: '8000.00', basis: '0.00', refund: '0.00', reasons: ['venue'] },
      ],
      attachments: [{ voucher: 1, file: 'faktura-1001.pdf', pages: 2, firstPage: 5, sha256: 'faktura-1001.pdf'.padEnd(64, '0') }],
      pdf: { pages: 9, sha256: 'f'.repeat(64) },
    });
  });

  test('without a grant amount nothing is said to remain; without a percentage none is given', () => {
    const withTerms = (grant: object) => claimJson(anAssessment(aProgramme({ grant })), 'nb', undefined).totals;
    expect(withTerms({ amount: undefined })).toMatchObject({ grantRemaining: null, refund: '10500.00' });
    expect(withTerms({ appliedOn: calendarDate('2018-03-01') }))
      .toMatchObject({ percent: null, calculated: '0.00', refund: '0.00', ownShare: '15000.00' });
  });

  test('of a refused claim holds the refusals and everything but the PDF', () => {
    const json = claimJson(anAssessment(aProgramme({ grant: { reference: '' } })), 'nb', undefined);
    expect(json.refusals.map(({ code, path }) => [code, path])).toEqual([['grant_reference_missing', 'grant.reference']]);
    expect([json.pdf, json.attachments[0]?.firstPage, json.lines.length]).toEqual([null, null, 1]);
  });

  test('lists a file that cannot be read, without pages or fingerprint', () => {
    const files = { 'faktura-1001.pdf': { isReadable: false, cause: 'password' } as const };
    expect(claimJson(anAssessment(aProgramme(), files), 'nb', undefined).attachments)
      .toEqual([{ voucher: 1, file: 'faktura-1001.pdf', pages: 0, firstPage: null, sha256: null }]);
  });

  test('adds what the PDF could not print to the warnings', () => {
    const unprintable = { code: 'character_not_printable', path: '', message: 'U+6F22' };
    expect(claimJson(anAssessment(aProgramme()), 'nb', { ...pdf, warnings: [unprintable] }).warnings).toEqual([unprintable]);
  });

  test('says the same in every language but for the words', () => {
    const [nb, ...others] = languages.map((language) => claimJson(anAssessment(aRichProgramme()), language, pdf));
    for (const other of others) {
      expect(other).toMatchObject({ totals: nb?.totals, lines: nb?.lines, attachments: nb?.attachments });
      expect(other.warnings.map(({ code, path }) => [code, path])).toEqual(nb?.warnings.map(({ code, path }) => [code, path]));
      expect(other.explanation).toHaveLength(nb?.explanation.length ?? 0);
      expect(other.explanation).not.toEqual(nb?.explanation);
    }
  });
});

describe('for any programme', () => {
  const jsons = someProgrammes.map((programme) => ({ programme, json: claimJson(anAssessment(programme), 'nb', pdf) }));
  const added = (texts: readonly string[]) => moneyToText(sum(texts.map(money)));

  test('every expense is a line, in the file’s order, and every file one attachment', () => {
    fc.assert(fc.property(jsons, ({ programme, json }) => {
      expect(json.lines.map(({ expense }) => expense)).toEqual(programme.expenses.map(({ id }) => id));
      expect(json.attachments.map(({ file }) => file)).toEqual(filesOf(programme).filter((file) => file !== programme.grant.letter));
      const fileOf = new Map(json.attachments.map(({ voucher, file }) => [voucher, file]));
      const filesOfLines = json.lines.map(({ vouchers }) => vouchers.map((voucher) => fileOf.get(voucher)));
      expect(filesOfLines).toEqual(programme.expenses.map(({ attachments }) => attachments));
    }));
  });

  test('the lines add up to the totals, and the totals to each other', () => {
    fc.assert(fc.property(jsons, ({ programme, json: { lines, totals } }) => {
      const text = (name: string) => totals[name] ?? expect.fail();
      expect(added(lines.map(({ net }) => net))).toBe(text('cost'));
      expect(added(lines.filter(({ kind }) => kind !== 'not_refundable').map(({ net }) => net))).toBe(text('eligible'));
      expect(added(lines.map(({ basis }) => basis))).toBe(text('basis'));
      expect(added(lines.map(({ refund }) => refund))).toBe(text('refund'));
      expect(moneyToText(minus(money(text('cost')), money(text('refund'))))).toBe(text('ownShare'));
      const share = programme.grant.percent;
      if (share !== undefined) expect(moneyToText(percentOf(share, money(text('basis'))))).toBe(text('calculated'));
    }));
  });

  test('every amount has two decimals and a point, and a line that is not refundable gives nothing, for a reason', () => {
    fc.assert(fc.property(jsons, ({ json: { lines, totals } }) => {
      for (const [name, text] of Object.entries(totals)) if (name !== 'percent' && text !== null) expect(text).toMatch(amount);
      for (const { kind, net, basis, refund, reasons } of lines) {
        for (const text of [net, basis, refund]) expect(text).toMatch(amount);
        if (kind === 'not_refundable') expect([basis, refund, reasons.length]).toEqual(['0.00', '0.00', 1]);
        if (net !== basis) expect(reasons.length).toBeGreaterThan(0);
      }
    }));
  });

  test('travel counts in full, whatever else there is', () => {
    const json = claimJson(anAssessment(aProgramme({ expenses: [anActual('travel', '99999.99')] })), 'nb', pdf);
    expect(json.lines[0]).toMatchObject({ net: '99999.99', basis: '99999.99', reasons: [] });
  });
});
