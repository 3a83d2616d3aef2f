import type { NextFunction, Request, RequestHandler, Response } from 'express';

const allowedMethods = ['GET', 'HEAD', 'POST'];
const forwardedHeaders = ['x-forwarded-host', 'x-forwarded-proto', 'x-forwarded-for', 'x-forwarded-port', 'forwarded'];

/**
 * Turns away what the product never serves, before Remix sees it: other methods (405), addresses that are none (400), and
 * forms sent from another site (403). Drops forwarded headers, since anyone can write them.
 * Remix's own origin check lets resource routes and requests without Origin through.
 */
export function guardRequests(): RequestHandler {
  return (request: Request, response: Response, next: NextFunction) => {
    for (const name of forwardedHeaders) delete request.headers[name];
    const refusal = refusalOf(request);
    if (refusal === undefined) {
      next();
      return;
    }
    if (refusal === 405) response.setHeader('Allow', allowedMethods.join(', '));
    response.status(refusal).type('text/plain').send(`${refusal}\n`);
  };
}

function refusalOf(request: Request): 400 | 403 | 405 | undefined {
  if (!allowedMethods.includes(request.method)) return 405;
  if (!URL.canParse(addressOf(request))) return 400;
  if (request.method === 'POST' && !isFromOwnPage(request)) return 403;
  return undefined;
}

function addressOf(request: Request): string {
  return `http://${request.headers.host ?? ''}${request.originalUrl}`;
}

/** Browsers say where a form came from; an old one that does not must at least name our own origin. */
function isFromOwnPage(request: Request): boolean {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  const { origin } = request.headers;
  return origin !== undefined && URL.canParse(origin) && new URL(origin).host === request.headers.host;
}
