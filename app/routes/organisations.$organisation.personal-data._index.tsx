import { data, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { answerPersonalData, personalDataPage } from '#app/features/personal-data/personal-data-page.server.ts';
import { PersonalDataPage } from '#app/features/personal-data/personal-data-page.tsx';
import { organisationAction, organisationLoader } from '#app/guard/guarded.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded === undefined ? '' : `${loaded.page.title} – OU-refusjon` }];

export const loader = organisationLoader('people.manage', async (desk) => ({ page: await personalDataPage(desk) }));

export const action = organisationAction('people.manage', async (desk, form) => data({ page: await answerPersonalData(desk, form) }, { status: 422 }));

export default function PersonalData() {
  const loaded = useLoaderData<typeof loader>();
  const { page } = useActionData<typeof action>() ?? loaded;
  return <PersonalDataPage page={page} />;
}
