import { PDFDict, type PDFContext } from 'pdf-lib';
import { ContentError } from '../content-operations.ts';
import type { Appearance } from '../foreign-annotations.server.ts';
import type { ForeignContents } from '../foreign-contents.server.ts';
import type { ForeignPage } from '../foreign-pages.server.ts';
import { matrix } from '../../pdf-text.ts';
import { ObjectReader } from '../safety/object-reader.ts';
import { Unproven } from '../safety/unproven.ts';
import { markPage, type PageMarks } from './page-marks.ts';
import { operatorsIn, type Operators } from './operators.ts';
import { splitGaps } from './split-gaps.ts';
import { identity, type Matrix } from './text-state.ts';
import { TextWalk, type Part } from './text-walk.ts';

interface WalkedPage {
  readonly page: ForeignPage;
  readonly contents: Buffer;
  readonly appearances: readonly Appearance[] | undefined;
}

interface Chosen {
  /** The pages that are proven. */
  readonly indices: readonly number[];
  readonly contents: ForeignContents;
}

/** The marks of pages that came from elsewhere, by their index; of those that can be followed. */
export function foreignMarks(
  context: PDFContext, pages: readonly WalkedPage[], { indices, contents }: Chosen,
): ReadonlyMap<number, PageMarks> {
  const walk = new TextWalk(new ObjectReader(context), (stream) => contents.unpack(stream));
  return new Map(indices.flatMap((index) => {
    const page = pages[index];
    const marks = page === undefined || walk.isSpent ? undefined : marksOf(page, walk);
    return marks === undefined ? [] : [[index, marks] as const];
  }));
}

function marksOf(read: WalkedPage, walk: TextWalk): PageMarks | undefined {
  const resources = read.page.value('Resources');
  try {
    if (resources instanceof PDFDict && hasNamesOfOurs(resources)) return undefined;
    const appearances = read.appearances ?? [];
    const split = splitGaps(operatorsIn(appearances.length === 0 ? read.contents : saved(read.contents)));
    const own = walk.partsOf(split, resources instanceof PDFDict ? resources : undefined, identity);
    const { operators, parts } = withAppearances(split, appearances, walk);
    return markPage(operators, [...own, ...parts]);
  } catch (error) {
    if (error instanceof Unproven || error instanceof ContentError || error instanceof RangeError) return undefined;
    throw error;
  }
}

/** The document's own things stand beside the page's under such names. */
function hasNamesOfOurs(resources: PDFDict): boolean {
  return resources.keys().some((category) => {
    const named = resources.lookup(category);
    return named instanceof PDFDict && named.keys().some((name) => name.decodeText().startsWith('Own'));
  });
}

export const appearanceName = (index: number): string => `OwnNote${index}`;

/** So that what a page sets without saving what was before, such as a matrix, does not reach what stands above it. */
function saved(contents: Buffer): Buffer {
  return Buffer.concat([Buffer.from('q\n'), contents]);
}

/** The page's operators and, after them, those that draw what annotations show, with what these say. */
function withAppearances(own: Operators, appearances: readonly Appearance[], walk: TextWalk): { operators: Operators; parts: Part[] } {
  if (appearances.length === 0) return { operators: own, parts: [] };
  const pieces = [own.content, Buffer.from(closingOf(own))];
  let length = pieces.reduce((total, piece) => total + piece.length, 0);
  const parts = appearances.flatMap(({ stream, placement }, index): Part[] => {
    const before = `q ${matrix(placement)} cm `;
    const draw = `/${appearanceName(index)} Do`;
    const start = length + before.length;
    pieces.push(Buffer.from(`${before}${draw} Q\n`));
    length += before.length + draw.length + 3;
    const texts = walk.textsOf(stream, matrixOf(placement));
    return texts === undefined ? [] : [{ start, end: start + draw.length, texts, block: -index - 1 }];
  });
  return { operators: operatorsIn(Buffer.concat(pieces)), parts };
}

/** Restores what a page's operators saved and did not restore; text and paths are never left open in what is proven. */
function closingOf({ operations }: Operators): string {
  const count = (wanted: string) => operations.filter(({ operator }) => operator === wanted).length;
  return '\nQ'.repeat(Math.max(0, count('q') - count('Q'))).concat('\n');
}

function matrixOf([a = 1, b = 0, c = 0, d = 1, e = 0, f = 0]: readonly number[]): Matrix {
  return [a, b, c, d, e, f];
}
