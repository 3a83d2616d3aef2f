import { matrix, number } from './pdf-text.ts';
import type {
  FontName, LaidOutPage, Owner, Placed, PlacedBox, PlacedForeignPage, PlacedHiddenWord, PlacedMarks,
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
  /** Drawn as forms, in the order of their names. */
  readonly foreign: readonly PlacedForeignPage[];
  /** The page whose own operators stand between `before` and `operators`. */
  readonly inline: { readonly foreign: PlacedForeignPage; readonly before: string } | undefined;
  readonly hasWatermark: boolean;
}

const turns: Readonly<Record<PlacedHiddenWord['angle'], string>> = { 0: '1 0 0 1', 90: '0 1 -1 0', 180: '-1 0 0 -1', 270: '0 -1 1 0' };

export const fontResource: Readonly<Record<FontName, string>> = { regular: 'F1', strong: 'F2' };
/** What they are called where a foreign page's own operators and names stand in the page itself. */
export const besideForeignFonts: Readonly<Record<FontName, string>> = { regular: 'OwnFont1', strong: 'OwnFont2' };

/** Told of elements in reading order, each with a mark; without one when it holds nothing. */
export type Attach = (element: StructureElement, mark?: number) => void;

/** Writes a page's things as operators, each inside marked content: of its structure element, or as an artifact. */
export function writePage(page: LaidOutPage, encode: Encode, attach: Attach): PageContent {
  const writer = new PageWriter(page, encode, attach);
  for (const item of page.items) writer.write(item);
  return writer.finish();
}

class PageWriter {
  private readonly page: LaidOutPage;
  private readonly encode: Encode;
  private readonly attach: Attach;
  private readonly operators: string[] = [];
  private readonly owners: StructureElement[];
  private readonly fonts: Readonly<Record<FontName, string>>;
  private inline: PageContent['inline'];
  private readonly foreign: PlacedForeignPage[] = [];
  private hasWatermark = false;
  private owner: Owner | undefined;
  private fill: Colour | undefined;

  constructor(page: LaidOutPage, encode: Encode, attach: Attach) {
    this.page = page;
    this.encode = encode;
    this.attach = attach;
    const inlined = page.items.flatMap((item) => (item.kind === 'foreign' && !('tag' in item.owner) ? item.owner.marks : []));
    this.owners = Array.from<StructureElement>({ length: Math.max(0, ...inlined) });
    this.fonts = inlined.length === 0 ? fontResource : besideForeignFonts;
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
    return { operators: this.operators.join('\n'), owners: this.owners, foreign: this.foreign, inline: this.inline, hasWatermark: this.hasWatermark };
  }

  private writeText(item: PlacedText): void {
    this.open(item.owner);
    this.setFill(item.colour);
    const at = `1 0 0 1 ${number(item.x)} ${number(this.page.height - item.baseline)} Tm`;
    this.operators.push(`BT /${this.fonts[item.font]} ${number(item.size)} Tf ${at} <${this.encode.text(item.font, item.text)}> Tj ET`);
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
    const begin = `q 0 g 0 G 1 w ${matrix([item.scale, 0, 0, item.scale, item.x, this.page.height - item.y - item.height])} cm`;
    if (!('tag' in item.owner)) return this.beginInline(item, item.owner, begin);
    this.open(item.owner);
    this.operators.push(`${begin} /V${this.foreign.push(item)} Do Q`);
  }

  /** The page's own operators go on from here, with marks of their own, which may not lie within another. */
  private beginInline(foreign: PlacedForeignPage, { contents }: PlacedMarks, begin: string): void {
    this.close();
    this.fill = undefined;
    for (const { owner, mark } of contents) {
      this.attach(owner, mark);
      if (mark !== undefined) this.owners[mark] = owner;
    }
    this.inline = { foreign, before: [...this.operators.splice(0), begin].join('\n') };
    this.operators.push('Q');
  }

  /** The space behind it keeps words apart for those who copy or listen. */
  private writeHidden({ text, x, baseline, size, angle, stretch, owner }: PlacedHiddenWord): void {
    const encoded = this.encode.hidden(text);
    if (encoded === '') return;
    this.open(owner);
    const at = `${turns[angle]} ${number(x)} ${number(this.page.height - baseline)} Tm`;
    const scaled = `3 Tr ${number(stretch * 100)} Tz`;
    this.operators.push(`BT /${this.fonts.regular} ${number(size)} Tf ${scaled} ${at} <${encoded}${this.encode.hidden(' ')}> Tj 0 Tr 100 Tz ET`);
  }

  private writeWatermark({ text, x, y, size }: PlacedWatermark): void {
    this.hasWatermark = true;
    this.open('pagination');
    const tilt = Math.atan2(this.page.height, this.page.width);
    const [cos, sin] = [Math.cos(tilt), Math.sin(tilt)];
    const half = size * text.length * 0.33;
    const start = [x - half * cos + size * 0.35 * sin, this.page.height - y - half * sin - size * 0.35 * cos];
    const matrix = [cos, sin, -sin, cos, ...start].map(number).join(' ');
    const show = `BT /${this.fonts.strong} ${number(size)} Tf ${matrix} Tm <${this.encode.text('strong', text)}> Tj ET`;
    this.operators.push(`q /OwnDraft gs ${colour.watermark} rg ${show} Q`);
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
    const mark = this.owners.push(owner) - 1;
    this.attach(owner, mark);
    this.operators.push(`/${owner.tag} << /MCID ${mark} >> BDC`);
  }

  private close(): void {
    if (this.owner !== undefined) this.operators.push('EMC');
    this.owner = undefined;
  }
}
