import { randomUUID } from 'node:crypto';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import type { Log } from './log.ts';
import type { MatchedRoute } from './route-pattern.ts';

/** Writes a line for each request when it is over: what it was for and how it went, by ids only. */
export function logRequests(log: Log, routeOf: (path: string) => MatchedRoute): RequestHandler {
  return (request: Request, response: Response, next: NextFunction) => {
    const startedMs = performance.now();
    const { method, path } = request;
    const requestId = randomUUID();
    response.locals['requestId'] = requestId;
    response.once('close', () => {
      const { pattern, ids: { organisation, ...ids } } = routeOf(path);
      const write = path.startsWith('/assets/') ? log.debug : log.info;
      write('request', {
        requestId, method: method.slice(0, 10), route: pattern, status: response.statusCode, ms: Math.round(performance.now() - startedMs),
        outcome: response.writableFinished ? undefined : 'left', userId: textIn(response, 'userId'), organisationId: organisation, ...ids,
      });
    });
    next();
  };
}

/** The number of this request: told to a person whose request failed, and in every line about it. */
export function requestIdOf(response: Response): string {
  return textIn(response, 'requestId') ?? '';
}

/** Notes who the request turned out to be from. */
export function noteUser(response: Response, userId: string): void {
  response.locals['userId'] = userId;
}

function textIn(response: Response, name: string): string | undefined {
  const text: unknown = response.locals[name];
  return typeof text === 'string' ? text : undefined;
}
