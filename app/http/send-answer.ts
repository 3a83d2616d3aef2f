import type { ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';

/**
 * Sends an answer at the pace its reader takes it: no more of the body is made than is on its way. When the reader leaves, the body
 * is cancelled, and that is no fault; when the body fails, the connection is broken off and the fault thrown.
 */
export async function sendAnswer({ status, statusText, headers, body }: Response, response: ServerResponse): Promise<void> {
  response.statusCode = status;
  response.statusMessage = statusText;
  setHeaders(headers, response);
  if (body === null) {
    response.end();
    return;
  }
  if (response.destroyed) {
    await body.cancel();
    return;
  }
  try {
    await pipeline(chunksOf(body), response);
  } catch (fault) {
    if (!hasLeft(fault)) throw fault;
  }
}

/**
 * What an answer says itself takes the place of what all answers say: a browser obeys every policy it gets, and what the one of
 * all pages forbids, a file's own could not allow. Cookies are the only ones that add up.
 */
function setHeaders(headers: Headers, response: ServerResponse): void {
  for (const name of headers.keys()) if (name !== 'set-cookie') response.removeHeader(name);
  for (const [name, value] of headers) response.appendHeader(name, value);
}

async function* chunksOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  const reader = body.getReader();
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) yield read.value;
  } finally {
    await reader.cancel();
  }
}

function hasLeft(fault: unknown): boolean {
  return fault instanceof Error && 'code' in fault && fault.code === 'ERR_STREAM_PREMATURE_CLOSE';
}
