import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { refuseInPage } from './refused.ts';

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
    if (refusal === 411 || refusal === 415) {
      request.resume();
      response.status(refusal).type('text/plain').send(`${refusal}\n`);
      return;
    }
    if (refusal === 413) refuseInPage(request, response, { refusedStatus: refusal });
    next();
  };
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
