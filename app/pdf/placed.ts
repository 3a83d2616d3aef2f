import type { AnchorId, PlacedWord, StructureTag } from './document.ts';
import type { Colour } from './theme.ts';

/** What layout makes: pages of things with places, and the tree of what they mean. y runs downwards from the top, in points. */

export type FontName = 'regular' | 'strong';
export type Measure = (text: string, font: FontName) => number;

export interface StructureElement {
  readonly id: number;
  readonly tag: StructureTag;
  readonly parent: StructureElement | undefined;
  readonly scope?: 'Row' | 'Column' | undefined;
  readonly columnSpan?: number | undefined;
  readonly alternative?: string | undefined;
  /** Read in place of what it holds, whose words run into one another. */
  readonly actualText?: string | undefined;
  readonly summary?: string | undefined;
  readonly language?: string | undefined;
}

/** The element a thing belongs to; or what kind of artifact it is, when it says nothing of its own. */
export type Owner = StructureElement | 'pagination' | 'layout';

export interface PlacedText {
  readonly kind: 'text';
  /** Changed together with the text when a page number is filled in. */
  x: number;
  readonly baseline: number;
  text: string;
  readonly font: FontName;
  readonly size: number;
  readonly colour: Colour;
  readonly owner: Owner;
}

export interface PlacedRule {
  readonly kind: 'rule';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly thickness: number;
  readonly colour: Colour;
}

export interface PlacedBox {
  readonly kind: 'box';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly fill?: Colour;
  readonly stroke?: Colour;
}

/** A page of an appendix, drawn upright with its top left corner at x, y. */
export interface PlacedForeignPage {
  readonly kind: 'foreign';
  readonly appendix: number;
  readonly page: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly scale: number;
  /** Of all of it; or of each of the marks within it, which begin the page's numbers. */
  readonly owner: StructureElement | PlacedMarks;
}

/** The elements of a foreign page's own text in reading order, each with a mark; without one when it holds nothing. */
export interface PlacedMarks {
  readonly marks: number;
  readonly contents: readonly { readonly owner: StructureElement; readonly mark?: number | undefined }[];
}

/** A word that a picture shows: there for those who search, copy or listen, drawn by nobody. */
export interface PlacedHiddenWord {
  readonly kind: 'hidden';
  readonly text: string;
  readonly x: number;
  readonly baseline: number;
  readonly size: number;
  readonly angle: PlacedWord['angle'];
  /** How much longer than its letters it is on the picture. */
  readonly stretch: number;
  readonly owner: StructureElement;
}

/** An element that must stand in the tree here although it holds nothing, such as an empty cell. */
export interface PlacedEmpty {
  readonly kind: 'empty';
  readonly owner: StructureElement;
}

export interface PlacedWatermark {
  readonly kind: 'watermark';
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly size: number;
}

export type Placed = PlacedText | PlacedHiddenWord | PlacedRule | PlacedBox | PlacedForeignPage | PlacedEmpty | PlacedWatermark;

export interface LinkArea {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly target: AnchorId;
  readonly description: string;
  readonly owner: StructureElement;
}

export interface LaidOutPage {
  readonly width: number;
  readonly height: number;
  readonly items: Placed[];
  readonly links: LinkArea[];
}

export interface Place {
  /** Position in the list of pages, from 0. */
  readonly page: number;
  readonly y: number;
}

export interface Bookmark {
  readonly title: string;
  readonly level: 1 | 2 | 3;
  readonly place: Place;
  readonly owner: StructureElement;
}

export interface LaidOutDocument {
  readonly pages: readonly LaidOutPage[];
  readonly anchors: ReadonlyMap<AnchorId, Place>;
  readonly bookmarks: readonly Bookmark[];
  readonly root: StructureElement;
  /** Pages before the first appendix. */
  readonly ownPages: number;
}
