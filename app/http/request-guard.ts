import type { NextFunction, Request, RequestHandler, Response } from 'express';

const allowedMethods = ['GET', 'HEAD', 'POST'];
const forwardedHeaders = ['x-forwarded-host', 'x-forwarded-proto', 'x-forwarded-for', 'x-forwarded-port', 'x-real-ip', 'forwarded'];

/**
 * Turns away what the product never serves, before Remix sees it: other methods (405), addresses that are none (400), hosts
 * that are not ours (421), and forms sent from another site (403). Drops forwarded headers, since anyone can write them.
 * Remix's own origin check lets resource routes and requests without Origin through.
 */
export function guardRequests(publicOrigin: string | undefined): RequestHandler {
  return (request: Request, response: Response, next: NextFunction) => {
    for (const name of forwardedHeaders) delete request.headers[name];
    const refusal = refusalOf(request, publicOrigin);
    if (refusal === undefined) {
      // Behind a proxy that speaks https the address people use decides, not the one the proxy uses.
      if (isFor(publicOrigin, request)) Object.defineProperty(request, 'protocol', { value: new URL(publicOrigin ?? '').protocol.slice(0, -1) });
      next();
      return;
    }
    if (refusal === 405) response.setHeader('Allow', allowedMethods.join(', '));
    response.status(refusal).type('text/plain').send(`${refusal}\n`);
  };
}

function refusalOf(request: Request, publicOrigin: string | undefined): 400 | 403 | 405 | 421 | undefined {
  if (!allowedMethods.includes(request.method)) return 405;
  if (!URL.canParse(addressOf(request)) || isOldDataRequest(request)) return 400;
  if (!isFor(publicOrigin, request) && !isLoopback(request)) return 421;
  if (request.method === 'POST' && !isFromMachine(request) && !isFromOwnPage(request, publicOrigin)) return 403;
  return undefined;
}

/** Remix answers this way in of its older versions still, with a stack in the log for each; no page of ours uses it. */
function isOldDataRequest(request: Request): boolean {
  return new URL(addressOf(request)).searchParams.has('_data');
}

function isFor(publicOrigin: string | undefined, request: Request): boolean {
  return publicOrigin !== undefined && new URL(publicOrigin).host === request.headers.host;
}

/** Names that only this machine answers to; any other name in Host is somebody else's, or an attack by DNS. */
function isLoopback(request: Request): boolean {
  return /^(localhost|127(\.\d+){3}|\[::1\])$/.test(new URL(addressOf(request)).hostname);
}

function addressOf(request: Request): string {
  return `http://${request.headers.host ?? ''}${request.originalUrl}`;
}

/** A token is sent by programs on purpose, never by a browser of itself as a cookie is; these addresses look at no cookie. */
function isFromMachine({ path, headers }: Request): boolean {
  return path.startsWith('/api/v1/') && headers.authorization?.startsWith('Bearer ') === true;
}

/** Browsers say where a form came from; an old one that does not must at least name our own origin. */
function isFromOwnPage(request: Request, publicOrigin: string | undefined): boolean {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  const own = isFor(publicOrigin, request) ? publicOrigin : `http://${request.headers.host ?? ''}`;
  return request.headers.origin === own;
}
