import { PDFDict, PDFStream, type PDFContext, type PDFObject } from 'pdf-lib';
import { isDictionary, isList, operationsIn, type Operand, type Operation } from '../content-operations.ts';
import { provenComponents } from './colour.ts';
import { proveFont, type Unpack } from './font.ts';
import { proveState } from './graphics-state.ts';
import { proveImage } from './image.ts';
import { ObjectReader } from './object-reader.ts';
import { Unproven } from './unproven.ts';

const maxForms = 300;
const maxNesting = 20;

/** Operators that draw or set what needs no looking into. Source: ISO 32000-1, annex A. */
const plainOperators = new Set([
  'b', 'B', 'b*', 'B*', 'c', 'cm', 'd', 'f', 'F', 'f*', 'g', 'G', 'h', 'i', 'j', 'J', 'l', 'm', 'M', 'n', 're', 'rg', 'RG', 's', 'S', 'v', 'w',
  'W', 'W*', 'y', 'BT', 'ET', 'T*', 'Tc', 'Td', 'TD', 'TL', 'Tm', 'Ts', 'Tw', 'Tr', 'Tz', 'BMC', 'BDC', 'EMC', 'MP', 'DP', 'BX', 'EX', 'sc', 'SC',
]);
const intents = new Set(['/RelativeColorimetric', '/AbsoluteColorimetric', '/Perceptual', '/Saturation']);
const inlineFilters = new Set(['/FlateDecode', '/Fl', '/DCTDecode', '/DCT', '/RunLengthDecode', '/RL', '/CCITTFaxDecode', '/CCF', '/AHx', '/A85', '/ASCIIHexDecode', '/ASCII85Decode']);

/**
 * Walks what a page draws, and all that this draws in turn, and throws Unproven for the first thing that PDF/A-2a may not hold, or
 * that can't be shown to be allowed. Fonts are judged at the end, by what was shown in them.
 */
export class ContentProof {
  private readonly reader: ObjectReader;
  private readonly unpack: Unpack;
  private readonly fonts = new Map<PDFDict, Buffer[]>();
  private readonly proven = new Set<PDFObject>();

  constructor(context: PDFContext, unpack: Unpack) {
    this.reader = new ObjectReader(context);
    this.unpack = unpack;
  }

  /** Operators with the resources they name. */
  proveContent(content: Buffer, resources: PDFDict | undefined): void {
    const run: Run = { resources, font: undefined, nesting: 0 };
    for (const operation of operationsIn(content)) this.proveOperation(operation, run);
  }

  /** A form, such as the appearance of a stamp. */
  proveForm(form: PDFStream): void {
    if (this.isKnown(form)) return;
    this.proveGroup(this.reader.dictionaryIn(form.dict, 'Group'));
    for (const key of ['PS', 'Ref', 'OPI', 'Subtype2', 'OC']) if (this.reader.in(form.dict, key) !== undefined) throw new Unproven(`a form with ${key}`);
    this.proveContent(this.unpack(form), this.reader.dictionaryIn(form.dict, 'Resources'));
  }

  /** The colours that transparent things are blended in. */
  proveGroup(group: PDFDict | undefined): void {
    const space = group === undefined ? undefined : this.reader.in(group, 'CS');
    if (space !== undefined) provenComponents(this.reader, space, this.unpack);
  }

  proveFonts(): void {
    for (const [font, shown] of this.fonts) proveFont({ font, shown }, { reader: this.reader, unpack: this.unpack });
  }

  private proveOperation({ operator, operands }: Operation, run: Run): void {
    const [first] = operands;
    switch (operator) {
      case 'q': run.nesting += 1; if (run.nesting > maxNesting) throw new Unproven('nested too deep'); return;
      case 'Q': run.nesting -= 1; if (run.nesting < 0) throw new Unproven('a state restored that was not saved'); return;
      case 'gs': return this.proveGraphicsState(this.named('ExtGState', first, run));
      case 'cs': case 'CS': return this.proveColourSpace(first, run);
      case 'scn': case 'SCN': return this.proveColour(operands, run);
      case 'sh': return this.proveShading(this.named('Shading', first, run));
      case 'Do': return this.proveDrawn(this.named('XObject', first, run));
      case 'ri': if (typeof first !== 'string' || !intents.has(first)) throw new Unproven('rendering intent'); return;
      case 'BI': return this.proveInlineImage(first, run);
      case 'Tf': return this.chooseFont(first, run);
      case 'Tj': case 'TJ': case '\'': case '"': return this.proveText(operands.at(-1), run);
      default: if (!plainOperators.has(operator)) throw new Unproven(`operator ${operator}`);
    }
  }

