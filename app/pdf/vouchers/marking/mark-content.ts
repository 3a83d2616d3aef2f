import { operationsIn } from '../content-operations.ts';
import { marks as foreignMarks } from '../strip-marks.ts';

/** A stretch of a page's operators with the mark that goes around it. */
export interface Mark {
  readonly start: number;
  readonly end: number;
  readonly number: number;
  readonly tag: 'P' | 'Figure';
}

/** Operators that set how things are drawn, and draw nothing. */
const settings = new Set([
  'q', 'Q', 'cm', 'w', 'J', 'j', 'M', 'd', 'ri', 'i', 'gs', 'CS', 'cs', 'SC', 'SCN', 'sc', 'scn', 'G', 'g', 'RG', 'rg', 'K', 'k', 'BT', 'ET',
  'Tc', 'Tw', 'Tz', 'TL', 'Tf', 'Tr', 'Ts',
]);
const shows = new Set(['Tj', 'TJ', '\'', '"']);

/**
 * A page's operators with marks, given in their order, around what they say and show as pictures; all else, such as lines and
 * fields, is marked as what a screen reader passes over. Marks they had are left out. What they draw stays the same, and what they
 * leave open is closed.
 */
export function markContent(content: Buffer, marks: readonly Mark[]): Buffer {
  const writer = new MarkWriter(content);
  let at = 0;
  for (const { operator, start, end } of operationsIn(content)) {
    if (foreignMarks.has(operator)) continue;
    const mark = marks[at];
    if (mark !== undefined && start === mark.start) writer.open(mark);
    writer.write({ operator, start, end });
    if (mark !== undefined && end === mark.end) {
      writer.close();
      at += 1;
    }
  }
  return writer.finish();
}

class MarkWriter {
  private readonly content: Buffer;
  private readonly parts: Buffer[] = [];
  private isWithinText = false;
  private saved = 0;
  private opened: 'nothing' | 'artifact' | 'mark' = 'nothing';

  constructor(content: Buffer) {
    this.content = content;
  }

  open({ number, tag }: Mark): void {
    this.close();
    this.opened = 'mark';
    this.put(`/${tag} << /MCID ${number} >> BDC`);
  }

  write({ operator, start, end }: { operator: string; start: number; end: number }): void {
    if (operator === 'BT' && this.opened === 'artifact') this.close();
    if (operator === 'BT') this.isWithinText = true;
    if (operator === 'q') this.saved += 1;
    if (operator === 'Q') this.saved -= 1;
    const isBare = this.opened === 'nothing' && (this.isWithinText ? shows.has(operator) : !settings.has(operator));
    if (isBare) this.openArtifact();
    this.parts.push(this.content.subarray(start, end), newLine);
    if (isBare && this.isWithinText) this.close();
    if (operator === 'ET') this.isWithinText = false;
  }

  close(): void {
    if (this.opened !== 'nothing') this.put('EMC');
    this.opened = 'nothing';
  }

  finish(): Buffer {
    this.close();
    if (this.isWithinText) this.put('ET');
    for (; this.saved > 0; this.saved -= 1) this.put('Q');
    return Buffer.concat(this.parts);
  }

  private openArtifact(): void {
    this.opened = 'artifact';
    this.put('/Artifact BMC');
  }

  private put(operators: string): void {
    this.parts.push(Buffer.from(`${operators}\n`, 'latin1'));
  }
}

const newLine = Buffer.from('\n');
