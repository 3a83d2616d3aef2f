import { PDFDict, PDFName, type PDFContext, type PDFStream } from 'pdf-lib';
import { ContentError } from '../content-operations.ts';
import type { Appearance } from '../foreign-annotations.server.ts';
import type { ForeignContents } from '../foreign-contents.server.ts';
import type { ForeignPage } from '../foreign-pages.server.ts';
import { matrix } from '../../pdf-text.ts';
import { ObjectReader } from '../safety/object-reader.ts';
import { Unproven } from '../safety/unproven.ts';
import { markPage, type PageMarks } from './page-marks.ts';
import { usedOf, type UsedResources } from '../travelling.ts';
import { operatorsIn } from './operators.ts';
import { splitGaps } from './split-gaps.ts';
import { identity } from './text-state.ts';
import { TextWalk } from './text-walk.ts';
import { FormUnfolding, type Drawing } from './unfold-forms.ts';

interface WalkedPage {
  readonly page: ForeignPage;
  readonly contents: Buffer;
  readonly appearances: readonly Appearance[] | undefined;
}

interface Chosen {
  /** The pages that are proven. */
  readonly indices: readonly number[];
  readonly contents: ForeignContents;
  /** What was proven of them. */
  readonly used: UsedResources;
}

/** The marks of pages that came from elsewhere, by their index; of those that can be followed. */
export function foreignMarks(
  context: PDFContext, pages: readonly WalkedPage[], { indices, contents, used }: Chosen,
): ReadonlyMap<number, PageMarks> {
  const reader = new ObjectReader(context);
  const unpack = (stream: PDFStream) => contents.unpack(stream);
  const marking = { used, walk: new TextWalk(reader, unpack), unfolding: new FormUnfolding(reader, unpack) };
  return new Map(indices.flatMap((index) => {
    const page = pages[index];
    const marks = page === undefined || marking.walk.isSpent ? undefined : marksOf(page, marking);
    return marks === undefined ? [] : [[index, marks] as const];
  }));
}

interface Marking {
  readonly used: UsedResources;
  readonly walk: TextWalk;
  readonly unfolding: FormUnfolding;
}

function marksOf(read: WalkedPage, { used, walk, unfolding }: Marking): PageMarks | undefined {
  const { page, contents, appearances = [] } = read;
  const resources = page.value('Resources');
  try {
    if (resources instanceof PDFDict && hasNamesOfOurs(resources)) return undefined;
    const own = resources instanceof PDFDict ? usedOf(resources, used) : PDFDict.withContext(page.context);
    const drawing = appearances.length === 0 ? { contents, resources: own } : withAppearances({ contents, resources: own }, appearances);
    return marksIn(unfolding.unfold(drawing), walk) ?? marksIn(drawing, walk);
  } catch (error) {
    if (error instanceof Unproven || error instanceof ContentError || error instanceof RangeError) return undefined;
    throw error;
  }
}

function marksIn(drawing: Drawing | undefined, walk: TextWalk): PageMarks | undefined {
  if (drawing === undefined) return undefined;
  const { contents, resources } = drawing;
  const operators = splitGaps(operatorsIn(contents));
  const marks = markPage(operators, walk.partsOf(operators, resources, identity));
  return marks === undefined ? undefined : { ...marks, resources };
}

/** The document's own things stand beside the page's under such names. */
function hasNamesOfOurs(resources: PDFDict): boolean {
  return resources.keys().some((category) => {
    const named = resources.lookup(category);
    return named instanceof PDFDict && named.keys().some((name) => name.decodeText().startsWith('Own'));
  });
}

/**
 * A page's operators and, after them, those that draw what annotations show. What the page sets without saving what was before, such as a
 * matrix, does not reach what stands above it.
 */
function withAppearances({ contents, resources }: Drawing, appearances: readonly Appearance[]): Drawing {
  const { operations } = operatorsIn(contents);
  const count = (wanted: string) => operations.filter(({ operator }) => operator === wanted).length;
  const above = appearances.map(({ placement }, index) => `q ${matrix(placement)} cm /${noteName}${index} Do Q\n`);
  const closing = '\nQ'.repeat(count('q') - count('Q') + 1);
  const drawn = resources.lookup(PDFName.of('XObject')) ?? PDFDict.withContext(resources.context);
  if (drawn instanceof PDFDict) for (const [index, { stream }] of appearances.entries()) drawn.set(PDFName.of(`${noteName}${index}`), stream);
  resources.set(PDFName.of('XObject'), drawn);
  return { contents: Buffer.concat([Buffer.from('q\n'), contents, Buffer.from(`${closing}\n${above.join('')}`)]), resources };
}

const noteName = 'OwnNote';
