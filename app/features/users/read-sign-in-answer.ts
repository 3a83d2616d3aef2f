import type { SignInView } from './sign-in-view.ts';

/** What the guard answers (401) to a form sent by nobody: the way in, with what was typed kept in it. */
export interface SignInAnswer {
  readonly signIn: SignInView;
}

/** The way in that an answer holds; undefined for any other answer. */
export function readSignInAnswer(body: unknown): SignInView | undefined {
  return isSignInAnswer(body) ? body.signIn : undefined;
}

function isSignInAnswer(body: unknown): body is SignInAnswer {
  return typeof body === 'object' && body !== null && 'signIn' in body;
}
