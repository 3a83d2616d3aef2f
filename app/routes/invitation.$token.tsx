import { data, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { acceptPage, answerAcceptForm } from '#app/features/invitations/accept-page.server.ts';
import { AcceptPage } from '#app/features/invitations/accept-page.tsx';
import { openAction, openLoader } from '#app/guard/guarded.server.ts';
import { countOne } from '#app/guard/take-from-limit.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded === undefined ? '' : `${loaded.page.title} – OU-refusjon` }];

export const loader = openLoader(async (desk) => {
  await countOne(desk, 'secretGuess');
  const { page, status } = await acceptPage(desk);
  return data({ page }, { status });
});

export const action = openAction(async (desk, form) => {
  await countOne(desk, 'secretGuess');
  const { page, status } = await answerAcceptForm(desk, form);
  return data({ page }, { status });
});

export default function AcceptInvitation() {
  const loaded = useLoaderData<typeof loader>();
  const { page } = useActionData<typeof action>() ?? loaded;
  return <AcceptPage page={page} />;
}
