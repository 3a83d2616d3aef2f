import { createReadableStreamFromReadable, createRequestHandler, type AppLoadContext, type ServerBuild } from '@remix-run/node';
import type { NextFunction, Request as HttpRequest, RequestHandler, Response as HttpResponse } from 'express';
import { withoutFollowing } from './led-on.ts';
import { sendAnswer } from './send-answer.ts';

type ContextOf = (request: HttpRequest, response: HttpResponse) => AppLoadContext;

/**
 * Hands a request to Remix and sends what it answers. Remix's own handler for Express writes a body as fast as it is made, whether
 * or not it is taken, so that a slow reader of a large file would have all of it kept in memory; this one waits.
 */
export function remixHandler(build: ServerBuild, contextOf: ContextOf): RequestHandler {
  const answerTo = createRequestHandler(build, 'production');
  const handle = async (request: HttpRequest, response: HttpResponse) => {
    const asked = webRequest(request, response);
    await sendAnswer(withoutFollowing(asked, await answerTo(asked, contextOf(request, response))), response);
  };
  return (request: HttpRequest, response: HttpResponse, next: NextFunction) => { handle(request, response).catch(next); };
}

/** The request as the web has it; its signal tells that the person left before the answer was whole. */
function webRequest(request: HttpRequest, response: HttpResponse): Request {
  const leaving = new AbortController();
  response.once('close', () => { if (!response.writableFinished) leaving.abort(); });
  const url = new URL(`${request.protocol}://${request.headers.host ?? ''}${request.originalUrl}`);
  const hasBody = request.method !== 'GET' && request.method !== 'HEAD';
  return new Request(url.href, {
    method: request.method, headers: headersOf(request), signal: leaving.signal,
    ...(hasBody ? { body: createReadableStreamFromReadable(request), duplex: 'half' as const } : {}),
  });
}

function headersOf(request: HttpRequest): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    for (const each of Array.isArray(value) ? value : [value]) if (each !== undefined) headers.append(name, each);
  }
  return headers;
}
