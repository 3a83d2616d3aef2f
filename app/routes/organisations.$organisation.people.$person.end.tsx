import { data, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { endPage, answerEndForm } from '#app/features/users/person-page.server.ts';
import { FormPage } from '#app/features/shell/form-page.tsx';
import { organisationAction, organisationLoader } from '#app/guard/guarded.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded === undefined ? '' : `${loaded.page.title} – OU-refusjon` }];

export const loader = organisationLoader('people.manage', async (desk) => ({ page: await endPage(desk) }));

export const action = organisationAction('people.manage', async (desk, form) => {
  const { page, status } = await answerEndForm(desk, form);
  return data({ page }, { status });
});

export default function EndAccess() {
  const loaded = useLoaderData<typeof loader>();
  const { page } = useActionData<typeof action>() ?? loaded;
  return <FormPage page={page} />;
}
