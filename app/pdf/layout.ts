import type { DocumentDescription } from './document.ts';
import { fill } from './fill.ts';
import { Flow } from './flow.ts';
import { appendixPages, layoutAppendices } from './layout-appendix.ts';
import { placeBlock } from './layout-blocks.ts';
import type { LaidOutDocument, LaidOutPage, Measure } from './placed.ts';
import { colour, contentWidth, page as sheet, type } from './theme.ts';
import { unbroken } from './wrap.ts';

/** Sets a document: description and text measurer → pages of placed things and the tree of their meaning. Pure. */
export function layoutDocument(description: DocumentDescription, measure: Measure): LaidOutDocument {
  const flow = new Flow(measure, description.words);
  flow.addPage();
  for (const [index, block] of description.blocks.entries()) placeBlock(flow, block, description.blocks.slice(index + 1));
  const ownPages = flow.pages.length;
  const total = ownPages + appendixPages(description.appendices);
  layoutAppendices(flow, description.appendices, { total, language: description.language });
  if (flow.pages.length !== total) throw new Error(`Laid out ${flow.pages.length} pages, expected ${total}`);
  fillPageNumbers(flow);
  for (const [index, page] of flow.pages.entries()) {
    if (index < ownPages) placeRunningLines(flow, description, { page, number: index + 1, total });
    if (description.watermark !== undefined) placeWatermark(page, description.watermark, measure);
  }
  return { pages: flow.pages, anchors: flow.anchors, bookmarks: flow.bookmarks, root: flow.root, ownPages };
}

/** Page numbers stand where their placeholder stood, right-aligned to it. */
function fillPageNumbers(flow: Flow): void {
  for (const { item, anchor } of flow.pending) {
    const place = flow.anchors.get(anchor);
    if (place === undefined) throw new Error(`The document refers to «${anchor}», which it does not have`);
    const before = flow.measure(item.text, item.font);
    item.text = item.text.replace(/\d+/, String(place.page + 1));
    item.x += (before - flow.measure(item.text, item.font)) * item.size;
  }
}

interface RunningPage {
  readonly page: LaidOutPage;
  readonly number: number;
  readonly total: number;
}

function placeRunningLines(flow: Flow, { runningHead, words, title }: DocumentDescription, { page, number, total }: RunningPage): void {
  const footer = fill(words.footer, { page: number, pages: total });
  const headBaseline = 42;
  const footBaseline = sheet.height - 34;
  const put = (text: string, baseline: number, isAtEnd: boolean) => {
    const { size } = type.running;
    const x = isAtEnd ? sheet.left + contentWidth - flow.measure(text, 'regular') * size : sheet.left;
    page.items.push({ kind: 'text', x, baseline, text, font: 'regular', size, colour: colour.muted, owner: 'pagination' });
  };
  const end = unbroken(runningHead.end);
  const endWidth = flow.measure(end, 'regular') * type.running.size;
  put(shortened(unbroken(runningHead.start), (contentWidth - endWidth - 16) / type.running.size, flow.measure), headBaseline, false);
  put(end, headBaseline, true);
  put(title, footBaseline, false);
  put(footer, footBaseline, true);
  page.items.push({ kind: 'rule', x: sheet.left, y: headBaseline + 8, width: contentWidth, thickness: 0.5, colour: colour.rule });
}

/** As much of a text as fits, ending in «…» where it was cut. */
function shortened(text: string, width: number, measure: Measure): string {
  if (measure(text, 'regular') <= width) return text;
  const characters = [...text];
  while (characters.length > 0 && measure(`${characters.join('').trimEnd()}…`, 'regular') > width) characters.pop();
  return `${characters.join('').trimEnd()}…`;
}

function placeWatermark(page: LaidOutPage, text: string, measure: Measure): void {
  const size = Math.min(150, (page.width * 0.95) / measure(text, 'strong'));
  page.items.push({ kind: 'watermark', text, x: page.width / 2, y: page.height / 2, size });
}
