import type { CalendarDate } from '#app/domain/calendar-date.ts';
import type { ArchiveKind, Language, Programme } from '#app/domain/programme.ts';
import type { OpenedAttachments } from '#app/features/attachments/opened-attachment.ts';
import type { MadeFile } from '#app/pdf/made-file.ts';
import { assessClaim, type Assessment, type AssessmentInput } from './assess-claim.ts';
import { claimDocument } from './claim-document.ts';
import { claimJson, type ClaimJson, type PdfFacts } from './claim-json.ts';
import type { PartName } from './claim-parts.ts';
import { makeInParts } from './make-parts.server.ts';
import { makePdfs, type MadePdfs } from './make-pdfs.server.ts';

export interface ClaimInput {
  readonly programme: Programme;
  readonly attachments: OpenedAttachments;
  readonly today: CalendarDate;
  readonly language: Language;
  /** A draft is made even when the claim is refused, and says so on every page. */
  readonly isDraft: boolean;
  /** 2a unless said. */
  readonly archive?: ArchiveKind | undefined;
  /** In several PDFs, none larger than this unless one file alone is; in one, however large, unless said. */
  readonly partBytes?: number | undefined;
  readonly partName?: PartName | undefined;
  /** The folder that holds `public/fonts`. */
  readonly projectFolder: string;
  /** What claims approved before have used. */
  readonly earlier?: AssessmentInput['earlier'];
  readonly circumstances?: AssessmentInput['circumstances'];
}

export interface MadeClaim {
  readonly json: ClaimJson;
  /** Undefined when the claim is refused and no draft was asked for. */
  readonly pdf: MadeFile | undefined;
  /** The PDFs after the first, when it was asked for in parts and did not fit in one. */
  readonly laterParts: readonly MadeFile[];
  /** All of them with what they say. */
  readonly made: MadePdfs | undefined;
  readonly assessment: Assessment;
}

/** Works out a claim and makes its document. The same input gives the same bytes, from the command line and the web alike. */
export async function makeClaim(input: ClaimInput): Promise<MadeClaim> {
  const states = new Map([...input.attachments].map(([name, { state }]) => [name, state]));
  const { programme, today, earlier, circumstances, language, isDraft, partBytes } = input;
  const assessment = assessClaim({ programme, today, attachments: states, earlier, circumstances });
  if (assessment.refusals.length > 0 && !isDraft) {
    return { json: claimJson(assessment, language, undefined), pdf: undefined, laterParts: [], made: undefined, assessment };
  }
  const filePages = new Map([...input.attachments].map(([name, { voucher }]) => [name, voucher?.pages ?? []]));
  const described = { assessment, language, isDraft, filePages };
  const making = { ...input, assessment, dataOf: (facts: PdfFacts) => claimJson(assessment, language, facts) };
  const made = await (partBytes === undefined
    ? makePdfs([claimDocument(described)], making)
    : makeInParts(described, { ...making, partBytes }));
  const { first, later, facts } = made;
  return { json: claimJson(assessment, language, facts), pdf: first.pdf, laterParts: later.map(({ pdf }) => pdf), made, assessment };
}
