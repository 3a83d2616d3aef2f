import { IdentityFault, type Identity } from '#app/features/identities/identity.ts';
import type { OpenDesk } from '#app/guard/desk.server.ts';
import { askedLanguage } from '#app/http/chosen-language.ts';
import { acceptInvitation } from './accept-invitation.server.ts';
import { placeOf } from './accept-page.server.ts';
import type { AcceptRefusal } from './invitation.ts';

/** Where one who was let in begins, or why nobody was. */
export type AcceptedWithIdentity = { readonly place: string } | { readonly fault: AcceptRefusal | 'taken' };

/**
 * Accepts an invitation as somebody new who has signed in at another place: an account of the invitation's name and address, without
 * a password. An account that has the address already is not touched: who has it signs in to it first.
 */
export async function acceptWithIdentity(
  { database, request, now, requestId }: OpenDesk, identity: Identity, tokenHash: string,
): Promise<AcceptedWithIdentity> {
  const { issuer, subject } = identity;
  try {
    const done = await acceptInvitation(database, {
      tokenHash, by: { identity: { issuer, subject } }, language: askedLanguage(request), now: now.toISOString(), requestId,
    });
    return 'refused' in done ? { fault: done.refused } : { place: placeOf(done) };
  } catch (error) {
    if (error instanceof IdentityFault && error.code === 'taken') return { fault: 'taken' };
    throw error;
  }
}
