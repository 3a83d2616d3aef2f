import { data, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { answerSettingsForm, settingsPage } from '#app/features/organisations/settings-page.server.ts';
import { FormPage } from '#app/features/shell/form-page.tsx';
import { organisationAction, organisationLoader } from '#app/guard/guarded.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded === undefined ? '' : `${loaded.page.title} – OU-refusjon` }];

export const loader = organisationLoader('organisation.read', async (desk) => ({ page: await settingsPage(desk) }));

export const action = organisationAction('organisation.edit', async (desk, form) => {
  const { page, status } = await answerSettingsForm(desk, form);
  return data({ page }, { status });
});

export default function Settings() {
  const loaded = useLoaderData<typeof loader>();
  const { page } = useActionData<typeof action>() ?? loaded;
  return <FormPage page={page} />;
}
