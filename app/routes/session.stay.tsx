import { openAction, openLoader } from '#app/guard/guarded.server.ts';
import { sendTo } from '#app/http/send-to.ts';

/** Nothing to see: a session is used by a form only, never by following a link. */
export const loader = openLoader(() => {
  throw sendTo('/');
});

/** Every request uses the session, and this one does nothing else; where it leads tells how long it lasts, or that it was too late. */
export const action = openAction(() => {
  throw sendTo('/session');
});

/** Never shown; with it a fault is told in a page. */
export default function StayPage() {
  return null;
}
