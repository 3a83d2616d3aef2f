import { grantReference } from '#app/domain/identifiers.ts';
import type { AnchorId, DocumentDescription } from '#app/pdf/document.ts';
import { voucherListAnchor } from './claim-anchors.ts';
import { claimDocument, leadText, type ClaimDocumentInput } from './claim-document.ts';
import { claimWords, type ClaimWords } from './claim-words.ts';
import { factsTable } from './facts-table.ts';
import { partText, withoutFarLinks, type Parts } from './part-links.ts';
import { partListBlocks } from './voucher-blocks.ts';

/** How large a part may be, and what it takes before any file is in it. */
export interface PartRoom {
  readonly mostBytes: number;
  /** The claim's own pages. */
  readonly firstOwnBytes: number;
  /** The short page that a later part begins with. */
  readonly laterOwnBytes: number;
}

/** The part of each file, from 1: in order, as many in each as fit. One too large for any part has one for itself. */
export function divideFiles(sizes: readonly number[], { mostBytes, firstOwnBytes, laterOwnBytes }: PartRoom): number[] {
  let [part, room] = [1, mostBytes - firstOwnBytes];
  return sizes.map((size) => {
    if (size > room) [part, room] = [part + 1, mostBytes - laterOwnBytes];
    room -= size;
    return part;
  });
}

export type PartName = (part: number, parts: number) => string;

/** The name a part has beside `claim.json`. */
export const partFileName = (part: number): string => (part === 1 ? 'claim.pdf' : `claim-${part}.pdf`);

/**
 * A claim as several documents, by the part of each of its files: the first has the claim's own pages, the others a page that says
 * what they belong to. The whole claim as it always is when all are in the first.
 */
export function claimParts(input: ClaimDocumentInput, partOf: readonly number[]): DocumentDescription[] {
  const count = Math.max(1, ...partOf);
  const whole = claimDocument(input);
  if (count === 1) return [whole];
  const words = claimWords(input.assessment, input.language);
  const parts: Parts = { count, of: new Map(whole.appendices.map(({ anchor }, index) => [anchor, partOf[index] ?? count])) };
  const first = claimDocument({ ...input, parts });
  return Array.from({ length: count }, (_, index) => {
    const part = index + 1;
    return part === 1 ? firstPart(first, { words, parts }) : laterPart(first, { words, parts, part });
  });
}

interface PartWords {
  readonly words: ClaimWords;
  readonly parts: Parts;
}

function firstPart(first: DocumentDescription, { words, parts }: PartWords): DocumentDescription {
  const titled = titledAs(first, { words, parts, part: 1 });
  const farText = (anchor: AnchorId) => {
    const part = parts.of.get(anchor) ?? 1;
    return part === 1 ? undefined : partText(words, part);
  };
  const [title, ...blocks] = withoutFarLinks(first.blocks, farText);
  if (title?.kind !== 'title') throw new Error('A claim begins with its title');
  return { ...titled, blocks: [{ ...title, text: titled.title }, ...blocks], appendices: appendicesOf(first, parts, 1) };
}

function laterPart(first: DocumentDescription, { words, parts, part }: PartWords & { part: number }): DocumentDescription {
  const { t, programme: { grant }, claimed, orMissing } = words;
  const titled = titledAs(first, { words, parts, part });
  const backTo = { anchor: voucherListAnchor, description: t('document.part.backLink') };
  const appendices = appendicesOf(first, parts, part).map((appendix) => ({ ...appendix, backTo, usedIn: undefined }));
  return {
    ...titled,
    blocks: [
      { kind: 'title', text: titled.title, lead: leadText(words, first.watermark !== undefined) },
      { kind: 'paragraph', text: t('document.part.about', { part, parts: parts.count }) },
      factsTable(t('document.part.summary'), [
        [t('document.reference'), orMissing(grantReference(grant.reference ?? '').forForm)],
        [t('document.amountClaimed'), claimed],
      ]),
      ...partListBlocks(words, parts, part),
    ],
    appendices,
  };
}

function titledAs(first: DocumentDescription, { words: { t }, parts, part }: PartWords & { part: number }): DocumentDescription {
  const at = { part, parts: parts.count };
  const title = t('document.part.title', { title: first.title, ...at });
  const end = [first.runningHead.end, t('document.part.of', at)].filter((text) => text !== '').join(' · ');
  return { ...first, title, runningHead: { ...first.runningHead, end } };
}

function appendicesOf({ appendices }: DocumentDescription, parts: Parts, part: number): DocumentDescription['appendices'] {
  return appendices.filter(({ anchor }) => parts.of.get(anchor) === part);
}
