import { findingText, type FindingText } from '#app/i18n/finding-text.ts';
import type { ClaimDocumentInput } from './claim-document.ts';
import { claimParts, divideFiles, type PartRoom } from './claim-parts.ts';
import { aboutText, ownBytesOf, ownGroundBytes } from './claim-size.ts';
import { makePdfs, type MadePdf, type MadePdfs, type MakingInput } from './make-pdfs.server.ts';
import { appendices } from './voucher-blocks.ts';
import { claimWords } from './claim-words.ts';

interface PartsInput extends MakingInput {
  readonly partBytes: number;
}

/**
 * Makes a claim as PDFs that are each within a size, as few as in order they can be. What their own pages take is guessed first, and
 * where a part came out too large for that, known the next time.
 */
export async function makeInParts(described: ClaimDocumentInput, input: PartsInput): Promise<MadePdfs> {
  const files = appendices(claimWords(described.assessment, described.language), described.filePages).map(({ fileName }) => fileName);
  const sizes = files.map((name) => sizeOf(name, input));
  const firstOwnBytes = ownBytesOf(described.assessment.programme);
  let room: PartRoom = { mostBytes: input.partBytes, firstOwnBytes, laterOwnBytes: ownGroundBytes };
  for (;;) {
    const made = await makePdfs(claimParts(described, divideFiles(sizes, room)), input);
    const better = roomFor(made, room, input);
    if (better === undefined) return checked(made, described, input);
    room = better;
  }
}

/** What a file adds to its part. */
function sizeOf(name: string, { attachments, archive }: PartsInput): number {
  const { voucher, original } = attachments.get(name) ?? {};
  return (voucher?.bytes ?? 0) + (archive === '3a' ? original?.length ?? 0 : 0);
}

/** Undefined when no part is larger than it must be. */
function roomFor({ first, later }: MadePdfs, room: PartRoom, input: PartsInput): PartRoom | undefined {
  const ownOf = ({ pdf, description }: MadePdf) => (
    pdf.length - description.appendices.reduce((total, { fileName }) => total + sizeOf(fileName, input), 0)
  );
  const isTooLarge = (least: number) => ({ pdf, description }: MadePdf) => (
    pdf.length > room.mostBytes && description.appendices.length > least
  );
  const tooLarge = { first: [first].filter(isTooLarge(0)), later: later.filter(isTooLarge(1)) };
  if (tooLarge.first.length + tooLarge.later.length === 0) return undefined;
  return {
    ...room,
    firstOwnBytes: Math.max(room.firstOwnBytes, ...tooLarge.first.map(ownOf)),
    laterOwnBytes: Math.max(room.laterOwnBytes, ...tooLarge.later.map(ownOf)),
  };
}

/** No page of a file is left out between the parts; and what could not be made as small as asked is told. */
function checked(made: MadePdfs, { filePages }: ClaimDocumentInput, input: PartsInput): MadePdfs {
  const all = [made.first, ...made.later];
  const placed = all.flatMap(({ description }) => description.appendices);
  const pages = placed.reduce((total, appendix) => total + appendix.pages.length, 0);
  const files = appendices(claimWords(input.assessment, input.language), filePages);
  const expected = files.reduce((total, file) => total + file.pages.length, 0);
  if (placed.length !== files.length || pages !== expected) {
    throw new Error(`${files.length} files of ${expected} pages came in, ${placed.length} of ${pages} are in the parts`);
  }
  const warnings = made.later.length === 0 ? [] : all.flatMap((part, index) => overSize(part, index + 1, input));
  return { ...made, facts: { ...made.facts, warnings: [...made.facts.warnings, ...warnings] } };
}

function overSize({ pdf, description }: MadePdf, part: number, { partBytes, language }: PartsInput): FindingText[] {
  if (pdf.length <= partBytes) return [];
  const facts = { part, size: aboutText(pdf.length, language), most: aboutText(partBytes, language) };
  const file = description.appendices[0]?.fileName;
  return [file === undefined
    ? findingText('warning', { code: 'claim_larger_than_part', path: [], facts }, language)
    : findingText('warning', { code: 'voucher_larger_than_part', path: [], facts: { ...facts, file } }, language)];
}
