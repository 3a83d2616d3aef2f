import { newSecret, secretHash } from '#app/features/secrets/secret.server.ts';
import { invitationHours } from './invitation.ts';

/** A new link's secret. Only its hash is stored. */
export function newInvitationToken(): string {
  return newSecret();
}

/** Of invitations only: no other kind of secret has the same hash, even where it is the same text. */
export function invitationTokenHash(token: string): string {
  return secretHash(`invitation ${token}`);
}

export function invitationExpiry(now: string): string {
  return new Date(Date.parse(now) + invitationHours * 3_600_000).toISOString();
}
