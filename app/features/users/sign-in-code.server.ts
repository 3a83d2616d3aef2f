import type { OpenDesk } from '#app/guard/desk.server.ts';
import type { FormFields } from '#app/http/form-fields.ts';
import { sendTo } from '#app/http/send-to.ts';
import { sessionCookie, stepCookie, stepSecretOf } from '#app/http/session-cookie.ts';
import { signInWith } from './complete-first-factor.server.ts';
import { deviceOf } from './device.ts';
import type { KeptForm } from './kept-form.ts';
import { resumeView, type ResumeView } from './resume-view.ts';
import { readyCode, useCode } from './second-factor.server.ts';
import { codeSources, signInCodeView } from './sign-in-code-view.ts';
import { deleteStep, findStep, type SignInStep } from './sign-in-steps.repository.server.ts';
import { signInView, type SignInView } from './sign-in-view.ts';

interface WayOn {
  /** A path of this site. */
  readonly to: string;
  readonly kept: KeptForm | undefined;
}

interface Answer {
  readonly page: SignInView | undefined;
  readonly resume: ResumeView | undefined;
  readonly status: number;
  readonly headers: Headers;
}

/**
 * The page that asks for the code; who has not shown the first factor, or waited too long, begins again. Nobody is led away after a form
 * was sent: it is asked for then too, and what the form's own answer keeps would be lost.
 */
export async function askForCode(desk: OpenDesk, to: string): Promise<SignInView> {
  const { url, user, language } = desk;
  if (await stepOf(desk) !== undefined) return signInCodeView({ language, to });
  if (user !== undefined && !url.searchParams.has('resume')) throw sendTo(to);
  return signInView({ language, to, fault: { code: 'too_late' } });
}

/** Takes the code and signs in, or says why not. Throws the answer that leads on where no form was kept. */
export async function answerSignInCode(desk: OpenDesk, form: FormFields, { to, kept }: WayOn): Promise<Answer> {
  const { request, language, user } = desk;
  const step = await stepOf(desk);
  if (step === undefined && user !== undefined && kept !== undefined) return answer({ resume: resumeView(kept, language) });
  if (step === undefined) return answer({ page: signInView({ language, to, kept, fault: { code: 'too_late' }, providerName: desk.services.identityProvider?.name }), status: 422 });
  const instead = codeSources.find((source) => source === form.text('instead'));
  if (instead !== undefined) return answer({ page: signInCodeView({ language, to, kept, from: instead }) });
  const tried = await tryCode(desk, step, form.text('code'));
  const from = codeSources.find((source) => source === form.text('from'));
  if ('fault' in tried) return answer({ page: signInCodeView({ language, to, kept, from, fault: tried.fault }), status: 422 });
  const { done: secret } = tried;
  if (secret === undefined) return answer({ page: signInView({ language, to, kept, fault: { code: 'too_late' }, providerName: desk.services.identityProvider?.name }), status: 422 });
  const cookies = [sessionCookie(request, secret), stepCookie(request, undefined)];
  if (kept === undefined) throw sendTo(to, ...cookies);
  return answer({ resume: resumeView(kept, language), cookies });
}

/** @returns the new session's secret; undefined when the step has led on already. */
async function tryCode({ services, request, now, user }: OpenDesk, step: SignInStep, code: string) {
  const { userId, method, stepHash } = step;
  const shown = await readyCode(services, { userId, code, now });
  if ('fault' in shown) return shown;
  return services.database.transaction().execute(async (trx) => {
    const fault = await useCode(trx, shown.ready);
    if (fault !== undefined) return { fault };
    if (!await deleteStep(trx, stepHash)) return { done: undefined };
    const device = deviceOf(request.headers.get('User-Agent'));
    return { done: await signInWith(trx, { userId, method, device, now, earlierSessionHash: user?.sessionHash }, now.toISOString()) };
  });
}

async function stepOf({ database, request, now }: OpenDesk): Promise<SignInStep | undefined> {
  const secret = stepSecretOf(request);
  return secret === undefined ? undefined : findStep(database, secret, now);
}

function answer({ page, resume, status = 200, cookies = [] }: {
  readonly page?: SignInView; readonly resume?: ResumeView; readonly status?: number; readonly cookies?: readonly string[];
}): Answer {
  const headers = new Headers();
  for (const cookie of cookies) headers.append('Set-Cookie', cookie);
  return { page, resume, status, headers };
}
