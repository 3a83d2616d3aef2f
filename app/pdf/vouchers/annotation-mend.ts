/**
 * What PDFium is told of an annotation before it draws a page, where it would show something else than is meant: by itself it does
 * not look at the layers of annotations, say.
 */
export interface AnnotationMend {
  /** Its place in the page's list. */
  readonly index: number;
  readonly isHidden?: boolean;
  /** The state of a check box that only its field tells. */
  readonly state?: string;
  /** Its appearance shows nothing of what is filled in, and is made anew. */
  readonly isDrawnAnew?: boolean;
  /** One that stays upright on a turned page: the corners it then takes up, and its appearance's matrix. */
  readonly upright?: { readonly rectangle: readonly number[]; readonly matrix: readonly number[] };
}
