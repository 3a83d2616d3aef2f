import type { ResumeView } from './resume-view.ts';
import type { SignInView } from './sign-in-view.ts';

/** What the guard answers (401) to a form sent by nobody: the way in, with what was typed kept in it. */
export interface SignInAnswer {
  readonly signIn: SignInView;
}

/** What the guard answers (403) to a form where a second factor has to be set up first: what was typed, to be sent after that. */
export interface ResumeAnswer {
  readonly resume: ResumeView;
}

/** The kept form that an answer holds; undefined for any other answer. */
export function readResumeAnswer(body: unknown): ResumeView | undefined {
  return isResumeAnswer(body) ? body.resume : undefined;
}

function isResumeAnswer(body: unknown): body is ResumeAnswer {
  return typeof body === 'object' && body !== null && 'resume' in body;
}

/** The way in that an answer holds; undefined for any other answer. */
export function readSignInAnswer(body: unknown): SignInView | undefined {
  return isSignInAnswer(body) ? body.signIn : undefined;
}

function isSignInAnswer(body: unknown): body is SignInAnswer {
  return typeof body === 'object' && body !== null && 'signIn' in body;
}
