import { PDFArray, PDFDict, PDFName, PDFNull, type PDFObject } from 'pdf-lib';

const maxDepth = 20;

/**
 * The layers of a file, and which of them are switched on when it is opened on a screen. Source: ISO 32000-1 8.11.
 */
export class Layers {
  /** False for a file that has none. */
  readonly areThere: boolean;
  private readonly off: ReadonlySet<PDFObject>;

  constructor(catalog: PDFDict) {
    const properties = catalog.lookup(PDFName.of('OCProperties'));
    this.areThere = properties !== undefined && properties !== PDFNull;
    this.off = properties instanceof PDFDict ? layersOff(properties) : new Set();
  }

  /** Whether what belongs to a layer, or to a set of layers with a rule, is shown; what belongs to none is. */
  shows(membership: PDFObject | undefined): boolean {
    if (!(membership instanceof PDFDict)) return true;
    if (membership.lookup(PDFName.of('Type')) !== PDFName.of('OCMD')) return !this.off.has(membership);
    const rule = membership.lookup(PDFName.of('VE'));
    if (rule instanceof PDFArray) return this.holds(rule, 0);
    const among = membership.lookup(PDFName.of('OCGs'));
    const layers = (among instanceof PDFDict ? [among] : entriesOf(among)).filter((layer) => layer instanceof PDFDict);
    return layers.length === 0 || policyHolds(membership, layers.map((layer) => !this.off.has(layer)));
  }

  private holds(rule: PDFObject, depth: number): boolean {
    if (!(rule instanceof PDFArray) || depth > maxDepth) return this.shows(rule);
    const [operator, ...operands] = entriesOf(rule);
    const truths = operands.map((operand) => this.holds(operand, depth + 1));
    if (operator === PDFName.of('Not')) return truths[0] !== true;
    return operator === PDFName.of('Or') ? truths.some(Boolean) : truths.every(Boolean);
  }
}

function policyHolds(membership: PDFDict, areOn: readonly boolean[]): boolean {
  switch (membership.lookup(PDFName.of('P'))) {
    case PDFName.of('AllOn'): return areOn.every(Boolean);
    case PDFName.of('AnyOff'): return !areOn.every(Boolean);
    case PDFName.of('AllOff'): return !areOn.some(Boolean);
    default: return areOn.some(Boolean);
  }
}

function layersOff(properties: PDFDict): Set<PDFObject> {
  const settings = properties.lookup(PDFName.of('D'));
  if (!(settings instanceof PDFDict)) return new Set();
  const isOffUnlessSaid = settings.lookup(PDFName.of('BaseState')) === PDFName.of('OFF');
  const off = new Set(isOffUnlessSaid ? entriesOf(properties.lookup(PDFName.of('OCGs'))) : []);
  for (const layer of entriesOf(settings.lookup(PDFName.of('ON')))) off.delete(layer);
  for (const layer of entriesOf(settings.lookup(PDFName.of('OFF')))) off.add(layer);
  for (const automatic of entriesOf(settings.lookup(PDFName.of('AS')))) setAutomatically(off, automatic);
  return off;
}

/** Layers may be on or off by where they are shown: here on a screen, not on paper. */
function setAutomatically(off: Set<PDFObject>, automatic: PDFObject): void {
  if (!(automatic instanceof PDFDict) || automatic.lookup(PDFName.of('Event')) !== PDFName.of('View')) return;
  for (const layer of entriesOf(automatic.lookup(PDFName.of('OCGs')))) {
    const state = at(layer, ['Usage', 'View', 'ViewState']);
    if (state === PDFName.of('OFF')) off.add(layer);
    if (state === PDFName.of('ON')) off.delete(layer);
  }
}

function at(object: PDFObject | undefined, path: readonly string[]): PDFObject | undefined {
  return path.reduce<PDFObject | undefined>((found, key) => (found instanceof PDFDict ? found.lookup(PDFName.of(key)) : undefined), object);
}

function entriesOf(list: PDFObject | undefined): PDFObject[] {
  return list instanceof PDFArray ? list.asArray().flatMap((_, index) => list.lookup(index) ?? []) : [];
}
