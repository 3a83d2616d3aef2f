import { data, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { deviceOf } from '#app/features/users/device.ts';
import { firstFactorAnswer } from '#app/features/users/first-factor-answer.ts';
import { readKeptForm } from '#app/features/users/kept-form.ts';
import { ResumeForm } from '#app/features/users/resume-form.tsx';
import { resumeView, type ResumeView } from '#app/features/users/resume-view.ts';
import { signInCodeView } from '#app/features/users/sign-in-code-view.ts';
import { SignInForm } from '#app/features/users/sign-in-form.tsx';
import { signInView } from '#app/features/users/sign-in-view.ts';
import { signIn } from '#app/features/users/sign-in.server.ts';
import { hasUsers } from '#app/features/users/users.repository.server.ts';
import { openAction, openLoader } from '#app/guard/guarded.server.ts';
import { ownPath } from '#app/http/own-path.ts';
import { sendTo } from '#app/http/send-to.ts';
import { sessionCookie, stepCookie } from '#app/http/session-cookie.ts';
import { translator } from '#app/i18n/translate.ts';

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded === undefined ? '' : `${loaded.title} – OU-refusjon` }];

export const loader = openLoader(async ({ database, services, url, language, user }) => {
  const to = ownPath(url.searchParams.get('to') ?? '') ?? '/';
  // With a kept form nobody is led away: it would be lost.
  if (user !== undefined && !url.searchParams.has('resume')) throw sendTo(to);
  if (!await hasUsers(database)) throw sendTo('/first-start');
  const page = signInView({ language, to, done: url.searchParams.get('done') ?? undefined, providerName: services.identityProvider?.name });
  return { page, title: url.searchParams.has('resume') ? translator(language)('people.resume.title') : page.title };
});

/**
 * Signs in and goes on to where the person was; or, where a form was kept meanwhile, to the page that saves it. One who has
 * signed in meanwhile in another window gets there at once.
 */
export const action = openAction(async ({ database, services, request, language, now, clientAddress, user }, form) => {
  const to = ownPath(form.text('to')) ?? '/';
  const kept = readKeptForm(form.everyText(), ownPath);
  if (kept !== undefined && user !== undefined) return data({ page: undefined, resume: resumeView(kept, language) });
  const { email, password } = form.typed(['email', 'password']);
  const device = deviceOf(request.headers.get('User-Agent'));
  const done = await signIn(database, { email, password, address: clientAddress, device, now, earlierSessionHash: user?.sessionHash });
  if ('fault' in done) {
    const page = signInView({ language, to, email, fault: done.fault, kept, providerName: services.identityProvider?.name });
    return data({ page, resume: undefined }, { status: 422 });
  }
  if (kept === undefined) throw firstFactorAnswer(request, done, to);
  if ('secret' in done) return resumed(resumeView(kept, language), sessionCookie(request, done.secret));
  return data({ page: signInCodeView({ language, to, kept }), resume: undefined }, { headers: { 'Set-Cookie': stepCookie(request, done.stepSecret) } });
});

function resumed(resume: ResumeView, setCookie: string) {
  return data({ page: undefined, resume }, { headers: { 'Set-Cookie': setCookie } });
}

export default function SignInPage() {
  const answer = useActionData<typeof action>();
  const { page } = useLoaderData<typeof loader>();
  if (answer?.resume !== undefined) return <ResumeForm page={answer.resume} />;
  return <SignInForm page={answer?.page ?? page} />;
}
