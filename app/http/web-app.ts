import { createRequestHandler } from '@remix-run/express';
import type { ServerBuild } from '@remix-run/node';
import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import { serveBuiltFiles } from './built-files.ts';
import { guardRequests } from './request-guard.ts';
import { nonceOf, setSecurityHeaders } from './security-headers.ts';

/** The web application: guard, headers, static files, health, and Remix for all else. */
export function createWebApp(build: ServerBuild, clientFolder: string): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(setSecurityHeaders(), guardRequests());
  app.get('/healthz', (_request, response) => { response.type('text/plain').send('ok\n'); });
  app.use(serveBuiltFiles(clientFolder));
  const answer = createRequestHandler({ build, getLoadContext: (_request, response) => ({ nonce: nonceOf(response) }) });
  app.all('*', (request, response, next) => { void answer(request, response, next); });
  app.use(answerFault);
  return app;
}

/** What no route could answer: the cause goes to the log, the number to the person. Express knows it by its four parameters. */
// eslint-disable-next-line max-params
function answerFault(fault: unknown, _request: Request, response: Response, next: NextFunction): void {
  const status = statusOf(fault);
  if (status >= 500) process.stderr.write(`${fault instanceof Error ? fault.stack ?? fault.message : String(fault)}\n`);
  if (response.headersSent) next(fault);
  else response.status(status).type('text/plain').send(`${status}\n`);
}

function statusOf(fault: unknown): number {
  if (typeof fault !== 'object' || fault === null || !('status' in fault)) return 500;
  return typeof fault.status === 'number' ? fault.status : 500;
}
