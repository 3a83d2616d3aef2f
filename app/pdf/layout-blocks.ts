import type { Block, Contents, Heading, PageBreak, Panel, Paragraph, StepList, Text, Title } from './document.ts';
import type { Flow, LineStyle } from './flow.ts';
import { layoutTable, tableStartHeight } from './layout-table.ts';
import type { Owner } from './placed.ts';
import { colour, contentWidth, page as sheet, type } from './theme.ts';

/** Places one block below what is already there, knowing what comes after it. */
export function placeBlock(flow: Flow, block: Block, following: readonly Block[]): void {
  switch (block.kind) {
    case 'title': return placeTitle(flow, block);
    case 'heading': return placeHeading(flow, block, following);
    case 'paragraph': return placeParagraph(flow, block);
    case 'panel': return placePanel(flow, block);
    case 'steps': return placeSteps(flow, block);
    case 'contents': return placeContents(flow, block);
    case 'table': return layoutTable(flow, block, flow.root);
    case 'page_break': return turnPage(flow, block);
  }
}

/** A page with no more on it than this has hardly begun. */
const hardlyBegun = (sheet.height - sheet.top - sheet.bottom) / 4;

function turnPage(flow: Flow, { isSpared }: PageBreak): void {
  if (flow.current.items.length === 0 || (isSpared === true && flow.y < sheet.top + hardlyBegun)) return;
  flow.addPage();
}

function placeTitle(flow: Flow, { text, lead }: Title): void {
  const owner = flow.element({ tag: 'H1', parent: flow.root });
  flow.bookmark(text, 1, owner);
  placeText(flow, text, { style: { type: type.title, isStrong: true }, owner });
  flow.y += 3;
  placeText(flow, lead, { style: { type: type.lead, colour: colour.muted }, owner: flow.element({ tag: 'P', parent: flow.root }) });
  flow.y += 16;
}

/** The space above and below a heading. */
const headingSpace = { 2: { type: type.heading2, above: 14, below: 7 }, 3: { type: type.heading3, above: 8, below: 4 } } as const;

/** A heading stays with what follows: it starts a new page when the beginning of that would not fit below. */
function placeHeading(flow: Flow, heading: Heading, following: readonly Block[]): void {
  const { text, level, anchor } = heading;
  const space = headingSpace[level];
  const style = { type: space.type, isStrong: true, colour: level === 2 ? colour.accent : colour.ink };
  const height = headingHeight(heading);
  if (flow.room < height + startHeight(flow, following, height) && flow.y > sheet.top) flow.addPage();
  else if (flow.y > sheet.top) flow.y += space.above;
  const owner = flow.element({ tag: level === 2 ? 'H2' : 'H3', parent: flow.root });
  if (anchor !== undefined) flow.anchor(anchor);
  if (level === 2) flow.bookmark(text, 2, owner);
  placeText(flow, text, { style, owner });
  flow.y += space.below;
}

/** Of one line with the space around it. */
function headingHeight({ level }: Heading): number {
  const { above, below, type: { leading } } = headingSpace[level];
  return above + leading + below;
}

/** The least that must stand so far below what is there already, under a heading: also of a table that a paragraph introduces. */
function startHeight(flow: Flow, [next, ...rest]: readonly Block[], above: number): number {
  if (next?.kind === 'table') return tableStartHeight(flow, next, above);
  if (next?.kind === 'contents') return contentsRows(next) * contentsLeading;
  if (next?.kind === 'heading') return headingHeight(next) + startHeight(flow, rest, above + headingHeight(next));
  if (next?.kind !== 'paragraph' || rest[0]?.kind !== 'table') return 4 * type.body.leading;
  const height = flow.wrap(next.text, contentWidth, { type: type.body }).length * type.body.leading + 6;
  return height + startHeight(flow, rest, above + height);
}

function placeParagraph(flow: Flow, { text, isSmall }: Paragraph): void {
  const style = isSmall === true ? { type: type.small, colour: colour.muted } : { type: type.body };
  placeText(flow, text, { style, owner: flow.element({ tag: 'P', parent: flow.root }) });
  flow.y += 6;
}

function placeSteps(flow: Flow, { items }: StepList): void {
  const style: LineStyle = { type: type.body };
  const list = flow.element({ tag: 'L', parent: flow.root });
  for (const [index, item] of items.entries()) {
    const entry = flow.element({ tag: 'LI', parent: list });
    const [label] = flow.wrap(`${index + 1}.`, 24, { ...style, isStrong: true });
    if (flow.room < style.type.leading) flow.addPage();
    if (label !== undefined) {
      const owner = flow.element({ tag: 'Lbl', parent: entry });
      flow.placeLine(label, { x: sheet.left, width: 24, y: flow.y }, { style: { ...style, colour: colour.accent }, owner });
    }
    placeText(flow, item, { style, owner: flow.element({ tag: 'LBody', parent: entry }), indent: 24 });
    flow.y += 4;
  }
  flow.y += 6;
}

const contentsStyle: LineStyle = { type: type.body };
const contentsGap = 30;
const pageNumberWidth = 30;

