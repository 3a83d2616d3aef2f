import type { Cell, Row, RowGroup, Table, Text } from './document.ts';
import type { Flow, LineStyle } from './flow.ts';
import type { Owner, StructureElement } from './placed.ts';
import { columnBoxes, padding, spanned, type ColumnBox } from './table-columns.ts';
import { commaOf, endedBySpace, plainText, saysAll } from './table-texts.ts';
import { colour, contentWidth, page as sheet, type } from './theme.ts';
import type { Line } from './wrap.ts';

/** So that a text exactly as wide as its column is not broken by a rounding of the last digit. */
const hair = 0.2;
/** Farther from the foot than any row of carried sums is tall. */
const farFromFoot = 20 * type.table.leading;
/** So much of a row too tall for a page must fit where it begins. */
const leastStart = 5 * type.table.leading + 2 * padding;
/** More of a page than this is not left empty because the next row does not fit in it. */
const muchRoom = (sheet.height - sheet.top - sheet.bottom) / 4;
/** So many lines of a divided row go overleaf at least: one alone would look like a mistake. */
const leastOverleaf = 3;
const body: LineStyle = { type: type.table };
const strong: LineStyle = { type: type.table, isStrong: true };
const head: LineStyle = { type: type.table, isStrong: true, colour: colour.muted };
const quiet: LineStyle = { type: type.table, colour: colour.muted };

interface MeasuredCell {
  readonly cell: Cell;
  readonly box: ColumnBox;
  readonly lines: readonly Line[];
}

interface MeasuredRow {
  readonly row: Row;
  readonly cells: readonly MeasuredCell[];
  readonly height: number;
  readonly style: LineStyle;
}

interface RowPlacing {
  readonly scope?: 'Row' | 'Column';
  /** Height of the sums that stay with the end of the row. */
  readonly below?: number;
}

/** Sets a table: over as many pages as it takes, with its head repeated and sums carried. One real table for a screen reader. */
export function layoutTable(flow: Flow, table: Table, parent: StructureElement): void {
  new TableLayout(flow, table).run(flow.element({ tag: 'Table', parent, summary: table.summary }));
}

/** What must stand together where a table begins, so far below what is there: its head, the title of its first group and its first row. */
export function tableStartHeight(flow: Flow, table: Table, below: number): number {
  return new TableLayout(flow, table).startHeight(flow.room - below);
}

class TableLayout {
  private readonly flow: Flow;
  private readonly table: Table;
  private readonly boxes: readonly ColumnBox[];
  private readonly headRow: MeasuredRow | undefined;
  private readonly totalRow: MeasuredRow | undefined;
  /** Where the comma of figures stands, in a list of labels and values. */
  private readonly comma: number | undefined;
  private carried: readonly string[] | undefined;
  /** The row of sums that nothing has been placed below yet. */
  private lastSums: Row | undefined;

  constructor(flow: Flow, table: Table) {
    this.flow = flow;
    this.table = table;
    this.boxes = columnBoxes(table.columns, (text) => flow.measure(text, 'strong') * type.table.size + hair);
    const labels = { cells: table.columns.map((column) => ({ paragraphs: [column.label] })) };
    this.headRow = table.hasHead ? this.measure(labels, head) : undefined;
    this.totalRow = table.total === undefined ? undefined : this.measure(table.total, strong);
    this.comma = table.hasHead ? undefined : commaOf(table, flow);
  }

  run(element: StructureElement): void {
    if (this.startHeight() > this.flow.room && this.flow.y > sheet.top) this.flow.addPage();
    if (this.headRow !== undefined) this.placeHead(this.headRow, this.flow.element({ tag: 'THead', parent: element }));
    const tbody = this.flow.element({ tag: 'TBody', parent: element });
    for (const group of this.table.groups) this.placeGroup(group, tbody);
    if (this.totalRow !== undefined) this.placeTotal(this.totalRow, element);
    this.flow.y += 12;
  }

  /** The head never stands alone at the foot of a page. */
  startHeight(room = this.flow.room): number {
    const [group] = this.table.groups;
    const title = group?.title;
    const above = (this.headRow?.height ?? 0) + (title === undefined ? 0 : this.titleHeight(this.titleLines(title)));
    return above + this.startOf(group, room - above) + this.carryHeight(group?.rows[0]?.carried);
  }

  private placeGroup(group: RowGroup, tbody: StructureElement): void {
    const subtotal = group.subtotal === undefined ? undefined : this.measure(group.subtotal, strong);
    if (group.title !== undefined) this.placeGroupTitle(group, group.title, tbody);
    for (const [index, row] of group.rows.entries()) {
      const measured = this.measure(row, body);
      const isLast = index === group.rows.length - 1;
      const below = isLast ? this.heightBelow(group) : 0;
      this.makeRoom(this.least(measured.height + below), row.carried);
      this.placeRow(measured, tbody, { below });
      this.carried = row.carried ?? this.carried;
      this.rule(isLast && subtotal !== undefined ? 0.6 : 0.35, colour.rule);
    }
    if (subtotal === undefined) return;
    this.makeRoom(this.least(this.heightBelow(group)));
    this.placeRow(subtotal, tbody);
    this.lastSums = subtotal.row;
    this.rule(0.6, colour.strongRule);
  }

  /** The sums that stay with the last row of a group. */
  private heightBelow(group: RowGroup): number {
    const total = group === this.table.groups.at(-1) ? this.totalRow?.height ?? 0 : 0;
    return (group.subtotal === undefined ? 0 : this.measure(group.subtotal, strong).height) + total;
  }

