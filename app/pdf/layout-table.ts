import type { Cell, Column, Row, Table, Text } from './document.ts';
import type { Flow, LineStyle } from './flow.ts';
import type { Owner, StructureElement } from './placed.ts';
import { colour, contentWidth, page as sheet, type } from './theme.ts';
import type { Line } from './wrap.ts';

const padding = 4;
const gap = 8;
/** So that a text exactly as wide as its column is not broken by a rounding of the last digit. */
const hair = 0.2;
/** Farther from the foot than any row of carried sums is tall. */
const farFromFoot = 20 * type.table.leading;
/** So much of a row too tall for a page must fit where it begins. */
const leastStart = 5 * type.table.leading + 2 * padding;
const body: LineStyle = { type: type.table };
const strong: LineStyle = { type: type.table, isStrong: true };
const head: LineStyle = { type: type.table, isStrong: true, colour: colour.muted };
const quiet: LineStyle = { type: type.table, colour: colour.muted };

interface Box { readonly x: number; readonly width: number; readonly align: 'start' | 'end' }

interface MeasuredCell {
  readonly cell: Cell;
  readonly box: Box;
  readonly lines: readonly Line[];
}

interface MeasuredRow {
  readonly row: Row;
  readonly cells: readonly MeasuredCell[];
  readonly height: number;
  readonly style: LineStyle;
}

/** Sets a table: over as many pages as it takes, with its head repeated and sums carried. One real table for a screen reader. */
export function layoutTable(flow: Flow, table: Table, parent: StructureElement): void {
  new TableLayout(flow, table).run(flow.element({ tag: 'Table', parent, summary: table.summary }));
}

/** What must stand together where a table begins: its head, the title of its first group and its first row. */
export function tableStartHeight(flow: Flow, table: Table): number {
  return new TableLayout(flow, table).startHeight();
}

class TableLayout {
  private readonly flow: Flow;
  private readonly table: Table;
  private readonly boxes: readonly Box[];
  private readonly headRow: MeasuredRow | undefined;
  private carried: readonly string[] | undefined;

  constructor(flow: Flow, table: Table) {
    this.flow = flow;
    this.table = table;
    this.boxes = columnBoxes(table.columns, (text) => flow.measure(text, 'strong') * type.table.size + hair);
    const labels = { cells: table.columns.map((column) => ({ paragraphs: [column.label] })) };
    this.headRow = table.hasHead ? this.measure(labels, head) : undefined;
  }

  run(element: StructureElement): void {
    if (this.startHeight() > this.flow.room && this.flow.y > sheet.top) this.flow.addPage();
    if (this.headRow !== undefined) this.placeHead(this.headRow, this.flow.element({ tag: 'THead', parent: element }));
    const tbody = this.flow.element({ tag: 'TBody', parent: element });
    for (const group of this.table.groups) this.placeGroup(group, tbody);
    if (this.table.total !== undefined) this.placeTotal(this.table.total, element);
    this.flow.y += 12;
  }

  /** The head never stands alone at the foot of a page. */
  startHeight(): number {
    const { title, rows: [row] } = this.table.groups[0] ?? { rows: [] };
    const titleHeight = title === undefined ? 0 : this.titleHeight(this.titleLines(title));
    return (this.headRow?.height ?? 0) + titleHeight + this.startOf(row) + this.carryHeight(row?.carried);
  }

  private placeGroup(group: Table['groups'][number], tbody: StructureElement): void {
    const subtotal = group.subtotal === undefined ? undefined : this.measure(group.subtotal, strong);
    if (group.title !== undefined) this.placeGroupTitle(group.title, group.rows[0], tbody);
    for (const [index, row] of group.rows.entries()) {
      const measured = this.measure(row, body);
      const isLast = index === group.rows.length - 1;
      this.makeRoom(this.least(measured.height + (isLast ? subtotal?.height ?? 0 : 0)), row.carried);
      this.placeRow(measured, tbody);
      this.carried = row.carried ?? this.carried;
      this.rule(isLast && subtotal !== undefined ? 0.6 : 0.35, colour.rule);
    }
    if (subtotal === undefined) return;
    this.makeRoom(this.least(subtotal.height));
    this.placeRow(subtotal, tbody);
    this.rule(0.6, colour.strongRule);
  }

