import '@remix-run/node';
import type { Language } from '#app/domain/programme.ts';
import type { Services } from '#app/guard/services.server.ts';

declare module '@remix-run/node' {
  /** What the server hands to each loader, action and page. */
  interface AppLoadContext {
    /** For the inline scripts of this one page. */
    readonly nonce: string;
    readonly services: Services;
    /** Told to a person whose request failed, and written in the log and the audit trail. */
    readonly requestId: string;
    /** The other end of the connection, never what a header says. */
    readonly clientAddress?: string | undefined;
    /** What a page that is shown again came to, when its form was sent. */
    shownStatus?: number | undefined;
    /** The body was turned away before anyone read it: every door answers with this. */
    readonly refusedStatus?: number | undefined;
    /** How long one has to wait who was turned away for coming too often. */
    readonly waitSeconds?: number | undefined;
    /** Tells the log whose request it is, and the browser what language the account has, for the pages before one signs in. */
    readonly noteUser?: ((user: { readonly userId: string; readonly language: Language | undefined }) => void) | undefined;
    /** Writes a fault in the log, under the request's number. */
    readonly reportFault?: ((fault: unknown) => void) | undefined;
  }

  interface Future {
    /** Loader data keeps its own types on the way to the page. */
    v3_singleFetch: true;
  }
}
