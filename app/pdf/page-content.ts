import { matrix, number } from './pdf-text.ts';
import type {
  FontName, LaidOutPage, Owner, Placed, PlacedBox, PlacedForeignPage, PlacedHiddenWord,
  PlacedRule, PlacedText, PlacedWatermark, StructureElement,
} from './placed.ts';
import { colour, type Colour } from './theme.ts';

/** Writes text as the hexadecimal strings a content stream shows. */
export interface Encode {
  readonly text: (font: FontName, text: string) => string;
  /** A word of a foreign file, which nobody sees, also with letters the typeface lacks. */
  readonly hidden: (text: string) => string;
}

export interface PageContent {
  readonly operators: string;
  /** The elements of the marked content, by its number. */
  readonly owners: readonly StructureElement[];
  readonly foreign: readonly PlacedForeignPage[];
  readonly hasWatermark: boolean;
}

const turns: Readonly<Record<PlacedHiddenWord['angle'], string>> = { 0: '1 0 0 1', 90: '0 1 -1 0', 180: '-1 0 0 -1', 270: '0 -1 1 0' };

export const fontResource: Record<FontName, string> = { regular: 'F1', strong: 'F2' };

/**
 * Writes a page's things as operators, each inside marked content: of its structure element, or as an artifact.
 * `attach` is told of elements in reading order, also of those that hold nothing.
 */
export function writePage(page: LaidOutPage, encode: Encode, attach: (element: StructureElement) => void): PageContent {
  const writer = new PageWriter(page, encode, attach);
  for (const item of page.items) writer.write(item);
  return writer.finish();
}

class PageWriter {
  private readonly page: LaidOutPage;
  private readonly encode: Encode;
  private readonly attach: (element: StructureElement) => void;
  private readonly operators: string[] = [];
  private readonly owners: StructureElement[] = [];
  private readonly foreign: PlacedForeignPage[] = [];
  private hasWatermark = false;
  private owner: Owner | undefined;
  private fill: Colour | undefined;

  constructor(page: LaidOutPage, encode: Encode, attach: (element: StructureElement) => void) {
    this.page = page;
    this.encode = encode;
    this.attach = attach;
  }

  write(item: Placed): void {
    switch (item.kind) {
      case 'text': return this.writeText(item);
      case 'rule': return this.writeRule(item);
      case 'box': return this.writeBox(item);
      case 'foreign': return this.writeForeign(item);
      case 'hidden': return this.writeHidden(item);
      case 'watermark': return this.writeWatermark(item);
      case 'empty': return this.attach(item.owner);
    }
  }

  finish(): PageContent {
    this.close();
    return { operators: this.operators.join('\n'), owners: this.owners, foreign: this.foreign, hasWatermark: this.hasWatermark };
  }

  private writeText(item: PlacedText): void {
    this.open(item.owner);
    this.setFill(item.colour);
    const at = `1 0 0 1 ${number(item.x)} ${number(this.page.height - item.baseline)} Tm`;
    this.operators.push(`BT /${fontResource[item.font]} ${number(item.size)} Tf ${at} <${this.encode.text(item.font, item.text)}> Tj ET`);
  }

  private writeRule(rule: PlacedRule): void {
    this.open('layout');
    this.setFill(rule.colour);
    const y = this.page.height - rule.y - rule.thickness / 2;
    this.operators.push(`${[rule.x, y, rule.width, rule.thickness].map(number).join(' ')} re f`);
  }

  private writeBox(box: PlacedBox): void {
    this.open('layout');
    const rectangle = `${[box.x, this.page.height - box.y - box.height, box.width, box.height].map(number).join(' ')} re`;
    if (box.fill !== undefined) {
      this.setFill(box.fill);
      this.operators.push(`${rectangle} f`);
    }
    if (box.stroke !== undefined) this.operators.push(`${box.stroke} RG 0.5 w ${rectangle} S`);
  }

  /** In the colours and lines that a page begins with: what it does not set itself would else be as the stamp above it. */
  private writeForeign(item: PlacedForeignPage): void {
    this.open(item.owner);
    const name = `V${this.foreign.push(item)}`;
    const y = this.page.height - item.y - item.height;
    this.operators.push(`q 0 g 0 G 1 w ${matrix([item.scale, 0, 0, item.scale, item.x, y])} cm /${name} Do Q`);
  }

  /** The space behind it keeps words apart for those who copy or listen. */
  private writeHidden({ text, x, baseline, size, angle, stretch, owner }: PlacedHiddenWord): void {
    const encoded = this.encode.hidden(text);
    if (encoded === '') return;
    this.open(owner);
    const at = `${turns[angle]} ${number(x)} ${number(this.page.height - baseline)} Tm`;
    const scaled = `3 Tr ${number(stretch * 100)} Tz`;
    this.operators.push(`BT /${fontResource.regular} ${number(size)} Tf ${scaled} ${at} <${encoded}${this.encode.hidden(' ')}> Tj 0 Tr 100 Tz ET`);
  }

  private writeWatermark({ text, x, y, size }: PlacedWatermark): void {
    this.hasWatermark = true;
    this.open('pagination');
    const tilt = Math.atan2(this.page.height, this.page.width);
    const [cos, sin] = [Math.cos(tilt), Math.sin(tilt)];
    const half = size * text.length * 0.33;
    const start = [x - half * cos + size * 0.35 * sin, this.page.height - y - half * sin - size * 0.35 * cos];
    const matrix = [cos, sin, -sin, cos, ...start].map(number).join(' ');
    const show = `BT /F2 ${number(size)} Tf ${matrix} Tm <${this.encode.text('strong', text)}> Tj ET`;
    this.operators.push(`q /Draft gs ${colour.watermark} rg ${show} Q`);
  }

  private setFill(fill: Colour): void {
    if (fill !== this.fill) this.operators.push(`${fill} rg`);
    this.fill = fill;
  }

  private open(owner: Owner): void {
    if (owner === this.owner) return;
    this.close();
    this.owner = owner;
    if (typeof owner === 'string') {
      this.operators.push(`/Artifact << /Type /${owner === 'layout' ? 'Layout' : 'Pagination'} >> BDC`);
      return;
    }
    this.attach(owner);
    this.operators.push(`/${owner.tag} << /MCID ${this.owners.push(owner) - 1} >> BDC`);
  }

  private close(): void {
    if (this.owner !== undefined) this.operators.push('EMC');
    this.owner = undefined;
  }
}
