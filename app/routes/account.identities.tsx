import { data, type HeadersFunction, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { IdentityPageView } from '#app/features/identities/identity-page.tsx';
import { OwnIdentities } from '#app/features/identities/own-identities.tsx';
import { answerLinking, answerUnlinking, ownIdentitiesPage } from '#app/features/identities/own-identities-page.server.ts';
import { personAction, personLoader } from '#app/guard/guarded.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded === undefined ? '' : `${loaded.page.title} – OU-refusjon` }];

/** The header that leads on comes with the page. */
export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

export const loader = personLoader(async (desk) => ({ page: await ownIdentitiesPage(desk) }));

export const action = personAction(async (desk, form) => {
  if (form.text('act') === 'unlink') return data({ page: await answerUnlinking(desk, form), journey: undefined }, { status: 409 });
  const answer = await answerLinking(desk, form);
  if ('page' in answer) return data({ page: answer.page, journey: undefined }, { status: 422 });
  const { status, headers: own, ...journey } = answer.journey;
  return data({ page: undefined, journey }, { status, headers: own });
});

export default function OwnIdentitiesPage() {
  const { page } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  if (answer?.journey !== undefined) return <IdentityPageView page={answer.journey} />;
  return <OwnIdentities page={answer?.page ?? page} />;
}
