import { PassThrough } from 'node:stream';
import { arrayBuffer } from 'node:stream/consumers';
import type { AppLoadContext, EntryContext, LoaderFunctionArgs } from '@remix-run/node';
import { isRouteErrorResponse, RemixServer } from '@remix-run/react';
import type { ReactElement } from 'react';
import { renderToPipeableStream } from 'react-dom/server';
import { PageContext } from '#app/components/page-context.ts';
import { shellView } from '#app/features/shell/shell-view.ts';
import { notedLanguage } from '#app/guard/account-language.server.ts';

const patienceMs = 10_000;

/** Renders a page in full before answering: nothing is deferred, so that it is whole without JavaScript too. */
// eslint-disable-next-line max-params -- Remix calls it with these five.
export default async function handleRequest(
  request: Request, status: number, headers: Headers, page: EntryContext, context: AppLoadContext,
): Promise<Response> {
  const { nonce, requestId, shownStatus } = context;
  const shell = shellView({ language: notedLanguage({ request, context }), requestId });
  const body = await render(
    <PageContext.Provider value={{ nonce, shell }}>
      <RemixServer context={page} url={request.url} nonce={nonce} />
    </PageContext.Provider>,
  );
  headers.set('Content-Type', 'text/html; charset=utf-8');
  const wait = waitIn(page.staticHandlerContext);
  if (wait !== undefined) headers.set('Retry-After', wait);
  return new Response(body, { status: status === 200 ? shownStatus ?? status : status, headers });
}

/** When to try again, as the door said that turned the person away: Remix keeps such a header from a page. */
function waitIn({ loaderHeaders, actionHeaders }: EntryContext['staticHandlerContext']): string | undefined {
  const said = [...Object.values(actionHeaders), ...Object.values(loaderHeaders)].map((headers) => headers.get('Retry-After'));
  return said.find((wait) => wait !== null) ?? undefined;
}

/** Logs what went wrong, under the number the person was told; an answer such as 404 is no fault of ours, nor is a person who left. */
export function handleError(error: unknown, { request, context }: LoaderFunctionArgs): void {
  if (request.signal.aborted || isRouteErrorResponse(error)) return;
  context.reportFault?.(error);
}

function render(page: ReactElement): Promise<ArrayBuffer> {
  return new Promise((resolve, reject) => {
    const { pipe, abort } = renderToPipeableStream(page, {
      onAllReady() {
        clearTimeout(timer);
        const body = new PassThrough();
        arrayBuffer(body).then(resolve, reject);
        pipe(body);
      },
      onShellError: reject,
      onError: reject,
    });
    const timer = setTimeout(abort, patienceMs);
  });
}