  private placeGroupTitle(group: RowGroup, title: Text, tbody: StructureElement): void {
    const lines = this.titleLines(title);
    const height = this.titleHeight(lines);
    this.makeRoom(height + this.startOf(group, this.flow.room - height), group.rows[0]?.carried);
    const tr = this.flow.element({ tag: 'TR', parent: tbody });
    const th = this.flow.element({ tag: 'TH', parent: tr, scope: 'Row', columnSpan: this.table.columns.length });
    if (group.isBookmarked === true) this.flow.bookmark(plainText(title), 3, th);
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

  private placeTotal(total: MeasuredRow, element: StructureElement): void {
    this.makeRoom(this.least(total.height));
    this.placeRow(total, this.flow.element({ tag: 'TFoot', parent: element }));
    this.rule(1, colour.strongRule);
  }

  /** Starts a new page when so much does not fit, with the sums that would be carried from here. */
  private makeRoom(height: number, carried = this.carried): void {
    if (height + farFromFoot <= this.flow.room) return;
    if (height + this.carryHeight(carried) > this.flow.room + hair) this.turnPage();
  }

  /** A row too tall for a page, or for much room at the foot of one, starts where it is and goes on overleaf; others are never divided. */
  private least(height: number, room = this.flow.room): number {
    const pageRoom = sheet.height - sheet.top - sheet.bottom - (this.headRow?.height ?? 0) - 2 * leastStart;
    return height > pageRoom || room >= muchRoom ? Math.min(height, leastStart) : height;
  }

  private startOf(group: RowGroup | undefined, room: number): number {
    const row = group?.rows[0];
    if (group === undefined || row === undefined) return 0;
    return this.least(this.measure(row, body).height + (group.rows.length === 1 ? this.heightBelow(group) : 0), room);
  }

  private carryHeight(carried = this.carried): number {
    return carried === undefined ? 0 : this.carryRow('carriedTo', carried).height;
  }

  /** What a row of sums has just said is not said again below it. */
  private turnPage(): void {
    if (this.lastSums === undefined || !saysAll(this.lastSums, this.carried ?? [])) this.placeCarried('carriedTo');
    this.flow.addPage();
    if (this.headRow !== undefined) this.placeHead(this.headRow, 'pagination');
    this.placeCarried('carriedFrom');
  }

  /** The sums carried are with those of the row, whose amounts are printed; its number and name are repeated for who reads on paper. */
  private turnWithin({ row, cells }: MeasuredRow): void {
    this.carried = row.carried ?? this.carried;
    this.turnPage();
    const named = row.cells.findIndex(({ isHeader }) => isHeader === true);
    const again = cells.map(({ cell, box }, index): Cell => {
      const text = plainText(cell.paragraphs[0] ?? '');
      if (index === named) return { ...cell, paragraphs: [this.oneLine(text, box, ` ${this.flow.words.continued}`)] };
      return { ...cell, paragraphs: index === 0 ? [this.oneLine(text, box)] : [] };
    });
    this.placeRow(this.measure({ cells: again }, quiet), 'pagination');
    this.flow.y -= padding;
  }

  private oneLine(text: string, box: ColumnBox, ending = ''): string {
    const measure = (part: string) => this.flow.measure(part, 'regular') * type.table.size;
    if (measure(text + ending) <= box.width) return text + ending;
    const [line] = this.flow.wrap(text, box.width - measure(`…${ending}`), quiet);
    return `${line?.segments.map((segment) => segment.text).join('').trimEnd() ?? ''}…${ending}`;
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
    this.placeRow(row, owner, { scope: 'Column' });
    this.rule(0.8, colour.strongRule);
  }

  private measure(row: Row, style: LineStyle): MeasuredRow {
    let column = 0;
    const lineStyle = this.comma === undefined ? style : { ...style, comma: this.comma };
    const cells = row.cells.map((cell) => {
      const box = spanned(this.boxes, column, cell.span ?? 1);
      column += cell.span ?? 1;
      const texts = cell.paragraphs.map((text, index) => (index < cell.paragraphs.length - 1 ? endedBySpace(text) : text));
      return { cell, box, lines: texts.flatMap((text) => this.flow.wrap(text, box.width, lineStyle)) };
    });
    const height = Math.max(1, ...cells.map((cell) => cell.lines.length)) * style.type.leading + 2 * padding;
    return { row, cells, height, style };
  }

  private placeRow(measured: MeasuredRow, owner: Owner, { scope = 'Row', below = 0 }: RowPlacing = {}): void {
    const tr = typeof owner === 'string' ? owner : this.flow.element({ tag: 'TR', parent: owner });
    if (tr !== 'pagination') this.lastSums = undefined;
    if (measured.row.anchor !== undefined) this.flow.anchor(measured.row.anchor);
    const owners = measured.cells.map(({ cell }) => {
      if (typeof tr === 'string') return tr;
      const isHeader = scope === 'Column' || cell.isHeader === true;
      return this.flow.element({ tag: isHeader ? 'TH' : 'TD', parent: tr, scope: isHeader ? scope : undefined, columnSpan: cell.span });
    });
    this.placeLines(measured, owners, below);
  }

  /** Places as many lines as the page holds above the sums it carries, then the rest on the next; most rows are placed at once. */
  private placeLines(measured: MeasuredRow, owners: readonly Owner[], below: number): void {
    const { leading } = measured.style.type;
    const count = Math.max(1, ...measured.cells.map((cell) => cell.lines.length));
    let from = 0;
    while (from < count) {
      if (from > 0) this.turnWithin(measured);
      const room = this.flow.room - this.carryHeight(measured.row.carried) - 2 * padding;
      const isWhole = owners.includes('pagination') || (count - from) * leading + below <= room + hair;
      const fitting = Math.max(1, Math.floor((room + hair) / leading));
      const to = isWhole ? count : Math.max(from + 1, Math.min(from + fitting, count - leastOverleaf));
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
