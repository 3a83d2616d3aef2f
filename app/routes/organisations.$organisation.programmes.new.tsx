import { data, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { answerNewProgramme, newProgrammePage } from '#app/features/programmes/new-programme-page.server.ts';
import { FormPage } from '#app/features/shell/form-page.tsx';
import { organisationAction, organisationLoader } from '#app/guard/guarded.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded === undefined ? '' : `${loaded.page.title} – OU-refusjon` }];

export const loader = organisationLoader('programme.edit', async (desk) => ({ page: await newProgrammePage(desk) }));

export const action = organisationAction('programme.edit', async (desk, form) => {
  const { page, status } = await answerNewProgramme(desk, form);
  return data({ page }, { status });
});

export default function NewProgramme() {
  const loaded = useLoaderData<typeof loader>();
  const { page } = useActionData<typeof action>() ?? loaded;
  return <FormPage page={page} />;
}
