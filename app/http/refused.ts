import type { Request, Response } from 'express';

/** Why a request was turned away before any page saw it, for a page to tell. */
export interface Refused {
  readonly refusedStatus: number;
  readonly waitSeconds?: number | undefined;
}

/**
 * Has a request answered by a page that says why it was turned away: it is asked for as a page, its body read past, so that the
 * browser hears the answer, and never kept.
 */
export function refuseInPage(request: Request, response: Response, refused: Refused): void {
  request.resume();
  request.method = 'GET';
  response.locals['refused'] = refused;
}

/** Why the request was turned away; nothing when it was let through. */
export function refusedOf(response: Response): Partial<Refused> {
  const refused: unknown = response.locals['refused'];
  return isRefused(refused) ? refused : {};
}

function isRefused(value: unknown): value is Refused {
  return typeof value === 'object' && value !== null && 'refusedStatus' in value && typeof value.refusedStatus === 'number';
}
