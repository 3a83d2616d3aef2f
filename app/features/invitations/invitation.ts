import type { CalendarDate } from '#app/domain/calendar-date.ts';
import type { Role } from '#app/domain/permissions.ts';
import type { Language } from '#app/domain/programme.ts';

/** How long a link is good for. Source: OWASP ASVS 5.0 § 6.4; the municipality's own invitations wait over a weekend. */
export const invitationHours = 72;

/** Somebody asked in who has not come yet. */
export interface Invitation {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly language: Language;
  /** A consultant's: what they are let in to. */
  readonly programme: { readonly id: string; readonly name: string } | undefined;
  /** Whom of the organisation's consultants they are; a new one when undefined. */
  readonly consultantId: string | undefined;
  /** The last day the programme is open to them. */
  readonly accessEndsOn: CalendarDate | undefined;
  readonly invitedBy: { readonly name: string; readonly email: string };
  /** ISO UTC. */
  readonly createdAt: string;
  readonly expiresAt: string;
}

/** True once the last day it would give access on has passed. */
export function isAccessOver({ accessEndsOn }: Pick<Invitation, 'accessEndsOn'>, today: CalendarDate): boolean {
  return accessEndsOn !== undefined && accessEndsOn < today;
}

/** An invitation by its link, before anybody is known to be a member. */
export interface InvitationByLink extends Invitation {
  readonly organisationId: string;
  readonly organisationName: string;
}

/**
 * Why somebody could not come in. `dead`: no such link, or used, withdrawn or too old; never which. `sign_in`: the address has an
 * account, which is not theirs who ask.
 */
export type AcceptRefusal = 'has_other_role' | 'has_access' | 'no_password' | 'account_closed' | 'dead' | 'sign_in';
