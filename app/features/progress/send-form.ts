import { respondAsync } from '#app/http/respond-async.ts';

/** What came of sending a form by a script: where it leads, or that the browser has to send it itself to show what the server says. */
export type Sent = { readonly leadsTo: string } | { readonly status: number } | 'unreachable';

/** Sends a form as the browser would, and tells how many bytes have gone; one sent by the browser tells nothing of that. */
export function sendForm(form: HTMLFormElement, submitter: HTMLElement | null, tell: (sent: number, total: number) => void): Promise<Sent> {
  const body = new FormData(form);
  if (submitter instanceof HTMLButtonElement && submitter.name !== '') body.append(submitter.name, submitter.value);
  const request = new XMLHttpRequest();
  request.open('POST', form.action);
  request.setRequestHeader(respondAsync.name, respondAsync.value);
  return new Promise((resolve) => {
    request.upload.addEventListener('progress', ({ loaded, total }) => { tell(loaded, total); });
    request.addEventListener('load', () => {
      const leadsTo = request.status === 204 ? request.getResponseHeader('Location') : null;
      resolve(leadsTo === null ? { status: request.status } : { leadsTo });
    });
    request.addEventListener('error', () => { resolve('unreachable'); });
    request.send(body);
  });
}
