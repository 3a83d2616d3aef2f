import { data, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { answerForgotten, forgottenPage } from '#app/features/users/forgotten-page.server.ts';
import { SignInForm } from '#app/features/users/sign-in-form.tsx';
import { openAction, openLoader } from '#app/guard/guarded.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded === undefined ? '' : `${loaded.page.title} – OU-refusjon` }];

export const loader = openLoader((desk) => ({ page: forgottenPage(desk) }));

export const action = openAction(async (desk, form) => data({ page: await answerForgotten(desk, form) }, { status: 422 }));

export default function ForgottenPasswordPage() {
  const loaded = useLoaderData<typeof loader>();
  const { page } = useActionData<typeof action>() ?? loaded;
  return <SignInForm page={page} />;
}
