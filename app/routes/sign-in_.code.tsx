import { data, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { readKeptForm } from '#app/features/users/kept-form.ts';
import { ResumeForm } from '#app/features/users/resume-form.tsx';
import { answerSignInCode, askForCode } from '#app/features/users/sign-in-code.server.ts';
import { SignInForm } from '#app/features/users/sign-in-form.tsx';
import { openAction, openLoader } from '#app/guard/guarded.server.ts';
import { ownPath } from '#app/http/own-path.ts';

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded === undefined ? '' : `${loaded.page.title} – OU-refusjon` }];

export const loader = openLoader(async (desk) => ({ page: await askForCode(desk, ownPath(desk.url.searchParams.get('to') ?? '') ?? '/') }));

/** The second step of signing in; a form kept meanwhile goes on to the page that saves it. */
export const action = openAction(async (desk, form) => {
  const to = ownPath(form.text('to')) ?? '/';
  const { page, resume, status, headers } = await answerSignInCode(desk, form, { to, kept: readKeptForm(form.everyText(), ownPath) });
  return data({ page, resume }, { status, headers });
});

export default function SignInCodePage() {
  const answer = useActionData<typeof action>();
  const { page } = useLoaderData<typeof loader>();
  if (answer?.resume !== undefined) return <ResumeForm page={answer.resume} />;
  return <SignInForm page={answer?.page ?? page} />;
}
