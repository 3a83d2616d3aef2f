import '@remix-run/node';

declare module '@remix-run/node' {
  /** What the server hands to each loader, action and page. */
  interface AppLoadContext {
    /** For the inline scripts of this one page. */
    readonly nonce: string;
  }

  interface Future {
    /** Loader data keeps its own types on the way to the page. */
    v3_singleFetch: true;
  }
}
