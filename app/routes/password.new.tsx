import { data, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { answerNewPassword, newPasswordPage } from '#app/features/users/new-password-page.server.ts';
import { SignInForm } from '#app/features/users/sign-in-form.tsx';
import { openAction, openLoader } from '#app/guard/guarded.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded === undefined ? '' : `${loaded.page.title} – OU-refusjon` }];

export const loader = openLoader(async (desk) => ({ page: await newPasswordPage(desk) }));

export const action = openAction(async (desk, form) => data({ page: await answerNewPassword(desk, form) }, { status: 422 }));

export default function NewPasswordPage() {
  const loaded = useLoaderData<typeof loader>();
  const { page } = useActionData<typeof action>() ?? loaded;
  return <SignInForm page={page} />;
}
