import { data, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { answerImport, importPage } from '#app/features/programme-file/import-page.server.ts';
import { FormPage } from '#app/features/shell/form-page.tsx';
import { organisationAction, organisationLoader } from '#app/guard/guarded.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded === undefined ? '' : `${loaded.page.title} – OU-refusjon` }];

export const loader = organisationLoader('programme.edit', async (desk) => ({ page: await importPage(desk) }));

export const action = organisationAction('programme.edit', async (desk, form) => {
  const { page, status } = await answerImport(desk, form);
  return data({ page }, { status });
});

export default function ImportProgramme() {
  const loaded = useLoaderData<typeof loader>();
  const { page } = useActionData<typeof action>() ?? loaded;
  return <FormPage page={page} />;
}
