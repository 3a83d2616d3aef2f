import { z } from 'zod';
import type { OpenDesk } from '#app/guard/desk.server.ts';
import { browserSecretOf } from '#app/http/session-cookie.ts';
import type { KeptForm } from '#app/features/users/kept-form.ts';
import { newSecret } from '#app/features/secrets/secret.server.ts';
import type { IdentityProvider } from './identity-provider.server.ts';
import { insertIdentityRequest, type IdentityRequest } from './identity-requests.repository.server.ts';

/** Where the person was on the way to, and what they had typed; kept over the journey to the other place. */
export interface WayBack {
  /** A path of this site. */
  readonly to: string;
  readonly kept: KeptForm | undefined;
}

export interface Journey extends WayBack {
  /** Of a person who links an identity to their account. */
  readonly userId?: string | undefined;
  /** The hash of the token of an invitation that is being accepted. */
  readonly invitationHash?: string | undefined;
}

/** What the purposes of sealed texts are called; they are sealed along. */
const verifierPurpose = 'identity_request.verifier';
const returnPurpose = 'identity_request.return';
const longestReturn = 500_000;

/**
 * Begins a sign-in at another place: keeps what its answer has to fit, tied to this browser. @returns where to send the browser, and
 * the secret for its cookie. Throws IdentityFault when the place can't be reached, a 413 answer when more was typed than is kept.
 */
export async function beginIdentityRequest(
  desk: OpenDesk, provider: IdentityProvider, { to, kept, userId, invitationHash }: Journey,
): Promise<{ readonly address: string; readonly browserSecret: string }> {
  const { database, services: { secretBox }, request, url, now } = desk;
  const checks = { state: newSecret(), nonce: newSecret(), verifier: newSecret() };
  // One secret a browser: two windows that sign in at once both come back.
  const known = browserSecretOf(request) ?? '';
  const browserSecret = /^[\w-]{43}$/.test(known) ? known : newSecret();
  const wayBack = JSON.stringify({ to, ...(kept === undefined ? {} : { kept }) });
  if (wayBack.length > longestReturn) throw new Response(null, { status: 413 });
  const address = await provider.addressFor(checks, url.origin);
  await insertIdentityRequest(database, {
    nonce: checks.nonce, verifierSealed: secretBox.seal(checks.verifier, verifierPurpose),
    returnSealed: secretBox.seal(wayBack, returnPurpose), userId, invitationHash,
  }, { state: checks.state, browser: browserSecret, now });
  return { address, browserSecret };
}

const wayBackShape = z.object({
  to: z.string(),
  kept: z.object({
    action: z.string(), fields: z.array(z.tuple([z.string(), z.string()])), fileNames: z.array(z.string()),
  }).optional(),
});

/** What was sealed with a request. */
export function openRequest(
  { services: { secretBox } }: Pick<OpenDesk, 'services'>, { verifierSealed, returnSealed }: IdentityRequest,
): WayBack & { readonly verifier: string } {
  const { to, kept } = wayBackShape.parse(JSON.parse(secretBox.open(returnSealed, returnPurpose)));
  return { to, kept, verifier: secretBox.open(verifierSealed, verifierPurpose) };
}
