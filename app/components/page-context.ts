import { createContext } from 'react';
import type { ShellView } from '#app/features/shell/shell-view.ts';

/** What only the server knows while it renders a page; undefined in the browser. */
export interface PageContextValue {
  readonly nonce: string;
  /** The words around the page, for an answer given before any loader ran. */
  readonly shell: ShellView;
}

export const PageContext = createContext<PageContextValue | undefined>(undefined);
