import { data, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { acceptPage, answerAcceptForm } from '#app/features/invitations/accept-page.server.ts';
import { AcceptPage } from '#app/features/invitations/accept-page.tsx';
import { openAction, openLoader } from '#app/guard/guarded.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded === undefined ? '' : `${loaded.page.title} – OU-refusjon` }];

export const loader = openLoader(async (desk) => {
  const { page, status } = await acceptPage(desk);
  return data({ page }, { status });
});

export const action = openAction(async (desk, form) => {
  const { page, status } = await answerAcceptForm(desk, form);
  return data({ page }, { status });
});

export default function AcceptInvitation() {
  const loaded = useLoaderData<typeof loader>();
  const { page } = useActionData<typeof action>() ?? loaded;
  return <AcceptPage page={page} />;
}
