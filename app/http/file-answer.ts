import { contentDisposition } from './content-disposition.ts';

/** No script, no form, no other origin; no page but our own may frame it. A browser draws and styles a picture's own page itself. */
const sandboxed = "sandbox; default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'";
/** A browser's own PDF viewer is refused in a sandbox, and styles itself inline; the file still runs nothing. */
const forPdfViewer = "default-src 'none'; object-src 'self'; img-src 'self' data: blob:; style-src 'unsafe-inline'; frame-ancestors 'self'";

export interface AnsweredFile {
  readonly bytes: Buffer;
  readonly mediaType: string;
  readonly name: string;
  /** Shown in the page instead of kept. */
  readonly isShown: boolean;
  /** Of a file that never changes: a name for its content. */
  readonly etag?: string | undefined;
}

/** The answer that hands over a file. It is never kept by anyone on the way, and can do nothing where it is opened. */
export function fileAnswer({ bytes, mediaType, name, isShown, etag }: AnsweredFile): Response {
  return new Response(new Uint8Array(bytes), {
    headers: {
      'Content-Type': mediaType,
      'Content-Length': String(bytes.length),
      'Content-Disposition': contentDisposition(isShown ? 'inline' : 'attachment', name),
      'Content-Security-Policy': isShown && mediaType === 'application/pdf' ? forPdfViewer : sandboxed,
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'private, no-store',
      ...(etag === undefined ? {} : { ETag: `"${etag}"` }),
    },
  });
}
