import { createHash } from 'node:crypto';
import type { CalendarDate } from '#app/domain/calendar-date.ts';
import type { ArchiveKind, Language, Programme } from '#app/domain/programme.ts';
import type { OpenedAttachments } from '#app/features/attachments/opened-attachment.ts';
import { findingText, type FindingText } from '#app/i18n/finding-text.ts';
import type { DocumentDescription } from '#app/pdf/document.ts';
import { renderDocument, type MadePages } from '#app/pdf/render.server.ts';
import { assessClaim, type Assessment, type AssessmentInput } from './assess-claim.ts';
import { voucherAnchor } from './claim-anchors.ts';
import { claimDocument } from './claim-document.ts';
import { claimFiles } from './claim-files.ts';
import { claimJson, type ClaimJson, type PdfFacts } from './claim-json.ts';

export interface ClaimInput {
  readonly programme: Programme;
  readonly attachments: OpenedAttachments;
  readonly today: CalendarDate;
  readonly language: Language;
  /** A draft is made even when the claim is refused, and says so on every page. */
  readonly isDraft: boolean;
  /** 2a unless said. */
  readonly archive?: ArchiveKind | undefined;
  /** The folder that holds `public/fonts`. */
  readonly projectFolder: string;
  /** What claims approved before have used. */
  readonly earlier?: AssessmentInput['earlier'];
  readonly circumstances?: AssessmentInput['circumstances'];
}

export interface MadeClaim {
  readonly json: ClaimJson;
  /** Undefined when the claim is refused and no draft was asked for. */
  readonly pdf: Buffer | undefined;
  readonly assessment: Assessment;
}

/** Works out a claim and makes its document. The same input gives the same bytes, from the command line and the web alike. */
export function makeClaim(input: ClaimInput): MadeClaim {
  const states = new Map([...input.attachments].map(([name, { state }]) => [name, state]));
  const { programme, today, earlier, circumstances } = input;
  const assessment = assessClaim({ programme, today, attachments: states, earlier, circumstances });
  if (assessment.refusals.length > 0 && !input.isDraft) {
    return { json: claimJson(assessment, input.language, undefined), pdf: undefined, assessment };
  }
  const { bytes, facts } = makePdf(assessment, input);
  return { json: claimJson(assessment, input.language, facts), pdf: bytes, assessment };
}

function makePdf(assessment: Assessment, input: ClaimInput): { bytes: Buffer; facts: PdfFacts } {
  const { attachments, language, isDraft, projectFolder } = input;
  const filePages = new Map([...attachments].map(([name, { voucher }]) => [name, voucher?.pages ?? []]));
  const description = claimDocument({ assessment, language, isDraft, filePages });
  const vouchers = description.appendices.map(({ fileName }) => attachments.get(fileName)?.voucher);
  const factsOf = (made: MadePages): PdfFacts => pdfFacts(made, { assessment, description, language });
  const associated = input.archive !== '3a' ? undefined : (made: MadePages) => claimFiles({
    attachments, assessment, language, json: claimJson(assessment, language, factsOf(made)),
  });
  const { bytes, ...made } = renderDocument({ description, vouchers, associated, projectFolder });
  return { bytes, facts: { ...factsOf(made), sha256: createHash('sha256').update(bytes).digest('hex') } };
}

interface Described {
  readonly assessment: Assessment;
  readonly description: DocumentDescription;
  readonly language: Language;
}

function pdfFacts({ pages, appendixStarts, missingCodePoints }: MadePages, { assessment, description, language }: Described): PdfFacts {
  const starts = new Map(description.appendices.map(({ anchor }, index) => [anchor, appendixStarts[index]]));
  return {
    pages,
    sha256: undefined,
    firstPages: new Map(assessment.voucherList.vouchers.map(({ number }) => [number, starts.get(voucherAnchor(number)) ?? 0])),
    warnings: missingCodePoints.map((codePoint) => unprintable(codePoint, language)),
  };
}

function unprintable(codePoint: number, language: Language): FindingText {
  const character = `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`;
  return findingText('warning', { code: 'character_not_printable', path: [], facts: { character, replacement: '\ufffd' } }, language);
}
