import { respondAsync } from './respond-async.ts';

/** Whether the form was sent by a script, which is led to a page also where the form comes back. */
export function asksToBeLed({ headers }: Request): boolean {
  return headers.get(respondAsync.name) === respondAsync.value;
}

/** The answer as such a script can read it: where it leads, in `Location`, and no body. */
export function withoutFollowing(request: Request, answer: Response): Response {
  const isRedirect = answer.status >= 300 && answer.status < 400 && answer.headers.has('Location');
  return isRedirect && asksToBeLed(request) ? new Response(null, { status: 204, headers: answer.headers }) : answer;
}
