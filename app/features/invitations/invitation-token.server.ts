import type { CalendarDate } from '#app/domain/calendar-date.ts';
import { newSecret, secretHash } from '#app/features/secrets/secret.server.ts';
import { endOfDayInNorway } from '#app/i18n/format.ts';
import { invitationHours } from './invitation.ts';

/** A new link's secret. Only its hash is stored. */
export function newInvitationToken(): string {
  return newSecret();
}

/** Of invitations only: no other kind of secret has the same hash, even where it is the same text. */
export function invitationTokenHash(token: string): string {
  return secretHash(`invitation ${token}`);
}

/** From when on a link is dead: it never outlasts the access it gives. ISO UTC. */
export function invitationExpiry(now: string, accessEndsOn: CalendarDate | undefined): string {
  const usual = Date.parse(now) + invitationHours * 3_600_000;
  const last = accessEndsOn === undefined ? usual : endOfDayInNorway(accessEndsOn).getTime();
  return new Date(Math.min(usual, last)).toISOString();
}
