import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { money, moneyToText, zero } from '#app/domain/money.ts';
import type { Programme } from '#app/domain/programme.ts';
import type { EarlierClaims } from '#app/domain/refund.ts';
import { programmeFileOf } from '#app/features/programme-file/from-programme.ts';
import { aRichProgramme, filesOf, readable, someProgrammes, wordsFor } from '#test/fixtures/assessments.ts';
import { today } from '#test/fixtures/claims.ts';
import { aProgramme } from '#test/fixtures/factories.ts';
import { assessClaim, type Assessment } from './assess-claim.ts';
import { earlierAsText } from './claim-case.server.ts';
import { claimDocument } from './claim-document.ts';
import { claimJson } from './claim-json.ts';
import { claimWords } from './claim-words.ts';
import { readFrozenClaim } from './frozen-claim.ts';
import { formFields } from './form-values.ts';

const totalNames = ['cost', 'eligible', 'basis', 'calculated', 'grantRemaining', 'refund', 'ownShare'] as const;

/** A programme's claim after others have used of its grant and days. */
function assessed(programme: Programme, earlier: EarlierClaims = { refunded: money('1000') }): Assessment {
  const attachments = new Map(filesOf(programme).map((file) => [file, readable(file)]));
  return assessClaim({ programme, today, attachments, earlier });
}

/** What approval keeps of it. */
function papersOf(programme: Programme, earlier: EarlierClaims = { refunded: money('1000') }) {
  const assessment = assessed(programme, earlier);
  const snapshot = {
    format: 'ou-refusjon/snapshot@1', today: assessment.today, language: 'nb', programme: programmeFileOf(programme),
    earlier: earlierAsText(programme, earlier), files: [], ledger: { responsibility: '3100', accounts: { e1: '272' } },
  };
  return { snapshotJson: JSON.stringify(snapshot), claimJson: JSON.stringify(claimJson(assessment, 'nb', { pages: 9, sha256: '', firstPages: new Map(), warnings: [] })) };
}

test('a frozen claim reads as it was worked out: figures, lines, vouchers, steps', () => {
  const programme = aRichProgramme();
  const { assessment, explanation, ledger } = readFrozenClaim(papersOf(programme));
  const made = assessed(programme);
  const figures = ({ calculation, voucherList }: typeof made) => ({
    totals: totalNames.map((name) => [name, moneyToText(calculation.totals[name] ?? zero)]),
    lines: calculation.lines.map(({ expense, net, basis, refund, reasons }) => [expense.id, ...[net, basis, refund].map(moneyToText), reasons, voucherList.numbersOf(expense)]),
    kinds: calculation.kinds.map(({ kind, net, basis, refund }) => [kind, ...[net, basis, refund].map(moneyToText)]),
    vouchers: voucherList.vouchers,
  });
  expect(figures(assessment)).toEqual(figures(made));
  expect(moneyToText(assessment.calculation.grantUsed)).toBe('1000.00');
  expect(explanation[0]).toContain('Utgiftene er til sammen');
  expect(ledger.accounts['e1']).toBe('272');
});

test('gives the values of KS’s form as they were', () => {
  const programme = aRichProgramme();
  expect(formFields(claimWords(readFrozenClaim(papersOf(programme)).assessment, 'nb'))).toEqual(formFields(wordsFor(programme)));
});

test('works nothing out: amounts are those kept, also where today’s rules would give others', () => {
  const papers = papersOf(aProgramme());
  const tampered = papers.claimJson.replaceAll('"10500.00"', '"1.00"');
  expect(tampered).not.toBe(papers.claimJson);
  expect(moneyToText(readFrozenClaim({ ...papers, claimJson: tampered }).assessment.calculation.totals.refund)).toBe('1.00');
});

test('is read though today’s rules would not take what was typed then', () => {
  const programme = aProgramme({ contact: { name: '', email: '' } });
  expect(readFrozenClaim(papersOf(programme)).assessment.programme.contact.name).toBe('');
});

test('what approval never wrote is a fault', () => {
  const papers = papersOf(aProgramme());
  expect(() => readFrozenClaim({ ...papers, snapshotJson: '{}' })).toThrow();
  expect(() => readFrozenClaim({ ...papers, claimJson: papers.claimJson.replace('"2024"', '"1999"') })).toThrow('There is no rule set 1999');
});

test('the form takes digits and a comma, and numbers without spaces', () => {
  const plain = Object.fromEntries(formFields(wordsFor(aProgramme())).map(({ label, plain: copied }) => [label, copied]));
  expect(plain).toMatchObject({
    'Tilsagnsnummer (KS’ referanse)': '25/12345', Organisasjonsnummer: '940155223', Kontonummer: '18136445320',
    'Honorar, uten mva.': '15000,00', Refusjonsprosent: '70', 'Beløp som kreves': '10500,00',
  });
});

describe('the document of a frozen claim', () => {
  const documentOf = (assessment: Assessment, explanation?: readonly string[]) => (
    claimDocument({ assessment, language: 'nb', isDraft: false, filePages: new Map(), explanation })
  );

  /** The letter has no voucher number, so that what opening it showed is not in claim.json. */
  const frozenDocument = (programme: Programme, earlier?: EarlierClaims) => {
    const { assessment, explanation } = readFrozenClaim(papersOf(programme, earlier));
    const attachments = new Map(filesOf(programme).map((file) => [file, readable(file)]));
    return documentOf({ ...assessment, attachments }, explanation);
  };

  /** Others have used of the grant and of two days, one of them wholly. */
  const earlier: EarlierClaims = { refunded: money('2500.50'), days: new Map([['2026-02-10 k1', money('18000')], ['2026-02-12 k1', money('7000')]]) };

  test('says word for word what the document said that was attested', () => {
    const programme = aRichProgramme();
    expect(frozenDocument(programme, earlier)).toEqual(documentOf(assessed(programme, earlier)));
    expect(JSON.stringify(frozenDocument(programme, earlier))).toContain('Konsulenten har allerede');
  });

  test('whatever the claim', () => {
    fc.assert(fc.property(someProgrammes, (programme) => {
      expect(frozenDocument(programme, earlier)).toEqual(documentOf(assessed(programme, earlier)));
    }), { numRuns: 60 });
  });

  test('has its explanation as it was worded, also where it would be worded otherwise now', () => {
    const papers = papersOf(aProgramme());
    const worded = papers.claimJson.replace('Utgiftene er til sammen', 'Alt kostet');
    const { assessment, explanation } = readFrozenClaim({ ...papers, claimJson: worded });
    expect(JSON.stringify(documentOf(assessment, explanation))).toContain('Alt kostet');
  });
});
