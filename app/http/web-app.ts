import { randomUUID } from 'node:crypto';
import type { AppLoadContext, ServerBuild } from '@remix-run/node';
import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import { limitBodies, refusedStatusOf } from './body-limits.ts';
import { serveBuiltFiles } from './built-files.ts';
import { rememberLanguage } from './remember-language.ts';
import { remixHandler } from './remix-handler.ts';
import { guardRequests } from './request-guard.ts';
import { nonceOf, setSecurityHeaders } from './security-headers.ts';

export interface WebAppParts {
  readonly build: ServerBuild;
  readonly clientFolder: string;
  readonly services: AppLoadContext['services'];
  readonly publicOrigin: string | undefined;
  /** False while the server is stopping or its database can't be reached. */
  readonly isReady: () => Promise<boolean>;
}

/** The web application: guard, headers, static files, health, and Remix for all else. */
export function createWebApp({ build, clientFolder, services, publicOrigin, isReady }: WebAppParts): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(setSecurityHeaders(), guardRequests(publicOrigin), limitBodies(), rememberLanguage());
  app.get('/healthz', (_request, response) => { response.type('text/plain').send('ok\n'); });
  app.get('/readyz', (_request, response) => { void answerReadiness(response, isReady); });
  app.use(serveBuiltFiles(clientFolder));
  app.all('*', remixHandler(build, (request, response) => ({
    nonce: nonceOf(response), services, requestId: randomUUID(), clientAddress: request.socket.remoteAddress,
    refusedStatus: refusedStatusOf(response),
  })));
  app.use(answerFault);
  return app;
}

async function answerReadiness(response: Response, isReady: () => Promise<boolean>): Promise<void> {
  const ready = await isReady().catch(() => false);
  response.status(ready ? 200 : 503).type('text/plain').send(ready ? 'ready\n' : 'not ready\n');
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
