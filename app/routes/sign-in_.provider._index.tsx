import { data, type HeadersFunction, type MetaFunction } from '@remix-run/node';
import { useActionData } from '@remix-run/react';
import { IdentityPageView } from '#app/features/identities/identity-page.tsx';
import { leaveForProvider } from '#app/features/identities/sign-in-pages.server.ts';
import { readKeptForm } from '#app/features/users/kept-form.ts';
import { openAction, openLoader } from '#app/guard/guarded.server.ts';
import { ownPath } from '#app/http/own-path.ts';
import { sendTo } from '#app/http/send-to.ts';
import { translator } from '#app/i18n/translate.ts';

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded === undefined ? '' : `${loaded.title} – OU-refusjon` }];

/** The header that leads on comes with the page. */
export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

/** Nothing to see for one who comes by a link: a sign-in begins by a form only. */
export const loader = openLoader(({ request, language }) => {
  if (request.method !== 'POST') throw sendTo('/sign-in');
  return { title: translator(language)('people.signIn.heading') };
});

export const action = openAction(async (desk, form) => {
  const kept = readKeptForm(form.everyText(), ownPath);
  const { status, headers: own, ...page } = await leaveForProvider(desk, { to: ownPath(form.text('to')) ?? '/', kept });
  return data({ page }, { status, headers: own });
});

export default function ProviderPage() {
  const answer = useActionData<typeof action>();
  return answer === undefined ? null : <IdentityPageView page={answer.page} />;
}
