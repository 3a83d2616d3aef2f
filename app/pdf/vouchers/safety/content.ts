import { PDFDict, PDFName, PDFStream, type PDFContext, type PDFObject } from 'pdf-lib';
import { isDictionary, isList, operationsIn, type Operand, type Operation } from '../content-operations.ts';
import { provenComponents, proveBlending, proveStandIn, standIns, type Unpack } from './colour.ts';
import { proveFont } from './font.ts';
import { proveState } from './graphics-state.ts';
import { proveImage } from './image.ts';
import { ObjectOrder } from './object-order.ts';
import { ObjectReader } from './object-reader.ts';
import { PartsProof, proveNumber, proveString } from './parts.ts';
import { renderingIntents } from './rendering-intents.ts';
import { Unproven } from './unproven.ts';

const maxForms = 300;
const maxNesting = 20;

/** Operators that draw or set what needs no looking into. Source: ISO 32000-1, annex A. */
const plainOperators = new Set([
  'b', 'B', 'b*', 'B*', 'c', 'cm', 'd', 'f', 'F', 'f*', 'g', 'G', 'h', 'i', 'j', 'J', 'l', 'm', 'M', 'n', 're', 'rg', 'RG', 's', 'S', 'v', 'w',
  'W', 'W*', 'y', 'BT', 'ET', 'T*', 'Tc', 'Td', 'TD', 'TL', 'Tm', 'Ts', 'Tw', 'Tr', 'Tz', 'BMC', 'BDC', 'EMC', 'MP', 'DP', 'BX', 'EX', 'sc', 'SC',
]);
/** Names of colour spaces that are never looked up among the resources. */
const reservedSpaces = new Set(['/DeviceGray', '/DeviceRGB', '/DeviceCMYK', '/Pattern', '/G', '/RGB', '/CMYK', '/I', '/Indexed']);
const inlineFilters = new Set(['/FlateDecode', '/Fl', '/RunLengthDecode', '/RL', '/CCITTFaxDecode', '/CCF', '/AHx', '/A85', '/ASCIIHexDecode', '/ASCII85Decode']);

/**
 * Walks what a page draws, and all that this draws in turn, and throws Unproven for the first thing that PDF/A-2a may not hold, or
 * that can't be shown to be allowed. Fonts are judged at the end, by what was shown in them.
 */
export class ContentProof {
  private readonly reader: ObjectReader;
  private readonly unpack: Unpack;
  private readonly fonts = new Map<PDFDict, Buffer[]>();
  private readonly proven = new Set<PDFObject>();
  private readonly open = new Set<PDFObject>();
  private readonly used = new Map<PDFDict, Map<string, Set<string>>>();
  private readonly groups: PDFObject[] = [];
  private readonly maps = new Map<PDFStream, Buffer>();

  constructor(context: PDFContext, unpack: Unpack) {
    this.reader = new ObjectReader(context);
    this.unpack = unpack;
  }

  /** Operators with the resources they name. */
  proveContent(content: Buffer, resources: PDFDict | undefined): void {
    const run: Run = { resources, font: undefined, nesting: 0 };
    if (resources !== undefined && !this.used.has(resources)) this.proveStandIns(resources);
    const order = new ObjectOrder();
    for (const operation of operationsIn(content)) {
      this.proveOperation(operation, run);
      order.take(operation.operator);
    }
    order.end();
  }

  /** A form, such as the appearance of a stamp. */
  proveForm(form: PDFStream): void {
    if (this.open.has(form)) throw new Unproven('a form that draws itself');
    if (this.isKnown(form)) return;
    this.proveGroup(this.reader.in(form.dict, 'Group'));
    for (const key of ['PS', 'Ref', 'OPI', 'Subtype2', 'OC']) if (this.reader.in(form.dict, key) !== undefined) throw new Unproven(`a form with ${key}`);
    this.proveDrawing(form);
  }

  /** Things blended together, and the colours that they are blended in. */
  proveGroup(group: PDFObject | undefined): void {
    if (group === undefined) return;
    if (!(group instanceof PDFDict) || this.reader.nameIn(group, 'S') !== '/Transparency') throw new Unproven('a group that is none');
    const space = this.reader.in(group, 'CS');
    if (space !== undefined) proveBlending(this.reader, space, this.unpack);
    this.groups.push(group);
  }

  /** After all contents: what each object that travels has to keep to. */
  proveParts(): void {
    const parts = new PartsProof(this.reader, this.used);
    for (const part of [...this.used.keys(), ...this.proven, ...this.groups]) parts.prove(part);
  }

  /** Adds what was found out to what is known of other pages. */
  addTo({ used, maps }: { used: Map<PDFDict, Map<string, Set<string>>>; maps: Map<PDFStream, Buffer> }): void {
    for (const [resources, categories] of this.used) {
      const known = used.get(resources) ?? new Map<string, Set<string>>();
      for (const [category, names] of categories) known.set(category, new Set([...known.get(category) ?? [], ...names]));
      used.set(resources, known);
    }
    for (const [stream, map] of this.maps) maps.set(stream, map);
  }

