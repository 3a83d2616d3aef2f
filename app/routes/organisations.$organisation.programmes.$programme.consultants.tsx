import { data, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { answerConsultantsForm, consultantsPage } from '#app/features/consultants/consultants-page.server.ts';
import { FormPage } from '#app/features/shell/form-page.tsx';
import { programmeAction, programmeLoader } from '#app/guard/guarded.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded === undefined ? '' : `${loaded.page.title} – OU-refusjon` }];

export const loader = programmeLoader('programme.read', async (desk) => ({ page: await consultantsPage(desk) }));

export const action = programmeAction('programme.edit', async (desk, form) => {
  const { page, status } = await answerConsultantsForm(desk, form);
  return data({ page }, { status });
});

export default function Consultants() {
  const loaded = useLoaderData<typeof loader>();
  const { page } = useActionData<typeof action>() ?? loaded;
  return <FormPage page={page} />;
}
