import { data, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { answerTokenForm, tokensPage } from '#app/features/api-tokens/tokens-page.server.ts';
import { TokensPage } from '#app/features/api-tokens/tokens-page.tsx';
import { organisationAction, organisationLoader } from '#app/guard/guarded.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded === undefined ? '' : `${loaded.view.page.title} – OU-refusjon` }];

export const loader = organisationLoader('people.manage', async (desk) => ({ view: await tokensPage(desk) }));

export const action = organisationAction('people.manage', async (desk, form) => {
  const { view, status } = await answerTokenForm(desk, form);
  return data({ view }, { status, headers: { 'Cache-Control': 'no-store' } });
});

export default function ApiKeys() {
  const loaded = useLoaderData<typeof loader>();
  const { view } = useActionData<typeof action>() ?? loaded;
  return <TokensPage view={view} />;
}
