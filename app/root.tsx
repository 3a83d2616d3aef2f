import type { MetaFunction } from '@remix-run/node';
import { isRouteErrorResponse, Links, Meta, Outlet, Scripts, ScrollRestoration, useRouteError, useRouteLoaderData } from '@remix-run/react';
import { useContext, type ReactNode } from 'react';
import { FaultPage } from './components/fault-page.tsx';
import { PageContext } from './components/page-context.ts';
import { PageFooter, PageHeader } from './components/page-frame.tsx';
import { useUnsavedGuard } from './components/use-unsaved-guard.ts';
import { secondsLeft } from './features/session/session-standing.ts';
import { SessionWarningDialog } from './features/session/session-warning.tsx';
import { sessionWords } from './features/session/session-words.ts';
import { findAccountView } from './features/shell/account.server.ts';
import { readFault } from './features/shell/read-fault.ts';
import { shellView, type ShellView } from './features/shell/shell-view.ts';
import { readResumeAnswer, readSignInAnswer } from './features/users/read-sign-in-answer.ts';
import { ResumeForm } from './features/users/resume-form.tsx';
import { SignInForm } from './features/users/sign-in-form.tsx';
import { openLoader } from './guard/guarded.server.ts';
import './styles.css';

export const loader = openLoader(async ({ database, user, params, url, language, today, requestId, now }) => {
  const account = await findAccountView(database, { user, organisationId: params['organisation'], pathname: url.pathname, language, today });
  const session = user === undefined ? undefined : sessionWords(secondsLeft(user.standing, now), language);
  return { shell: shellView({ language, requestId, account, session }) };
});

/** The title of a page that failed; a page that did not has its own. */
export const meta: MetaFunction<typeof loader> = ({ data, error }) => {
  // Remix says null, whatever its types say, where the loader never ran.
  const siteName = data ? data.shell.siteName : 'OU-refusjon';
  const heading = error === undefined ? undefined : headingOf(error) ?? (data ? data.shell.failed.heading : undefined);
  return [{ title: heading === undefined ? siteName : `${heading} – ${siteName}` }];
};

export function Layout({ children }: { children: ReactNode }) {
  useUnsavedGuard();
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
        {shell.session !== undefined && <SessionWarningDialog words={shell.session} />}
        <ScrollRestoration nonce={nonce} />
        {isFromLoader && <Scripts nonce={nonce} />}
      </body>
    </html>
  );
}

export default function App() {
  return <Outlet />;
}

/** The way in where a session has run out, with what was typed; else what went wrong. */
export function ErrorBoundary() {
  const body = bodyOf(useRouteError());
  const { shell } = useShell();
  const signIn = readSignInAnswer(body);
  if (signIn !== undefined) return <SignInForm page={signIn} />;
  const resume = readResumeAnswer(body);
  if (resume !== undefined) return <ResumeForm page={resume} />;
  return <FaultPage fault={readFault(body) ?? shell.failed} wayOut={{ href: shell.homeHref, text: shell.toFrontPage }} />;
}

function headingOf(error: unknown): string | undefined {
  const body = bodyOf(error);
  return readSignInAnswer(body)?.title ?? readResumeAnswer(body)?.title ?? readFault(body)?.heading;
}

/** What an answer with a status says; nothing for a fault of ours. */
function bodyOf(error: unknown): unknown {
  return isRouteErrorResponse(error) ? error.data : undefined;
}

/** An answer given before any loader ran has its words from the server's own context, and no scripts to miss them. */
function useShell(): { shell: ShellView; isFromLoader: boolean } {
  const fromLoader = useRouteLoaderData<typeof loader>('root')?.shell;
  const fromServer = useContext(PageContext)?.shell;
  const shell = fromLoader ?? fromServer;
  if (shell === undefined) throw new Error('A page without a root loader is rendered by the server only');
  return { shell, isFromLoader: fromLoader !== undefined };
}
