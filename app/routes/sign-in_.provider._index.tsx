import { data, type HeadersFunction, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { IdentityPageView } from '#app/features/identities/identity-page.tsx';
import { answerLeaving, providerOf } from '#app/features/identities/sign-in-pages.server.ts';
import { signInView } from '#app/features/users/sign-in-view.ts';
import { openAction, openLoader } from '#app/guard/guarded.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded === undefined ? '' : `${loaded.signIn.title} – OU-refusjon` }];

/** The header that leads on comes with the page. */
export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

/** A sign-in there begins by a form only: one who comes by a link is shown the way in. */
export const loader = openLoader((desk) => ({ signIn: signInView({ language: desk.language, to: '/', providerName: providerOf(desk).name }) }));

export const action = openAction(async (desk, form) => {
  const { status, headers: own, ...page } = await answerLeaving(desk, form);
  return data({ page }, { status, headers: own });
});

export default function ProviderPage() {
  const { signIn } = useLoaderData<typeof loader>();
  return <IdentityPageView page={useActionData<typeof action>()?.page ?? { signIn }} />;
}