  proveFonts(): void {
    for (const [font, shown] of this.fonts) proveFont({ font, shown }, { reader: this.reader, unpack: this.unpack, maps: this.maps });
  }

  /** A stream of operators with its own resources; what it draws may not draw it again. */
  private proveDrawing(drawing: PDFStream): void {
    this.open.add(drawing);
    this.proveContent(this.unpack(drawing), this.reader.dictionaryIn(drawing.dict, 'Resources'));
    this.open.delete(drawing);
  }

  private proveStandIns(resources: PDFDict): void {
    this.used.set(resources, new Map());
    const spaces = this.reader.dictionaryIn(resources, 'ColorSpace');
    for (const [name, components] of spaces === undefined ? [] : standIns) {
      const space = spaces === undefined ? undefined : this.reader.in(spaces, name);
      if (space === undefined) continue;
      proveStandIn(this.reader, { space, components }, this.unpack);
      this.use(resources, 'ColorSpace', PDFName.of(name));
    }
  }

  private proveOperation({ operator, operands }: Operation, run: Run): void {
    const [first] = operands;
    operands.forEach(proveOperand);
    switch (operator) {
      case 'q': run.nesting += 1; if (run.nesting > maxNesting) throw new Unproven('nested too deep'); return;
      case 'Q': run.nesting -= 1; if (run.nesting < 0) throw new Unproven('a state restored that was not saved'); return;
      case 'gs': return this.proveGraphicsState(this.named('ExtGState', first, run));
      case 'cs': case 'CS': return this.proveColourSpace(first, run);
      case 'scn': case 'SCN': return this.proveColour(operands, run);
      case 'sh': return this.proveShading(this.named('Shading', first, run));
      case 'Do': return this.proveDrawn(this.named('XObject', first, run));
      case 'ri': if (typeof first !== 'string' || !renderingIntents.has(first)) throw new Unproven('rendering intent'); return;
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
    // Named is as good as shown: PDF/A lets no font stand there that is not embedded.
    if (run.font !== undefined && !this.fonts.has(run.font)) this.fonts.set(run.font, []);
  }

  private named(category: string, name: Operand | undefined, { resources }: Run): PDFObject {
    const known = resources === undefined ? undefined : this.reader.dictionaryIn(resources, category);
    if (resources === undefined || known === undefined || typeof name !== 'string') throw new Unproven(`${category} is missing`);
    // A name's own number sign would be taken for the beginning of a code.
    const key = PDFName.of(name.slice(1));
    const value = name.includes('#') ? undefined : known.lookup(key);
    if (value === undefined) throw new Unproven(`${category} is missing`);
    this.use(resources, category, key);
    return value;
  }

  private use(resources: PDFDict, category: string, key: PDFName): void {
    const categories = this.used.get(resources) ?? new Map<string, Set<string>>();
    this.used.set(resources, categories);
    categories.set(category, (categories.get(category) ?? new Set()).add(key.toString()));
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
    if (typeof name === 'string' && reservedSpaces.has(name)) throw new Unproven(`colour space ${name}`);
    provenComponents(this.reader, this.named('ColorSpace', name, run), this.unpack);
  }

  private proveColour(operands: readonly Operand[], run: Run): void {
    const name = operands.at(-1);
    if (typeof name === 'string') this.provePattern(this.named('Pattern', name, run));
  }

  private provePattern(pattern: PDFObject): void {
    if (this.open.has(pattern)) throw new Unproven('a pattern of itself');
    if (this.isKnown(pattern)) return;
    if (pattern instanceof PDFStream) return this.proveDrawing(pattern);
    const shading = pattern instanceof PDFDict ? this.reader.in(pattern, 'Shading') : undefined;
    if (shading === undefined || !(pattern instanceof PDFDict) || this.reader.in(pattern, 'ExtGState') !== undefined) throw new Unproven('pattern');
    this.proveShading(shading);
  }

  private proveShading(shading: PDFObject): void {
    const dictionary = shading instanceof PDFStream ? shading.dict : shading;
    if (!(dictionary instanceof PDFDict)) throw new Unproven('shading');
    if (provenComponents(this.reader, this.reader.in(dictionary, 'ColorSpace'), this.unpack) === 0) throw new Unproven('a shading of patterns');
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

function proveOperand(operand: Operand): void {
  if (typeof operand === 'number') proveNumber(operand);
  if (typeof operand === 'string') proveString(Buffer.from(operand));
  if (Buffer.isBuffer(operand)) proveString(operand);
  else if (isList(operand)) operand.forEach(proveOperand);
}

interface Run {
  readonly resources: PDFDict | undefined;
  font: PDFDict | undefined;
  nesting: number;
}
