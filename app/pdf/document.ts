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
}

export type AnchorId = string;

/** A piece of text: plain, strong, muted, or leading somewhere in the document. */
export interface Run {
  readonly text: string;
  readonly isStrong?: boolean;
  readonly isMuted?: boolean;
  /** The text is a link to an anchor. */
  readonly linkTo?: AnchorId;
  /** What is told of the link to who does not see it; its text unless said. */
  readonly linkText?: string;
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
  readonly lead: Text;
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
  readonly who?: { readonly label: string; readonly value: Text };
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
  readonly backTo: BackLink;
  /** Where it is used in more than one place: the stamp then has a link to each below it. */
  readonly usedIn?: UsedIn | undefined;
  readonly pages: readonly AppendixPage[];
  /** BCP 47 tag of what its pages say, as far as they do not tell themselves; the document's own unless said. */
  readonly language?: string | undefined;
  /** Set when the file cannot be included (drafts only): one page says so instead. */
  readonly unavailable?: string | undefined;
}

export interface BackLink {
  readonly anchor: AnchorId;
  /** What is told of the link to who does not see where it leads. */
  readonly description: string;
}

export interface UsedIn {
  /** Stands before the links. */
  readonly lead: string;
  /** Stands after those there was room for: `{count}`. */
  readonly more: string;
  readonly places: readonly (BackLink & { readonly text: string })[];
}

/** An upright page of a foreign file; sizes in points. */
export interface AppendixPage extends PageSize {
  /** What stands on it, where it goes in as a picture: set invisibly in its place, to be searched, copied and read aloud. */
  readonly words?: readonly PlacedWord[] | undefined;
  /** What it says, where it goes in as it is. */
  readonly text?: MarkedText | undefined;
}

/** A page's own text by the marks around it, so that it is read aloud in order, and neither twice nor with its words joined. */
export interface MarkedText {
  /** Elements that begin on this page; a number used anew stands for another element from there on. */
  readonly elements: readonly MarkedElement[];
  /** In reading order. */
  readonly contents: readonly MarkedContent[];
  /** How many marks there are, numbered from 0. */
  readonly marks: number;
}

export interface MarkedElement {
  readonly number: number;
  readonly tag: StructureTag;
  /** The number of the element it lies in; none for one that lies in nothing else. */
  readonly parent?: number | undefined;
  readonly language?: string | undefined;
  readonly scope?: 'Row' | 'Column' | undefined;
  readonly columnSpan?: number | undefined;
  readonly summary?: string | undefined;
  readonly actualText?: string | undefined;
}

export interface MarkedContent {
  readonly element: number;
  /** A mark of the page; none for an element that holds nothing, such as an empty cell. */
  readonly mark?: number | undefined;
}

/** Standard structure types of PDF 1.7 (ISO 32000-1, 14.8.4) that this product uses. */
export type StructureTag
  = 'Document' | 'Sect' | 'H1' | 'H2' | 'H3' | 'H4' | 'P' | 'Span' | 'Link' | 'L' | 'LI' | 'Lbl' | 'LBody' | 'TOC' | 'TOCI' | 'Reference'
    | 'Table' | 'THead' | 'TBody' | 'TFoot' | 'TR' | 'TH' | 'TD' | 'Figure';

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
