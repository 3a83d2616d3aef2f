import type { AnchorId, Block, Cell, Run, Table, Text } from '#app/pdf/document.ts';
import type { ClaimWords } from './claim-words.ts';

/** How a claim's files are spread over several PDFs. */
export interface Parts {
  readonly count: number;
  /** The part each file is in, from 1, by its anchor. */
  readonly of: ReadonlyMap<AnchorId, number>;
}

/** «del 2», never broken over two lines. */
export function partText({ t }: ClaimWords, part: number): string {
  return t('document.part', { part }).replaceAll(' ', '\u00a0');
}

/** Says where a thing is that is not in this document; undefined for what is. */
type FarText = (anchor: AnchorId) => string | undefined;

/** A document's blocks with what leads out of it as plain text: «3 (del 2)» for a link, «del 2» for a page number. */
export function withoutFarLinks(blocks: readonly Block[], farText: FarText): Block[] {
  return blocks.map((block): Block => {
    switch (block.kind) {
      case 'paragraph': return { ...block, text: textHere(block.text, farText) };
      case 'steps': return { ...block, items: block.items.map((item) => textHere(item, farText)) };
      case 'contents': return { ...block, entries: block.entries.filter(({ anchor }) => farText(anchor) === undefined) };
      case 'table': return tableHere(block, farText);
      default: return block;
    }
  });
}

function textHere(text: Text, farText: FarText): Text {
  return typeof text === 'string' ? text : text.map((run) => runHere(run, farText));
}

function runHere({ linkTo, pageOf, ...run }: Run, farText: FarText): Run {
  const there = farText(linkTo ?? pageOf ?? '');
  if (there === undefined) return { ...run, ...(linkTo === undefined ? {} : { linkTo }), ...(pageOf === undefined ? {} : { pageOf }) };
  return { ...run, text: pageOf === undefined ? run.text.replace(/(?=,?\s*$)/, ` (${there})`) : there };
}

/** Its columns are wide enough for what their cells now say. */
function tableHere(table: Table, farText: FarText): Table {
  const said = table.columns.map(() => new Set<string>());
  const cellsHere = (cells: readonly Cell[]) => cells.map((cell, column): Cell => {
    for (const there of farTextsOf(cell, farText)) said[column]?.add(`(${there}),`);
    return { ...cell, paragraphs: cell.paragraphs.map((text) => textHere(text, farText)) };
  });
  const groups = table.groups.map((group) => ({ ...group, rows: group.rows.map((row) => ({ ...row, cells: cellsHere(row.cells) })) }));
  const columns = table.columns.map((column, index) => {
    const fits = [...said[index] ?? []];
    return fits.length === 0 ? column : { ...column, fits: [...column.fits ?? [], ...fits] };
  });
  return { ...table, groups, columns };
}

function farTextsOf({ paragraphs }: Cell, farText: FarText): string[] {
  const runs = paragraphs.flatMap((text) => (typeof text === 'string' ? [] : text));
  return runs.flatMap(({ linkTo, pageOf }) => farText(linkTo ?? pageOf ?? '') ?? []);
}
