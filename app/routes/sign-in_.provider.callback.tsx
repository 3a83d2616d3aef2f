import { data, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { IdentityPageView } from '#app/features/identities/identity-page.tsx';
import { answerFromProvider } from '#app/features/identities/sign-in-pages.server.ts';
import { openLoader } from '#app/guard/guarded.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => (
  [{ title: loaded === undefined ? '' : `${(loaded.page.resume ?? loaded.page.signIn)?.title ?? ''} – OU-refusjon` }]);

/** Where the browser comes back from another place: signed in, or told why not. */
export const loader = openLoader(async (desk) => {
  const { status, headers, ...page } = await answerFromProvider(desk);
  return data({ page }, { status, headers });
});

export default function ProviderCallbackPage() {
  const { page } = useLoaderData<typeof loader>();
  return <IdentityPageView page={page} />;
}
