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
}

/** Wide enough for the number of any page, which is only known when all pages are. */
const pageNumberPlaceholder = '0000';

/**
 * Breaks text into lines no wider than the width. A break falls after a space or hyphen; a word wider than the line is broken
 * where it must be. Lines keep their trailing space, so that a screen reader does not join words across lines.
 */
export function wrap(text: Text, options: WrapOptions): Line[] {
  const runs: readonly Run[] = typeof text === 'string' ? [{ text }] : text;
  const breaker = new LineBreaker(options);
  for (const run of runs) {
    const font: FontName = run.isStrong === true || options.isStrong === true ? 'strong' : 'regular';
    const words = run.pageOf === undefined ? run.text : pageNumberPlaceholder;
    const paragraphs = words.split('\n');
    for (const [index, paragraph] of paragraphs.entries()) {
      if (index > 0) breaker.endLine();
      const kept = index < paragraphs.length - 1 && paragraph !== '' ? `${paragraph} ` : paragraph;
      for (const word of kept.match(/[^ \t-]*-+|[^ \t-]+[ \t]*|[ \t]+/gu) ?? []) breaker.addWord(word, run, font);
    }
  }
  return breaker.finish();
}

class LineBreaker {
  private readonly options: WrapOptions;
  private readonly lines: Line[] = [];
  private segments: Segment[] = [];
  private width = 0;

  constructor(options: WrapOptions) {
    this.options = options;
  }

  addWord(word: string, run: Run, font: FontName): void {
    const visible = this.measure(word.trimEnd(), font);
    if (this.width > 0 && this.width + visible > this.options.width) this.endLine();
    if (visible <= this.options.width) this.append(word, run, font);
    else this.addTooWide(word, run, font);
  }

  endLine(): void {
    const last = this.segments.at(-1);
    const before = this.segments.slice(0, -1).reduce((total, segment) => total + segment.advance, 0);
    this.lines.push({ segments: this.segments, width: before + (last?.width ?? 0) });
    this.segments = [];
    this.width = 0;
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
    const joined = last?.run === run ? last.text + text : text;
    const segment = { run, font, text: joined, width: this.measure(joined.trimEnd(), font), advance: this.measure(joined, font) };
    if (last?.run === run) this.segments[this.segments.length - 1] = segment;
    else this.segments.push(segment);
    this.width += this.measure(text, font);
  }

  private measure(text: string, font: FontName): number {
    return this.options.measure(text, font) * this.options.size;
  }
}
