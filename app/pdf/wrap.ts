import type { Run, Text } from './document.ts';
import type { FontName, Measure } from './placed.ts';

/** A stretch of one line that is set alike. */
export interface Segment {
  readonly run: Run;
  readonly font: FontName;
  readonly text: string;
  /** In points at the size the line was wrapped for: without, and with, the space at its end. */
  readonly width: number;
  readonly advance: number;
  /** How far from its place it begins, where it is aligned with amounts above and below it. */
  readonly indent: number;
}

export interface Line {
  readonly segments: readonly Segment[];
  readonly width: number;
}

export interface WrapOptions {
  readonly width: number;
  readonly size: number;
  readonly measure: Measure;
  readonly isStrong?: boolean;
  /** Where the comma of a figure stands, from the beginning of the line. */
  readonly comma?: number | undefined;
}

/** Wide enough for the number of any page, which is only known when all pages are. */
const pageNumberPlaceholder = '0000';
/** Says where a word may be broken: seen only where it is. */
const softHyphen = '\u00ad';
const spacesAndHyphens = /[^ \-–\u00ad]*[-–]+|[^ \-–\u00ad]*\u00ad|[^ \-–\u00ad]+ *| +/gu;

/**
 * Breaks text into lines no wider than the width. A break falls after a space, hyphen or dash, or at a soft hyphen, which is drawn only
 * there; a word wider than the line is broken where it must be. Lines keep their trailing space, so that a screen reader does not
 * join words across lines. A tab, as in what is pasted from a spreadsheet, is a space.
 */
export function wrap(text: Text, options: WrapOptions): Line[] {
  const runs: readonly Run[] = typeof text === 'string' ? [{ text }] : text;
  const whole = onOneLine(runs, options);
  if (whole !== undefined) return [whole];
  const breaker = new LineBreaker(options);
  for (const run of runs) {
    const font = fontOf(run, options);
    const words = run.pageOf === undefined ? run.text : pageNumberPlaceholder;
    const paragraphs = words.replaceAll('\t', ' ').split('\n');
    for (const [index, paragraph] of paragraphs.entries()) {
      if (index > 0) breaker.endLine();
      const kept = index < paragraphs.length - 1 && paragraph !== '' ? `${paragraph} ` : paragraph;
      for (const word of kept.match(spacesAndHyphens) ?? []) breaker.addWord(word, run, font);
    }
  }
  return breaker.finish();
}

function fontOf(run: Run, { isStrong }: WrapOptions): FontName {
  return run.isStrong === true || isStrong === true ? 'strong' : 'regular';
}

const neverOnOneLine = /[\t\n\u00ad]/;

/** Most texts of a table are a few words that fit as they are: these need no breaking. Undefined for any other. */
function onOneLine([run, ...more]: readonly Run[], options: WrapOptions): Line | undefined {
  if (run === undefined || more.length > 0 || run.text === '' || run.pageOf !== undefined || run.isFigure === true) return undefined;
  const { text } = run;
  if (neverOnOneLine.test(text)) return undefined;
  const font = fontOf(run, options);
  const seen = text.trimEnd();
  const width = options.measure(seen, font) * options.size;
  if (width > options.width) return undefined;
  const advance = seen.length === text.length ? width : options.measure(text, font) * options.size;
  return { segments: [{ run, font, text, width, advance, indent: 0 }], width };
}

/** A text as it stands on a line that is never broken. */
export function unbroken(text: string): string {
  return text.replaceAll(/[\t\n]/g, ' ').replaceAll(softHyphen, '');
}

/** Up to the decimal sign, or to the last digit where there are no decimals: what ends at the same place in a column of amounts. */
export function wholePart(amount: string): string {
  return /^.*\d(?=[.,]\d{1,2}\D*$)/u.exec(amount)?.[0] ?? /^.*\d/u.exec(amount)?.[0] ?? amount;
}

class LineBreaker {
  private readonly options: WrapOptions;
  private readonly lines: Line[] = [];
  private segments: Segment[] = [];
  private width = 0;
  private endsSoft = false;

  constructor(options: WrapOptions) {
    this.options = options;
  }

  /** A word that may be broken behind its soft hyphen has room for it. */
  addWord(word: string, run: Run, font: FontName): void {
    const visible = this.measure(word.trimEnd(), font);
    if (this.width > 0 && this.width + visible > this.options.width) this.breakLine();
    const isSoft = word.endsWith(softHyphen);
    const drawn = isSoft ? word.slice(0, -1) : word;
    if (visible <= this.options.width) this.append(drawn, run, font);
    else this.addTooWide(drawn, run, font);
    this.endsSoft = isSoft;
  }

  /** Ends the line within a paragraph, and shows the hyphen where the break is a soft one; a word too wide for it goes without. */
  private breakLine(): void {
    const last = this.segments.at(-1);
    const hasRoom = last !== undefined && this.width + this.measure(softHyphen, last.font) <= this.options.width;
    if (this.endsSoft && hasRoom) this.append(softHyphen, last.run, last.font);
    this.endLine();
  }

  endLine(): void {
    const last = this.segments.at(-1);
    const before = this.segments.slice(0, -1).reduce((total, segment) => total + segment.advance, 0);
    this.lines.push({ segments: this.segments, width: before + (last?.width ?? 0) });
    this.segments = [];
    this.width = 0;
    this.endsSoft = false;
  }

  finish(): Line[] {
    if (this.segments.length > 0) this.endLine();
    return this.lines;
  }

  /** An address or a file name breaks after its punctuation, anything else where it must. */
  private addTooWide(word: string, run: Run, font: FontName): void {
    const parts = word.match(/[^@._/\\]*[@._/\\]+|[^@._/\\]+/g) ?? [];
    if (parts.length < 2) return this.addLongWord(word, run, font);
    for (const part of parts) this.addWord(part, run, font);
  }

  private addLongWord(word: string, run: Run, font: FontName): void {
    let part = '';
    for (const character of word) {
      if (part !== '' && this.width + this.measure((part + character).trimEnd(), font) > this.options.width) {
        this.append(part, run, font);
        this.endLine();
        part = '';
      }
      part += character;
    }
    this.append(part, run, font);
  }

  private append(text: string, run: Run, font: FontName): void {
    const last = this.segments.at(-1);
    const seen = text.trimEnd();
    const width = this.measure(seen, font);
    const advance = seen.length === text.length ? width : this.measure(text, font);
    if (last?.run === run) {
      const before = last.advance;
      const longer = { ...last, text: last.text + text, width: seen === '' ? last.width : before + width, advance: before + advance };
      this.segments[this.segments.length - 1] = longer;
      this.width += advance;
      return;
    }
    const indent = this.indentOf(run, font);
    this.segments.push({ run, font, text, width: indent + width, advance: indent + advance, indent });
    this.width += indent + advance;
  }

  private indentOf({ text, isFigure }: Run, font: FontName): number {
    const { comma } = this.options;
    return isFigure !== true || comma === undefined ? 0 : Math.max(0, comma - this.measure(wholePart(text), font));
  }

  private measure(text: string, font: FontName): number {
    return this.options.measure(text, font) * this.options.size;
  }
}
