import { sandboxed } from './file-answer.ts';

/** Kept by the browser of the one who asked only, and asked for again each time: who may no longer see the file gets it no more. */
const headersOf = (etag: string) => ({
  ETag: `"${etag}"`, 'Cache-Control': 'private, no-cache', 'X-Content-Type-Options': 'nosniff', 'Content-Security-Policy': sandboxed,
});

/** The answer that shows a picture made from what `etag` names. */
export function thumbnailAnswer(webp: Buffer, etag: string): Response {
  return new Response(new Uint8Array(webp), {
    headers: { ...headersOf(etag), 'Content-Type': 'image/webp', 'Content-Length': String(webp.length) },
  });
}

/** The answer when the browser has that picture already; undefined when it has not. */
export function unchangedAnswer(request: Request, etag: string): Response | undefined {
  const known = request.headers.get('If-None-Match')?.split(',').map((each) => each.trim().replace(/^W\//, '')) ?? [];
  return known.includes(`"${etag}"`) ? new Response(null, { status: 304, headers: headersOf(etag) }) : undefined;
}
