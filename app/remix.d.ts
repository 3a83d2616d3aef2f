import '@remix-run/node';
import type { Services } from '#app/guard/services.server.ts';

declare module '@remix-run/node' {
  /** What the server hands to each loader, action and page. */
  interface AppLoadContext {
    /** For the inline scripts of this one page. */
    readonly nonce: string;
    readonly services: Services;
    /** Told to a person whose request failed, and written in the log and the audit trail. */
    readonly requestId: string;
  }

  interface Future {
    /** Loader data keeps its own types on the way to the page. */
    v3_singleFetch: true;
  }
}