  private proveText(shown: Operand | undefined, run: Run): void {
    const pieces = (isList(shown) ? shown : [shown]).filter((piece) => Buffer.isBuffer(piece));
    if (pieces.length === 0) return;
    if (run.font === undefined) throw new Unproven('text without a font');
    const known = this.fonts.get(run.font) ?? [];
    known.push(...pieces);
    this.fonts.set(run.font, known);
  }

  private chooseFont(name: Operand | undefined, run: Run): void {
    const font = this.named('Font', name, run);
    run.font = font instanceof PDFDict ? font : undefined;
  }

  private named(category: string, name: Operand | undefined, { resources }: Run): PDFObject {
    const known = resources === undefined ? undefined : this.reader.dictionaryIn(resources, category);
    const value = known === undefined || typeof name !== 'string' ? undefined : this.reader.in(known, name.slice(1));
    if (value === undefined) throw new Unproven(`${category} is missing`);
    return value;
  }

  private proveDrawn(object: PDFObject): void {
    if (!(object instanceof PDFStream)) throw new Unproven('something drawn that is no stream');
    const kind = this.reader.nameIn(object.dict, 'Subtype');
    if (this.reader.in(object.dict, 'OC') !== undefined) throw new Unproven('a layer');
    if (kind === '/Form') return this.proveForm(object);
    if (kind !== '/Image') throw new Unproven(`drawn: ${kind ?? ''}`);
    if (!this.isKnown(object)) proveImage(this.reader, object, this.unpack);
  }

  private proveGraphicsState(state: PDFObject): void {
    if (!(state instanceof PDFDict)) throw new Unproven('graphics state');
    if (!this.isKnown(state)) proveState(this.reader, state, (form) => { this.proveForm(form); });
  }

  private proveColourSpace(name: Operand | undefined, run: Run): void {
    if (typeof name === 'string' && ['/DeviceGray', '/DeviceRGB', '/Pattern'].includes(name)) return;
    provenComponents(this.reader, this.named('ColorSpace', name, run), this.unpack);
  }

  private proveColour(operands: readonly Operand[], run: Run): void {
    const name = operands.at(-1);
    if (typeof name === 'string') this.provePattern(this.named('Pattern', name, run));
  }

  private provePattern(pattern: PDFObject): void {
    if (this.isKnown(pattern)) return;
    if (pattern instanceof PDFStream) return this.proveContent(this.unpack(pattern), this.reader.dictionaryIn(pattern.dict, 'Resources'));
    const shading = pattern instanceof PDFDict ? this.reader.in(pattern, 'Shading') : undefined;
    if (shading === undefined || !(pattern instanceof PDFDict) || this.reader.in(pattern, 'ExtGState') !== undefined) throw new Unproven('pattern');
    this.proveShading(shading);
  }

  private proveShading(shading: PDFObject): void {
    const dictionary = shading instanceof PDFStream ? shading.dict : shading;
    if (!(dictionary instanceof PDFDict)) throw new Unproven('shading');
    provenComponents(this.reader, this.reader.in(dictionary, 'ColorSpace'), this.unpack);
  }

  private proveInlineImage(image: Operand | undefined, run: Run): void {
    if (!isDictionary(image)) throw new Unproven('inline image');
    const of = (short: string, long: string) => image.get(short) ?? image.get(long);
    const filters = [of('/F', '/Filter') ?? []].flat();
    if (!filters.every((filter) => typeof filter === 'string' && inlineFilters.has(filter))) throw new Unproven('filter of an inline image');
    if (of('/I', '/Interpolate') === true) throw new Unproven('an interpolated image');
    if (of('/IM', '/ImageMask') === true) return;
    const space = of('/CS', '/ColorSpace');
    const isPlain = typeof space === 'string' && ['/G', '/RGB', '/DeviceGray', '/DeviceRGB'].includes(space);
    if (!isPlain) this.proveColourSpace(space, run);
  }

  /** Each thing is looked at once, which also ends a circle; and not too many of them. */
  private isKnown(object: PDFObject): boolean {
    if (this.proven.has(object)) return true;
    if (this.proven.size > maxForms) throw new Unproven('too many parts');
    this.proven.add(object);
    return false;
  }
}

interface Run {
  readonly resources: PDFDict | undefined;
  font: PDFDict | undefined;
  nesting: number;
}
