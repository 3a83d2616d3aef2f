import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { notedAddress } from './client-address.ts';
import { refuseInPage } from './refused.ts';
import { sessionSecretIn } from './session-cookie.ts';

/** Who sent a form, as far as that is known before anyone looks. */
export interface FormSender {
  readonly address: string;
  readonly sessionSecret: string | undefined;
}

/** Counts a form; gives 0 when it may come in, else for how many seconds it has to wait. */
export type CountForm = (sender: FormSender) => Promise<number>;

/** Turns away forms from where far too many come, before their body is read, with a page that says when to try again. */
export function limitForms(countForm: CountForm): RequestHandler {
  const limit = async (request: Request, response: Response) => {
    const sessionSecret = sessionSecretIn({ cookies: request.headers.cookie ?? '', isSecure: request.protocol === 'https' });
    const waitSeconds = await countForm({ address: notedAddress(response), sessionSecret });
    if (waitSeconds > 0) refuseInPage(request, response, { refusedStatus: 429, waitSeconds });
  };
  return (request: Request, response: Response, next: NextFunction) => {
    if (request.method === 'POST') limit(request, response).then(() => { next(); }, next);
    else next();
  };
}
