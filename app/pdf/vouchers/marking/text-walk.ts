import { PDFDict, PDFName, PDFStream, type PDFObject } from 'pdf-lib';
import { operationsIn, type Operand } from '../content-operations.ts';
import type { Unpack } from '../safety/colour.ts';
import type { ObjectReader } from '../safety/object-reader.ts';
import { Unproven } from '../safety/unproven.ts';
import { lettersOf, type Letters } from './letters.ts';
import { splitGaps } from './split-gaps.ts';
import { product, TextState, type Matrix, type ShownText } from './text-state.ts';

/** Where an operator stands in its stream. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** What an operator shows: text, one piece or, of a form, all of it; or a picture. */
export interface Part extends Stretch {
  readonly texts: readonly ShownText[];
  /** Parts of one block may lie within one mark. */
  readonly block: number;
}

const mostOperations = 1_000_000;

/** Walks what pages show. One budget for all of a file: what takes too long is not walked, which throws Unproven. */
export class TextWalk {
  private readonly reader: ObjectReader;
  private readonly unpack: Unpack;
  private readonly letters = new Map<PDFDict, Letters>();
  private left = mostOperations;

  constructor(reader: ObjectReader, unpack: Unpack) {
    this.reader = reader;
    this.unpack = unpack;
  }

  /** Parts without text are pictures. Gaps within one are not seen: split them before. */
  partsOf(content: Buffer, resources: PDFDict | undefined, matrix: Matrix): Part[] {
    const state = new TextState(matrix);
    const parts: Part[] = [];
    let block = 0;
    for (const operation of operationsIn(content)) {
      this.left -= 1;
      if (this.left < 0) throw new Unproven('too much to walk');
      const { operator, operands: [first, second], start, end } = operation;
      if (operator === 'BT' || operator === 'Do' || operator === 'BI') block += 1;
      if (operator === 'Tf') state.choose(this.lettersNamed(first, resources), typeof second === 'number' ? second : 0);
      if (operator === 'BI') parts.push({ start, end, block, texts: [] });
      if (operator === 'Do') {
        const texts = this.drawn(this.named('XObject', first, resources), state.matrix);
        if (texts !== undefined) parts.push({ start, end, block, texts });
      }
      const shown = state.take(operation);
      if (shown !== undefined) parts.push({ start, end, block, texts: [shown] });
    }
    return parts;
  }

  /** What a form says, or an appearance that is drawn as one; undefined when it shows neither text nor a picture. */
  textsOf(form: PDFStream, matrix: Matrix): ShownText[] | undefined {
    const own = this.reader.in(form.dict, 'Matrix');
    const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = own === undefined ? [] : this.reader.numbers(own);
    const parts = this.partsOf(splitGaps(this.unpack(form)), this.reader.dictionaryIn(form.dict, 'Resources'), product([a, b, c, d, e, f], matrix));
    return parts.length === 0 ? undefined : parts.flatMap(({ texts }) => texts);
  }

  private drawn(object: PDFObject | undefined, matrix: Matrix): readonly ShownText[] | undefined {
    if (!(object instanceof PDFStream)) return undefined;
    return this.reader.nameIn(object.dict, 'Subtype') === '/Form' ? this.textsOf(object, matrix) : [];
  }

  private named(category: string, name: Operand | undefined, resources: PDFDict | undefined): PDFObject | undefined {
    const known = resources === undefined ? undefined : this.reader.dictionaryIn(resources, category);
    return typeof name === 'string' ? known?.lookup(PDFName.of(name.slice(1))) : undefined;
  }

  private lettersNamed(name: Operand | undefined, resources: PDFDict | undefined): Letters {
    const font = this.named('Font', name, resources);
    if (!(font instanceof PDFDict)) throw new Unproven('a font is missing');
    const known = this.letters.get(font) ?? lettersOf(font, this.reader, this.unpack);
    this.letters.set(font, known);
    return known;
  }
}
