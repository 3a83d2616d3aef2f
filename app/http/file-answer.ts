import { contentDisposition } from './content-disposition.ts';

/** No script, no form, no other origin; no page but our own may frame it. A browser draws and styles a picture's own page itself. */
export const sandboxed = "sandbox; default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'";
/** A browser's own PDF viewer is refused in a sandbox, and styles itself inline; the file still runs nothing. */
const forPdfViewer = "default-src 'none'; object-src 'self'; img-src 'self' data: blob:; style-src 'unsafe-inline'; frame-ancestors 'self'";

interface NamedFile {
  readonly mediaType: string;
  readonly name: string;
}

export interface AnsweredFile extends NamedFile {
  readonly pieces: readonly Uint8Array[];
  /** Shown in the page instead of kept. */
  readonly isShown: boolean;
  /** Of a file that never changes: a name for its content. */
  readonly etag?: string | undefined;
}

/** The answer that hands over a file. It is never kept by anyone on the way, and can do nothing where it is opened. */
export function fileAnswer({ pieces, mediaType, name, isShown, etag }: AnsweredFile): Response {
  return new Response(bodyOf(pieces.values()), {
    headers: {
      ...headersOf({ mediaType, name, isShown }),
      'Content-Length': String(pieces.reduce((total, { length }) => total + length, 0)),
      ...(etag === undefined ? {} : { ETag: `"${etag}"` }),
    },
  });
}

/**
 * The same for a file that is made while it is sent: the next chunk is asked for when the last one is on its way, and nothing more
 * is made when nobody reads on. Its length is not known, so a fault in its midst breaks the connection off: the download fails.
 */
export function streamedFileAnswer(chunks: AsyncGenerator<Uint8Array, void>, file: NamedFile): Response {
  return new Response(bodyOf(chunks), { headers: headersOf({ ...file, isShown: false }) });
}

/** Each chunk as it is: none is copied or kept. */
function bodyOf(chunks: Iterator<Uint8Array, void> | AsyncIterator<Uint8Array, void>): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await chunks.next();
      if (done === true) controller.close();
      else controller.enqueue(value);
    },
    async cancel() { await chunks.return?.(); },
  }, { highWaterMark: 0 });
}

function headersOf({ mediaType, name, isShown }: NamedFile & Pick<AnsweredFile, 'isShown'>): Record<string, string> {
  return {
    'Content-Type': mediaType,
    'Content-Disposition': contentDisposition(isShown ? 'inline' : 'attachment', name),
    'Content-Security-Policy': isShown && mediaType === 'application/pdf' ? forPdfViewer : sandboxed,
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'private, no-store',
  };
}
