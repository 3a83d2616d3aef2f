import { data, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { mailPage, answerMailForm } from '#app/features/outbox/mail-page.server.ts';
import { MailPage } from '#app/features/outbox/mail-page.tsx';
import { organisationAction, organisationLoader } from '#app/guard/guarded.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded === undefined ? '' : `${loaded.page.title} – OU-refusjon` }];

export const loader = organisationLoader('people.manage', async (desk) => ({ page: await mailPage(desk) }));

export const action = organisationAction('people.manage', async (desk, form) => {
  const { page, status } = await answerMailForm(desk, form);
  return data({ page }, { status });
});

export default function Mail() {
  const loaded = useLoaderData<typeof loader>();
  const { page } = useActionData<typeof action>() ?? loaded;
  return <MailPage page={page} />;
}
