import { data, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { answerActivitiesForm, activitiesPage } from '#app/features/activities/activities-page.server.ts';
import { FormPage } from '#app/features/shell/form-page.tsx';
import { programmeAction, programmeLoader } from '#app/guard/guarded.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded === undefined ? '' : `${loaded.page.title} – OU-refusjon` }];

export const loader = programmeLoader('programme.read', async (desk) => ({ page: await activitiesPage(desk) }));

export const action = programmeAction('programme.edit', async (desk, form) => {
  const { page, status } = await answerActivitiesForm(desk, form);
  return data({ page }, { status });
});

export default function Activities() {
  const loaded = useLoaderData<typeof loader>();
  const { page } = useActionData<typeof action>() ?? loaded;
  return <FormPage page={page} />;
}