/** In two columns, read down the first and then the second; never divided between pages. */
function placeContents(flow: Flow, contents: Contents): void {
  const rows = contentsRows(contents);
  if (flow.room < rows * contentsLeading) flow.addPage();
  const list = flow.element({ tag: 'TOC', parent: flow.root });
  const width = (contentWidth - contentsGap) / 2;
  for (const [index, { text, anchor }] of contents.entries.entries()) {
    const at = { x: sheet.left + (index < rows ? 0 : width + contentsGap), y: flow.y + (index % rows) * contentsLeading };
    const owner = flow.element({ tag: 'Reference', parent: flow.element({ tag: 'TOCI', parent: list }) });
    const [name] = flow.wrap([{ text: `${text} `, linkTo: anchor }], width - pageNumberWidth, contentsStyle);
    const [number] = flow.wrap([{ text: '', pageOf: anchor }], pageNumberWidth, contentsStyle);
    if (name !== undefined) flow.placeLine(name, { ...at, width }, { style: contentsStyle, owner });
    if (number !== undefined) flow.placeLine(number, { ...at, width, align: 'end' }, { style: contentsStyle, owner });
  }
  flow.y += rows * contentsLeading + 6;
}

const contentsLeading = type.body.leading + 2;

function contentsRows({ entries }: Contents): number {
  return Math.ceil(entries.length / 2);
}

const panelPadding = 14;
const panelWidth = contentWidth - 2 * panelPadding;
const factStyle: LineStyle = { type: type.heading3, isStrong: true };
const figureStyle: LineStyle = { type: type.figure, isStrong: true, colour: colour.accent };
const factLeading = type.small.leading + type.heading3.leading + 7;

/** Who above, one large figure at the left, the facts beside it at the right, on a quiet field. */
function placePanel(flow: Flow, { who, main, facts }: Panel): void {
  const { left, right } = panelColumns(flow, main.value);
  const columns = right.width < 180 ? 1 : 2;
  const factWidth = (right.width - 12 * (columns - 1)) / columns;
  const measured = facts.map((fact) => ({ ...fact, lines: flow.wrap(fact.value, factWidth, factStyle) }));
  const rows = Array.from({ length: Math.ceil(measured.length / columns) }, (_, row) => measured.slice(row * columns, (row + 1) * columns));
  const rowHeights = rows.map((row) => factLeading + (Math.max(...row.map((fact) => fact.lines.length)) - 1) * type.heading3.leading);
  const noteTop = type.small.leading + flow.wrap(main.value, left.width, figureStyle).length * type.figure.leading + 4;
  const mainHeight = noteTop + flow.wrap(main.note, left.width, { type: type.small }).length * type.small.leading;
  const whoLines = who === undefined ? 0 : flow.wrap(who.value, panelWidth, factStyle).length;
  const whoHeight = whoLines === 0 ? 0 : factLeading + (whoLines - 1) * type.heading3.leading + 3;
  const height = 2 * panelPadding + whoHeight + Math.max(mainHeight, rowHeights.reduce((total, row) => total + row, 0) - 7);
  if (height > flow.room) flow.addPage();
  const top = flow.y;
  flow.current.items.push({ kind: 'box', x: sheet.left, y: top, width: contentWidth, height, fill: colour.panel });
  flow.current.items.push({ kind: 'box', x: sheet.left, y: top, width: 4, height, fill: colour.accent });
  let y = top + panelPadding;
  if (who !== undefined) placePair(flow, who, { x: left.x, width: panelWidth, y });
  y += whoHeight;
  placePair(flow, { label: main.label, value: main.value }, { ...left, y, figure: true });
  placeLines(flow, main.note, { ...left, y: y + noteTop });
  for (const [index, row] of rows.entries()) {
    for (const [column, fact] of row.entries()) placePair(flow, fact, { x: right.x + column * (factWidth + 12), width: factWidth, y });
    y += rowHeights[index] ?? 0;
  }
  flow.y = top + height + 10;
}

/** The figure gets the room it needs, the facts the rest. */
function panelColumns(flow: Flow, figure: string): { left: { x: number; width: number }; right: { x: number; width: number } } {
  const needed = flow.measure(figure, 'strong') * type.figure.size + 1;
  const left = { x: sheet.left + panelPadding, width: Math.min(Math.max(205, needed), contentWidth - 2 * panelPadding - 140) };
  const x = left.x + left.width + 20;
  return { left, right: { x, width: sheet.left + contentWidth - panelPadding - x } };
}

interface PairBox {
  readonly x: number;
  readonly width: number;
  readonly y: number;
  readonly figure?: boolean;
}

/** A label above its value, one paragraph for a screen reader. */
function placePair(flow: Flow, { label, value }: { label: string; value: Text }, box: PairBox): void {
  const owner = flow.element({ tag: 'P', parent: flow.root });
  const labelStyle: LineStyle = { type: type.small, colour: colour.muted };
  const valueStyle = box.figure === true ? figureStyle : factStyle;
  let { y } = box;
  for (const [text, style] of [[`${label} `, labelStyle], [value, valueStyle]] as const) {
    for (const line of flow.wrap(text, box.width, style)) {
      flow.placeLine(line, { x: box.x, width: box.width, y }, { style, owner });
      y += style.type.leading;
    }
  }
}

function placeLines(flow: Flow, text: string, box: PairBox): void {
  const style: LineStyle = { type: type.small, colour: colour.muted };
  const owner = flow.element({ tag: 'P', parent: flow.root });
  for (const [index, line] of flow.wrap(text, box.width, style).entries()) {
    flow.placeLine(line, { x: box.x, width: box.width, y: box.y + index * style.type.leading }, { style, owner });
  }
}

/** Running text over the width of the page, line by line, on as many pages as it takes. */
function placeText(flow: Flow, text: Text, how: { style: LineStyle; owner: Owner; indent?: number }): void {
  const indent = how.indent ?? 0;
  for (const line of flow.wrap(text, contentWidth - indent, how.style)) {
    if (flow.room < how.style.type.leading) flow.addPage();
    flow.placeLine(line, { x: sheet.left + indent, width: contentWidth - indent, y: flow.y }, how);
    flow.y += how.style.type.leading;
  }
}
