import { explainClaim } from '#app/domain/explanation.ts';
import { moneyToText, percentToText } from '#app/domain/money.ts';
import type { CalculatedLine, Calculation } from '#app/domain/refund.ts';
import type { AuditHead, Language } from '#app/domain/programme.ts';
import { findingText, stepText, type FindingText } from '#app/i18n/finding-text.ts';
import type { Assessment } from './assess-claim.ts';
import type { Voucher, VoucherList } from './vouchers.ts';

/** The claim for machines, `ou-refusjon/claim@1`. Amounts are decimal strings in kroner excl. VAT. */
export interface ClaimJson {
  readonly format: 'ou-refusjon/claim@1';
  readonly language: Language;
  readonly ruleSet: string;
  readonly warnings: readonly FindingText[];
  readonly refusals: readonly FindingText[];
  readonly totals: Readonly<Record<string, string | null>>;
  readonly lines: readonly ClaimJsonLine[];
  readonly attachments: readonly ClaimJsonAttachment[];
  /** The grant letter, which is behind the claim too but documents no cost; absent where there is none. */
  readonly grantLetter?: Omit<ClaimJsonAttachment, 'voucher'>;
  readonly explanation: readonly string[];
  /** Where the audit trail had come; absent where there is none. */
  readonly auditHead?: AuditHead;
  /** Null when the claim was refused and no PDF was made, and in the copy that lies within the PDF. */
  readonly pdf: { readonly pages: number; readonly sha256: string } | null;
  /** All the PDFs, when the claim is in more than one: `pdf` is the first of them. */
  readonly parts?: readonly PdfPart[];
}

interface PdfPart {
  readonly file: string;
  readonly pages: number;
  readonly sha256: string;
}

interface ClaimJsonLine {
  readonly expense: string;
  readonly vouchers: readonly number[];
  readonly kind: string;
  readonly net: string;
  readonly basis: string;
  readonly refund: string;
  readonly reasons: readonly string[];
}

interface ClaimJsonAttachment {
  readonly voucher: number;
  readonly file: string;
  readonly pages: number;
  /** Null when no PDF was made. */
  readonly firstPage: number | null;
  readonly sha256: string | null;
  /** The PDF it is in, from 1, when there are several: `firstPage` is a page of that one. */
  readonly part?: number;
}

export interface PdfFacts {
  readonly pages: number;
  /** Undefined inside the PDF, which cannot know its own. */
  readonly sha256: string | undefined;
  /** Page number of each voucher's first page, by voucher number. */
  readonly firstPages: ReadonlyMap<number, number>;
  /** Where the grant letter is. */
  readonly letter?: { readonly firstPage: number; readonly part?: number | undefined } | undefined;
  readonly warnings: readonly FindingText[];
  /** Where the claim is in several PDFs: the part of each voucher, by its number, and the PDFs, which none of them knows itself. */
  readonly partOf?: ReadonlyMap<number, number> | undefined;
  readonly parts?: readonly PdfPart[] | undefined;
}

/** A claim's figures, explanation and evidence as JSON. Every expense is a line, in the file's order. */
export function claimJson(assessment: Assessment, language: Language, pdf: PdfFacts | undefined): ClaimJson {
  const { programme, calculation, refusals, warnings, voucherList } = assessment;
  return {
    format: 'ou-refusjon/claim@1',
    language,
    ruleSet: calculation.terms.ruleSet.id,
    warnings: [...warnings.map((warning) => findingText('warning', warning, language)), ...(pdf?.warnings ?? [])],
    refusals: refusals.map((refusal) => findingText('refusal', refusal, language)),
    totals: totals(calculation),
    lines: calculation.lines.map((line) => jsonLine(line, voucherList)),
    attachments: voucherList.vouchers.map((voucher) => jsonAttachment(voucher, pdf)),
    ...jsonLetter(assessment, pdf),
    explanation: explainClaim(calculation).map((step) => stepText(step, language)),
    ...(programme.auditHead === undefined ? {} : { auditHead: programme.auditHead }),
    pdf: pdf?.sha256 === undefined ? null : { pages: pdf.pages, sha256: pdf.sha256 },
    ...(pdf?.parts === undefined ? {} : { parts: pdf.parts }),
  };
}

function jsonAttachment({ number, file, state }: Voucher, pdf: PdfFacts | undefined): ClaimJsonAttachment {
  const part = pdf?.partOf?.get(number);
  return {
    voucher: number,
    file,
    pages: state.isReadable ? state.pages : 0,
    firstPage: pdf?.firstPages.get(number) ?? null,
    sha256: state.isReadable ? state.sha256 : null,
    ...(part === undefined ? {} : { part }),
  };
}

function jsonLetter({ programme: { grant: { letter } }, attachments }: Assessment, pdf: PdfFacts | undefined): Pick<ClaimJson, 'grantLetter'> {
  if (letter === undefined) return {};
  const state = attachments.get(letter);
  const part = pdf?.letter?.part;
  return {
    grantLetter: {
      file: letter,
      pages: state?.isReadable === true ? state.pages : 0,
      firstPage: pdf?.letter?.firstPage ?? null,
      sha256: state?.isReadable === true ? state.sha256 : null,
      ...(part === undefined ? {} : { part }),
    },
  };
}

function totals({ totals: sums, terms }: Calculation): Record<string, string | null> {
  return {
    cost: moneyToText(sums.cost),
    eligible: moneyToText(sums.eligible),
    basis: moneyToText(sums.basis),
    percent: terms.percent === undefined ? null : percentToText(terms.percent),
    calculated: moneyToText(sums.calculated),
    grantRemaining: sums.grantRemaining === undefined ? null : moneyToText(sums.grantRemaining),
    refund: moneyToText(sums.refund),
    ownShare: moneyToText(sums.ownShare),
  };
}

function jsonLine(line: CalculatedLine, { numbersOf }: VoucherList): ClaimJsonLine {
  return {
    expense: line.expense.id,
    vouchers: numbersOf(line.expense),
    kind: line.expense.kind,
    net: moneyToText(line.net),
    basis: moneyToText(line.basis),
    refund: moneyToText(line.refund),
    reasons: line.reasons,
  };
}
