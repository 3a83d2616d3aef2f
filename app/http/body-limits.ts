import type { NextFunction, Request, RequestHandler, Response } from 'express';

const mega = 1024 * 1024;
/** The most a form may hold, by its kind: text alone, or text with files. */
const mostBytes: Readonly<Record<string, number>> = {
  'application/x-www-form-urlencoded': 2 * mega,
  'multipart/form-data': 40 * mega,
};
/** What machines send. */
const mostMachineBytes: Readonly<Record<string, number>> = { 'application/json': 10 * mega, 'application/zip': 40 * mega };

/**
 * Turns away bodies before anyone reads them: of another kind than a form (415), without a length (411), or too large (413).
 * What is turned away is read past, so that the browser hears the answer, and never kept.
 */
export function limitBodies(): RequestHandler {
  return (request: Request, response: Response, next: NextFunction) => {
    const refusal = request.method === 'POST' ? refusalOf(request) : undefined;
    if (refusal === undefined) {
      next();
      return;
    }
    request.resume();
    if (refusal === 413) {
      // Asked for as a page, so that the person gets one that says what was too much.
      response.locals['refusedStatus'] = refusal;
      request.method = 'GET';
      next();
      return;
    }
    response.status(refusal).type('text/plain').send(`${refusal}\n`);
  };
}

/** The status of a body turned away, for a page to tell; undefined when it was let through. */
export function refusedStatusOf(response: Response): number | undefined {
  const status: unknown = response.locals['refusedStatus'];
  return typeof status === 'number' ? status : undefined;
}

function refusalOf({ path, headers }: Request): 411 | 413 | 415 | undefined {
  const kind = (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  const kinds = path.startsWith('/api/v1/') ? mostMachineBytes : mostBytes;
  const most = Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
  if (most === undefined) return 415;
  const length = headers['content-length'];
  if (length === undefined) return 411;
  return Number(length) > most ? 413 : undefined;
}
