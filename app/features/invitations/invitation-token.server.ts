import { createHash, randomBytes } from 'node:crypto';
import { invitationHours } from './invitation.ts';

/** A new link's secret. Only its hash is stored. */
export function newInvitationToken(): string {
  return randomBytes(32).toString('base64url');
}

/** Of invitations only: no other kind of secret has the same hash, even where it is the same text. */
export function invitationTokenHash(token: string): string {
  return createHash('sha256').update(`invitation ${token}`).digest('hex');
}

export function invitationExpiry(now: string): string {
  return new Date(Date.parse(now) + invitationHours * 3_600_000).toISOString();
}
