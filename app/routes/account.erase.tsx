import { data, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { answerEraseAccount, eraseAccountPage } from '#app/features/personal-data/erase-account-page.server.ts';
import { FormPage } from '#app/features/shell/form-page.tsx';
import { personAction, personLoader } from '#app/guard/guarded.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded === undefined ? '' : `${loaded.page.title} – OU-refusjon` }];

export const loader = personLoader(async (desk) => ({ page: await eraseAccountPage(desk) }));

export const action = personAction(async (desk, form) => data({ page: await answerEraseAccount(desk, form) }, { status: 422 }));

export default function EraseAccountPage() {
  const loaded = useLoaderData<typeof loader>();
  const { page } = useActionData<typeof action>() ?? loaded;
  return <FormPage page={page} />;
}
