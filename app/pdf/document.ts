/**
 * What a document says, without coordinates: headings, paragraphs, tables, figures and appendices, in reading order.
 * Texts come translated and formatted. Layout decides where they stand, rendering how they are written.
 */
export interface DocumentDescription {
  readonly title: string;
  /** BCP 47 tag of the document's language: `nb`, `nn` or `en`. */
  readonly language: string;
  readonly author: string;
  readonly subject: string;
  /** The day the document was made, `YYYY-MM-DD`: part of the input, so that the same input gives the same bytes. */
  readonly madeOn: string;
  /** Runs along the head of every page of its own. */
  readonly runningHead: { readonly start: string; readonly end: string };
  /** Printed large across every page, such as UTKAST. */
  readonly watermark?: string | undefined;
  readonly words: DocumentWords;
  readonly blocks: readonly Block[];
  readonly appendices: readonly Appendix[];
}

/** Sentences the layout completes itself, with `{page}` and the like in braces. */
export interface DocumentWords {
  /** `{page}` `{pages}` */
  readonly footer: string;
  /** `{name}` `{page}` `{pages}` `{at}` `{total}` */
  readonly stamp: string;
  readonly carriedTo: string;
  readonly carriedFrom: string;
  /** Behind the name of a row that began on the page before. */
  readonly continued: string;
  /** What a link in a stamp leads to. */
  readonly backLink: string;
}

export type AnchorId = string;

/** A piece of text: plain, strong, muted, or leading somewhere in the document. */
export interface Run {
  readonly text: string;
  readonly isStrong?: boolean;
  readonly isMuted?: boolean;
  /** The text is a link to an anchor. */
  readonly linkTo?: AnchorId;
  /** The text is replaced by the number of the page where the anchor stands. */
  readonly pageOf?: AnchorId;
  /** BCP 47 tag where the words are of another language than the document's. */
  readonly language?: string;
  /** An amount at the beginning of a value: in a list of labels and values all stand on the same comma. */
  readonly isFigure?: boolean;
}

export type Text = string | readonly Run[];

export type Block = Title | Heading | Paragraph | Panel | StepList | Contents | Table | PageBreak;

export interface Title {
  readonly kind: 'title';
  readonly text: string;
  readonly lead: string;
}

export interface Heading {
  readonly kind: 'heading';
  readonly level: 2 | 3;
  readonly text: string;
  readonly anchor?: AnchorId;
}

export interface Paragraph {
  readonly kind: 'paragraph';
  readonly text: Text;
  readonly isSmall?: boolean;
}

/** What a reader looks for first: who above all, then one large figure, the others beside it. */
export interface Panel {
  readonly kind: 'panel';
  readonly who?: { readonly label: string; readonly value: string };
  readonly main: { readonly label: string; readonly value: string; readonly note: string };
  readonly facts: readonly { readonly label: string; readonly value: string }[];
}

/** Numbered sentences. */
export interface StepList {
  readonly kind: 'steps';
  readonly items: readonly Text[];
}

/** Where things stand: each entry leads there and tells its page. */
export interface Contents {
  readonly kind: 'contents';
  readonly entries: readonly { readonly text: string; readonly anchor: AnchorId }[];
}

export interface Table {
  readonly kind: 'table';
  /** Read aloud before the table; not printed. */
  readonly summary: string;
  readonly columns: readonly Column[];
  /** False for a list of labels and values. */
  readonly hasHead: boolean;
  readonly groups: readonly RowGroup[];
  readonly total?: Row;
}

export interface Column {
  readonly label: string;
  /** Share of the width, in points of a page 493 points wide; 0 for no more than must fit. */
  readonly width: number;
  /** Texts of its cells that must stand on one line, such as the largest amount; the words of the label always do. */
  readonly fits?: readonly string[];
  readonly align: 'start' | 'end';
}

export interface RowGroup {
  readonly title?: Text;
  readonly rows: readonly Row[];
  readonly subtotal?: Row;
  /** Its title is a bookmark too. */
  readonly isBookmarked?: boolean;
}

export interface Row {
  readonly anchor?: AnchorId;
  readonly cells: readonly Cell[];
  /** Sums of the columns up to and with this row, printed where the table goes on overleaf; empty text for other columns. */
  readonly carried?: readonly string[];
}

export interface Cell {
  /** Each on a line of its own. */
  readonly paragraphs: readonly Text[];
  /** Columns the cell spans; 1 unless said. */
  readonly span?: number;
  /** True for the cell that names its row. */
  readonly isHeader?: boolean;
}

export interface PageBreak {
  readonly kind: 'page_break';
  /** Not taken on a page that has hardly begun, so that no page stands nearly empty. */
  readonly isSpared?: boolean;
}

/** A foreign file appended page by page, each stamped in the margin. */
export interface Appendix {
  readonly anchor: AnchorId;
  /** The name in stamps and bookmarks: `Bilag 3`. */
  readonly name: string;
  /** Stands after the name in the bookmark and in what a screen reader says of each page. */
  readonly fileName: string;
  /** Where the stamp leads back to. */
  readonly backTo: AnchorId;
  readonly pages: readonly AppendixPage[];
  /** Set when the file cannot be included (drafts only): one page says so instead. */
  readonly unavailable?: string | undefined;
}

/** An upright page of a foreign file; sizes in points. */
export interface AppendixPage extends PageSize {
  /** What stands on it, where it goes in as a picture: set invisibly in its place, to be searched, copied and read aloud. */
  readonly words?: readonly PlacedWord[] | undefined;
}

/** A word on a page; places from the page's lower left corner, in points. */
export interface PlacedWord {
  readonly text: string;
  /** The lower corner where it begins, as one reads it. */
  readonly x: number;
  readonly y: number;
  /** Along the line it stands on, and across it. */
  readonly length: number;
  readonly height: number;
  /** Which way its line runs: to the right, upwards, to the left, downwards. */
  readonly angle: 0 | 90 | 180 | 270;
}

export interface PageSize {
  readonly width: number;
  readonly height: number;
}
