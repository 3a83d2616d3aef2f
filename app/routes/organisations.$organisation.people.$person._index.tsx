import { data, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { personPage, answerPersonForm } from '#app/features/users/person-page.server.ts';
import { PersonPage } from '#app/features/users/person-page.tsx';
import { organisationAction, organisationLoader } from '#app/guard/guarded.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded === undefined ? '' : `${loaded.page.title} – OU-refusjon` }];

export const loader = organisationLoader('people.manage', async (desk) => ({ page: await personPage(desk) }));

export const action = organisationAction('people.manage', async (desk, form) => {
  const { page, status } = await answerPersonForm(desk, form);
  return data({ page }, { status });
});

export default function Person() {
  const loaded = useLoaderData<typeof loader>();
  const { page } = useActionData<typeof action>() ?? loaded;
  return <PersonPage page={page} />;
}
