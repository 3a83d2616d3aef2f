import type { OpenDesk } from '#app/guard/desk.server.ts';
import { browserSecretOf } from '#app/http/session-cookie.ts';
import { openRequest, type WayBack } from './begin-identity-request.server.ts';
import { IdentityFault, type IdentityFaultCode, type ProvenIdentity } from './identity.ts';
import type { IdentityProvider } from './identity-provider.server.ts';
import { takeIdentityRequest, type IdentityRequest } from './identity-requests.repository.server.ts';

/** An answer that holds, with what it was asked for; or why it does not, and what of that is known all the same. */
export type TakenAnswer = Partial<WayBack> & Pick<Partial<IdentityRequest>, 'userId' | 'invitationHash'>
  & ({ readonly identity: ProvenIdentity } | { readonly fault: IdentityFaultCode; readonly cause?: unknown });

/** Takes what the browser came back with: once, in the browser that began it, within its time. */
export async function takeIdentityAnswer(desk: OpenDesk, provider: IdentityProvider): Promise<TakenAnswer> {
  const { database, services, request, url, now } = desk;
  const state = url.searchParams.get('state') ?? '';
  const found = await takeIdentityRequest(database, { state, browser: browserSecretOf(request) ?? '' }, now);
  if (found === undefined) return { fault: 'stale' };
  const { userId, invitationHash, nonce } = found;
  const { verifier, ...wayBack } = openRequest({ services }, found);
  const asked = { ...wayBack, userId, invitationHash };
  try {
    return { ...asked, identity: await provider.identityFrom(url, { state, nonce, verifier }) };
  } catch (error) {
    if (!(error instanceof IdentityFault)) throw error;
    return { ...asked, fault: error.code, cause: error };
  }
}
