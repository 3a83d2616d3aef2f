import type { AppLoadContext, ServerBuild } from '@remix-run/node';
import express, { type ErrorRequestHandler, type Express, type NextFunction, type Request, type Response } from 'express';
import { limitBodies } from './body-limits.ts';
import { serveBuiltFiles } from './built-files.ts';
import { noteClientAddress, notedAddress, type TrustedProxies } from './client-address.ts';
import type { Log } from './log.ts';
import { refusedOf } from './refused.ts';
import { keepOwnLanguage, rememberLanguage } from './remember-language.ts';
import { remixHandler } from './remix-handler.ts';
import { guardRequests } from './request-guard.ts';
import { limitForms, type CountForm } from './request-limit.ts';
import { logRequests, noteUser, requestIdOf } from './request-log.ts';
import { routePatterns } from './route-pattern.ts';
import { nonceOf, setSecurityHeaders } from './security-headers.ts';

export interface WebAppParts {
  readonly build: ServerBuild;
  readonly clientFolder: string;
  readonly services: AppLoadContext['services'];
  readonly publicOrigin: string | undefined;
  readonly proxies: TrustedProxies;
  readonly log: Log;
  /** Counts a form that was sent; see limitForms. */
  readonly countForm: CountForm;
  /** False while the server is stopping or its database can't be reached. */
  readonly isReady: () => Promise<boolean>;
}

/** The web application: log, guard, headers, limits, static files, health, and Remix for all else. */
export function createWebApp({ build, clientFolder, services, publicOrigin, proxies, log, countForm, isReady }: WebAppParts): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(logRequests(log, routePatterns(Object.values(build.routes).flatMap((route) => route ?? []))));
  app.use(setSecurityHeaders(publicOrigin), noteClientAddress(proxies), guardRequests(publicOrigin));
  app.use(limitBodies(), limitForms(countForm), rememberLanguage());
  app.get('/healthz', (_request, response) => { response.type('text/plain').send('ok\n'); });
  app.get('/readyz', (_request, response) => { void answerReadiness(response, isReady); });
  app.use(serveBuiltFiles(clientFolder));
  app.all('*', remixHandler(build, (request, response) => ({
    nonce: nonceOf(response), services, requestId: requestIdOf(response), clientAddress: notedAddress(response), ...refusedOf(response),
    noteUser: ({ userId, language }) => {
      noteUser(response, userId);
      keepOwnLanguage(request, response, language);
    },
    reportFault: (fault) => { log.fault(fault, { requestId: requestIdOf(response) }); },
  })));
  app.use(answerFault(log));
  return app;
}

async function answerReadiness(response: Response, isReady: () => Promise<boolean>): Promise<void> {
  const ready = await isReady().catch(() => false);
  response.status(ready ? 200 : 503).type('text/plain').send(ready ? 'ready\n' : 'not ready\n');
}

/** What no route could answer: the cause goes to the log, the number to the person. Express knows it by its four parameters. */
function answerFault(log: Log): ErrorRequestHandler {
  // eslint-disable-next-line max-params
  return (fault: unknown, _request: Request, response: Response, next: NextFunction) => {
    const status = statusOf(fault);
    if (status >= 500) log.fault(fault, { requestId: requestIdOf(response) });
    if (response.headersSent) next(fault);
    else response.status(status).type('text/plain').send(`${status}\n`);
  };
}

function statusOf(fault: unknown): number {
  if (typeof fault !== 'object' || fault === null || !('status' in fault)) return 500;
  return typeof fault.status === 'number' ? fault.status : 500;
}
