import { deleteSession } from '#app/features/users/sessions.repository.server.ts';
import { openAction, openLoader } from '#app/guard/guarded.server.ts';
import { sendTo } from '#app/http/send-to.ts';
import { sessionCookie } from '#app/http/session-cookie.ts';

/** Nothing to see: a session ends by a form only, never by following a link. */
export const loader = openLoader(() => {
  throw sendTo('/');
});

/** Open to all: one whose session has already ended is signed out too. */
export const action = openAction(async ({ database, request, user }) => {
  if (user !== undefined) await deleteSession(database, user.sessionHash);
  throw sendTo('/sign-in?done=signed-out', sessionCookie(request, undefined));
});

/** Never shown; with it a fault is told in a page. */
export default function SignOutPage() {
  return null;
}