  private placeGroupTitle(title: Text, firstRow: Row | undefined, tbody: StructureElement): void {
    const lines = this.titleLines(title);
    this.makeRoom(this.titleHeight(lines) + this.startOf(firstRow), firstRow?.carried);
    const tr = this.flow.element({ tag: 'TR', parent: tbody });
    const th = this.flow.element({ tag: 'TH', parent: tr, scope: 'Row', columnSpan: this.table.columns.length });
    this.flow.y += 2 * padding;
    for (const line of lines) {
      this.flow.placeLine(line, { x: sheet.left + padding, width: contentWidth, y: this.flow.y }, { style: strong, owner: th });
      this.flow.y += type.table.leading;
    }
    this.flow.y += padding;
    this.rule(0.35, colour.rule);
  }

  private titleLines(title: Text): readonly Line[] {
    return this.flow.wrap(title, contentWidth - 2 * padding, strong);
  }

  private titleHeight(lines: readonly Line[]): number {
    return lines.length * type.table.leading + 3 * padding;
  }

  private placeTotal(total: Row, element: StructureElement): void {
    const measured = this.measure(total, strong);
    this.makeRoom(this.least(measured.height));
    this.placeRow(measured, this.flow.element({ tag: 'TFoot', parent: element }));
    this.rule(1, colour.strongRule);
  }

  /** Starts a new page when so much does not fit, with the sums that would be carried from here. */
  private makeRoom(height: number, carried = this.carried): void {
    if (height + farFromFoot <= this.flow.room) return;
    if (height + this.carryHeight(carried) > this.flow.room + hair) this.turnPage();
  }

  /** A row too tall for a page starts where it is and goes on overleaf; others are never divided. */
  private least(height: number): number {
    const pageRoom = sheet.height - sheet.top - sheet.bottom - (this.headRow?.height ?? 0) - 2 * leastStart;
    return height > pageRoom ? leastStart : height;
  }

  private startOf(row: Row | undefined): number {
    return row === undefined ? 0 : this.least(this.measure(row, body).height);
  }

  private carryHeight(carried = this.carried): number {
    return carried === undefined ? 0 : this.carryRow('carriedTo', carried).height;
  }

  private turnPage(): void {
    this.placeCarried('carriedTo');
    this.flow.addPage();
    if (this.headRow !== undefined) this.placeHead(this.headRow, 'pagination');
    this.placeCarried('carriedFrom');
  }

  private placeCarried(word: 'carriedTo' | 'carriedFrom'): void {
    if (this.carried === undefined) return;
    this.placeRow(this.carryRow(word, this.carried), 'pagination');
    if (word === 'carriedFrom') this.rule(0.35, colour.rule);
  }

  private carryRow(word: 'carriedTo' | 'carriedFrom', carried: readonly string[]): MeasuredRow {
    const label = this.flow.words[word];
    const cells = carried.map((text, index) => ({ paragraphs: [index === this.labelColumn() ? label : text] }));
    return this.measure({ cells }, quiet);
  }

  /** The widest column carries the label. */
  private labelColumn(): number {
    const widths = this.table.columns.map((column) => column.width);
    return widths.indexOf(Math.max(...widths));
  }

  private placeHead(row: MeasuredRow, owner: Owner): void {
    this.placeRow(row, owner, 'Column');
    this.rule(0.8, colour.strongRule);
  }

  private measure(row: Row, style: LineStyle): MeasuredRow {
    let column = 0;
    const cells = row.cells.map((cell) => {
      const box = spanned(this.boxes, column, cell.span ?? 1);
      column += cell.span ?? 1;
      const texts = cell.paragraphs.map((text, index) => (index < cell.paragraphs.length - 1 ? endedBySpace(text) : text));
      return { cell, box, lines: texts.flatMap((text) => this.flow.wrap(text, box.width, style)) };
    });
    const height = Math.max(1, ...cells.map((cell) => cell.lines.length)) * style.type.leading + 2 * padding;
    return { row, cells, height, style };
  }

