import { setImmediate } from 'node:timers/promises';
import type { ArchiveKind, Language } from '#app/domain/programme.ts';
import type { OpenedAttachments } from '#app/features/attachments/opened-attachment.ts';
import { findingText, type FindingText } from '#app/i18n/finding-text.ts';
import type { DocumentDescription } from '#app/pdf/document.ts';
import type { AssociatedFile } from '#app/pdf/associated-files.ts';
import { renderDocument, type MadePages, type RenderedDocument } from '#app/pdf/render.server.ts';
import type { Assessment } from './assess-claim.ts';
import { letterAnchor, voucherAnchor } from './claim-anchors.ts';
import { claimData, claimOriginals } from './claim-files.ts';
import type { PdfFacts } from './claim-json.ts';
import { partFileName, type PartName } from './claim-parts.ts';

export interface MakingInput {
  readonly assessment: Assessment;
  /** The claim's data, for the copy that lies within an archive's PDF. */
  readonly dataOf: (pdf: PdfFacts) => object;
  /** What a part is called, where there are several; as beside `claim.json` unless said. */
  readonly partName?: PartName | undefined;
  readonly attachments: OpenedAttachments;
  readonly language: Language;
  readonly archive?: ArchiveKind | undefined;
  readonly projectFolder: string;
}

export interface MadePdf extends RenderedDocument {
  readonly description: DocumentDescription;
}

export interface MadePdfs {
  readonly first: MadePdf;
  readonly later: readonly MadePdf[];
  readonly facts: PdfFacts;
}

type DescribedPages = Omit<MadePdf, 'pdf'>;

/**
 * Makes a claim's PDF, or several; the first last, as the data inside it tell of the pages of all. Each takes the server's one thread
 * for a moment: other requests come in between.
 */
export async function makePdfs(
  [firstDescription, ...laterDescriptions]: readonly DocumentDescription[], input: MakingInput,
): Promise<MadePdfs> {
  if (firstDescription === undefined) throw new Error('A claim has at least one document');
  const { partName = partFileName } = input;
  const later: MadePdf[] = [];
  for (const description of laterDescriptions) {
    later.push(makePdf(description, input, () => []));
    await setImmediate();
  }
  const first = makePdf(firstDescription, input, (made) => {
    const facts = pagesFacts([{ ...made, description: firstDescription }, ...later], input);
    return [claimData(input.dataOf(facts), input.language)];
  });
  const all = [first, ...later];
  const parts = all.map(({ pdf, pages }, index) => ({ file: partName(index + 1, all.length), pages, sha256: pdf.sha256() }));
  const facts = { ...pagesFacts(all, input), sha256: parts[0]?.sha256, parts: later.length === 0 ? undefined : parts };
  return { first, later, facts };
}

function makePdf(description: DocumentDescription, input: MakingInput, dataOf: (made: MadePages) => readonly AssociatedFile[]): MadePdf {
  const { attachments, assessment, language, archive, projectFolder } = input;
  const vouchers = description.appendices.map(({ fileName }) => attachments.get(fileName)?.voucher);
  const names = new Set(description.appendices.map(({ fileName }) => fileName));
  const itsOwn = new Map([...attachments].filter(([name]) => names.has(name)));
  const associated = archive !== '3a' ? undefined : (made: MadePages) => (
    [...dataOf(made), ...claimOriginals({ attachments: itsOwn, assessment, language })]
  );
  return { ...renderDocument({ description, vouchers, associated, projectFolder }), description };
}

/** What is known of the pages, of one PDF or several together. */
function pagesFacts(made: readonly DescribedPages[], { assessment: { voucherList }, language }: MakingInput): PdfFacts {
  const places = new Map(made.flatMap(({ description, appendixStarts }, index) => description.appendices.map(({ anchor }, at) => (
    [anchor, { part: index + 1, page: appendixStarts[at] ?? 0 }] as const
  ))));
  const numbers = voucherList.vouchers.map(({ number }) => number);
  const placeOf = (number: number) => places.get(voucherAnchor(number)) ?? { part: 1, page: 0 };
  const letter = places.get(letterAnchor);
  const missing = new Set(made.flatMap(({ missingCodePoints }) => missingCodePoints));
  return {
    pages: made[0]?.pages ?? 0,
    sha256: undefined,
    firstPages: new Map(numbers.map((number) => [number, placeOf(number).page])),
    letter: letter === undefined ? undefined : { firstPage: letter.page, part: made.length === 1 ? undefined : letter.part },
    warnings: [...missing].map((codePoint) => unprintable(codePoint, language)),
    partOf: made.length === 1 ? undefined : new Map(numbers.map((number) => [number, placeOf(number).part])),
  };
}

function unprintable(codePoint: number, language: Language): FindingText {
  const character = `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`;
  return findingText('warning', { code: 'character_not_printable', path: [], facts: { character, replacement: '\ufffd' } }, language);
}
