import { data, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { OwnAccount } from '#app/features/account/own-account.tsx';
import { answerOwnAccount, ownAccountPage } from '#app/features/account/own-account-page.server.ts';
import { personAction, personLoader } from '#app/guard/guarded.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded === undefined ? '' : `${loaded.page.title} – OU-refusjon` }];

export const loader = personLoader(async (desk) => ({ page: await ownAccountPage(desk) }));

export const action = personAction(async (desk, form) => data({ page: await answerOwnAccount(desk, form) }, { status: 422 }));

export default function AccountPage() {
  const loaded = useLoaderData<typeof loader>();
  const { page } = useActionData<typeof action>() ?? loaded;
  return <OwnAccount page={page} />;
}
