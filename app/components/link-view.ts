/** Where one may go on, in words. */
export interface LinkView {
  readonly href: string;
  readonly text: string;
}
