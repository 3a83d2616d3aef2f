import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { isRouteErrorResponse, Links, Meta, Outlet, Scripts, ScrollRestoration, useRouteError, useRouteLoaderData } from '@remix-run/react';
import { useContext, type ReactNode } from 'react';
import { PageContext } from './components/page-context.ts';
import { PageFooter, PageHeader } from './components/page-frame.tsx';
import { shellView, type ShellView } from './features/shell/shell-view.ts';
import { chosenLanguage } from './http/chosen-language.ts';
import './styles.css';

export function loader({ request }: LoaderFunctionArgs) {
  return { shell: shellView(chosenLanguage(request)) };
}

/** The title of a page that failed; a page that did not has its own. */
export const meta: MetaFunction<typeof loader> = ({ data, error }) => {
  // Remix says null, whatever its types say, where the loader never ran.
  if (!data) return [{ title: 'OU-refusjon' }];
  const { siteName, notFound, failed } = data.shell;
  if (error === undefined) return [{ title: siteName }];
  return [{ title: `${isNotFound(error) ? notFound.heading : failed.heading} – ${siteName}` }];
};

export function Layout({ children }: { children: ReactNode }) {
  const { shell, isFromLoader } = useShell();
  const nonce = useContext(PageContext)?.nonce;
  return (
    <html lang={shell.language} data-color-scheme="auto">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        <Meta />
        <Links />
      </head>
      <body>
        <a className="ds-skip-link" href="#main">{shell.skipToMain}</a>
        <PageHeader shell={shell} />
        <main id="main" tabIndex={-1}>{children}</main>
        <PageFooter shell={shell} />
        <ScrollRestoration nonce={nonce} />
        {isFromLoader && <Scripts nonce={nonce} />}
      </body>
    </html>
  );
}

export default function App() {
  return <Outlet />;
}

export function ErrorBoundary() {
  const error = useRouteError();
  const { shell } = useShell();
  const { heading, text } = isNotFound(error) ? shell.notFound : shell.failed;
  return (
    <div className="page-width stack">
      <h1 className="ds-heading" data-size="lg">{heading}</h1>
      <p className="ds-paragraph" data-variant="long">{text}</p>
      <a className="ds-link" href={shell.homeHref}>{shell.toFrontPage}</a>
    </div>
  );
}

function isNotFound(error: unknown): boolean {
  return isRouteErrorResponse(error) && error.status === 404;
}

/** An answer given before any loader ran has its words from the server's own context, and no scripts to miss them. */
function useShell(): { shell: ShellView; isFromLoader: boolean } {
  const fromLoader = useRouteLoaderData<typeof loader>('root')?.shell;
  const fromServer = useContext(PageContext)?.shell;
  const shell = fromLoader ?? fromServer;
  if (shell === undefined) throw new Error('A page without a root loader is rendered by the server only');
  return { shell, isFromLoader: fromLoader !== undefined };
}
