import { data, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { invitationPage, answerInvitationForm } from '#app/features/invitations/invitation-page.server.ts';
import { InvitePage } from '#app/features/invitations/invite-page.tsx';
import { organisationAction, organisationLoader } from '#app/guard/guarded.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded === undefined ? '' : `${loaded.page.title} – OU-refusjon` }];

export const loader = organisationLoader('people.manage', async (desk) => ({ page: await invitationPage(desk) }));

export const action = organisationAction('people.manage', async (desk, form) => {
  const { page, status } = await answerInvitationForm(desk, form);
  return data({ page }, { status });
});

export default function Invitation() {
  const loaded = useLoaderData<typeof loader>();
  const { page } = useActionData<typeof action>() ?? loaded;
  return <InvitePage page={page} />;
}