  private placeRow(measured: MeasuredRow, owner: Owner, scope: 'Row' | 'Column' = 'Row'): void {
    const tr = typeof owner === 'string' ? owner : this.flow.element({ tag: 'TR', parent: owner });
    if (measured.row.anchor !== undefined) this.flow.anchor(measured.row.anchor);
    const owners = measured.cells.map(({ cell }) => {
      if (typeof tr === 'string') return tr;
      const isHeader = scope === 'Column' || cell.isHeader === true;
      return this.flow.element({ tag: isHeader ? 'TH' : 'TD', parent: tr, scope: isHeader ? scope : undefined, columnSpan: cell.span });
    });
    this.placeLines(measured, owners);
  }

  /** Places as many lines as the page holds above the sums it carries, then the rest on the next; most rows are placed at once. */
  private placeLines(measured: MeasuredRow, owners: readonly Owner[]): void {
    const { leading } = measured.style.type;
    const count = Math.max(1, ...measured.cells.map((cell) => cell.lines.length));
    let from = 0;
    while (from < count) {
      if (from > 0) this.turnPage();
      const room = this.flow.room - this.carryHeight(measured.row.carried);
      const isWhole = from === 0 && (owners.includes('pagination') || measured.height <= room + hair);
      const fitting = Math.max(1, Math.floor((room - 2 * padding) / leading));
      const to = isWhole ? count : Math.min(count, from + fitting);
      this.placeSlice(measured, owners, { from, to });
      this.flow.y += (to - from) * leading + 2 * padding;
      from = to;
    }
  }

  private placeSlice(measured: MeasuredRow, owners: readonly Owner[], slice: { from: number; to: number }): void {
    const { style } = measured;
    for (const [index, { lines, box }] of measured.cells.entries()) {
      const owner = owners[index];
      if (owner === undefined) continue;
      if (lines.length === 0 && typeof owner !== 'string' && slice.from === 0) this.flow.current.items.push({ kind: 'empty', owner });
      for (const [at, line] of lines.slice(slice.from, slice.to).entries()) {
        this.flow.placeLine(line, { ...box, y: this.flow.y + padding + at * style.type.leading }, { style, owner });
      }
    }
  }

  private rule(thickness: number, ruleColour: typeof colour.rule | typeof colour.strongRule): void {
    this.flow.current.items.push({ kind: 'rule', x: sheet.left, y: this.flow.y, width: contentWidth, thickness, colour: ruleColour });
  }
}

/** So that a screen reader does not join the last word of a paragraph with the first of the next. */
function endedBySpace(text: Text): Text {
  if (typeof text === 'string') return `${text} `;
  const last = text.at(-1);
  return last === undefined || last.pageOf !== undefined ? text : [...text.slice(0, -1), { ...last, text: `${last.text} ` }];
}

/** Columns get their share of the width, but at least what must fit; the widest gives what others lack. */
function columnBoxes(columns: readonly Column[], measure: (text: string) => number): Box[] {
  const room = contentWidth - 2 * padding - gap * (columns.length - 1);
  const total = columns.reduce((sum, column) => sum + column.width, 0);
  const shares = columns.map((column) => (column.width * room) / total);
  const least = columns.map(({ label, fits = [] }) => Math.max(...[...label.split(' '), ...fits].map(measure)));
  const widest = shares.indexOf(Math.max(...shares));
  const widths = shares.map((share, index) => (index === widest ? share : Math.max(share, least[index] ?? 0)));
  const excess = widths.reduce((sum, width) => sum + width, 0) - room;
  let x = sheet.left + padding;
  return columns.map((column, index) => {
    const width = (widths[index] ?? 0) - (index === widest ? Math.min(excess, shares[widest] ?? 0) : 0);
    const box = { x, width, align: column.align };
    x += width + gap;
    return box;
  });
}

function spanned(boxes: readonly Box[], from: number, span: number): Box {
  const first = boxes[from];
  const last = boxes[from + span - 1];
  if (first === undefined || last === undefined) throw new RangeError('A row has more cells than its table has columns');
  return { x: first.x, width: last.x + last.width - first.x, align: span > 1 ? 'start' : first.align };
}
