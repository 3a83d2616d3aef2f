import { addDays, type CalendarDate } from '#app/domain/calendar-date.ts';
import { roles, type Role } from '#app/domain/permissions.ts';
import { languages } from '#app/domain/programme.ts';
import { isMailAddress } from '#app/features/outbox/mail-address.ts';
import { FormReading, type FieldFaults, type Typed } from '#app/features/shell/form-reading.ts';
import type { Invitation } from './invitation.ts';

export const inviteFields = ['name', 'email', 'role', 'language', 'programme', 'consultant', 'endsOn'] as const;
export type InviteField = (typeof inviteFields)[number];

/** A programme a consultant can be asked in to. */
export interface InviteProgramme {
  readonly id: string;
  readonly name: string;
  readonly endsOn: CalendarDate;
}

/** One of the organisation's consultants whom nobody signs in as yet. */
export interface InviteConsultant {
  readonly id: string;
  readonly name: string;
  readonly company: string | undefined;
}

export interface InviteChoices {
  readonly programmes: readonly InviteProgramme[];
  readonly consultants: readonly InviteConsultant[];
}

type Wish = Pick<Invitation, 'email' | 'name' | 'role' | 'language' | 'consultantId' | 'accessEndsOn'> & { readonly programmeId: string | undefined };
export type InviteReading = { readonly wish: Wish } | { readonly faults: FieldFaults<InviteField> };

/** How long after the programme a consultant's access usually lasts: invoices come late. */
const usualDaysAfter = 31;

/** Whom somebody can be asked in as: a consultant only where there is a programme to let them in to. */
export function offeredRoles({ programmes }: Pick<InviteChoices, 'programmes'>): readonly Role[] {
  return programmes.length > 0 ? roles : roles.filter((role) => role !== 'consultant');
}

/** Reads the form. Programme, consultant and last day are a consultant's only. */
export function readInviteForm(
  typed: Typed<InviteField>, { today, programmes, consultants }: InviteChoices & { today: CalendarDate },
): InviteReading {
  const form = new FormReading(typed, today);
  const name = form.required('name', form.line('name'));
  const email = form.required('email', form.email('email'));
  if (email !== undefined && !isMailAddress(email)) form.fault('email', 'emailUnclear');
  const role = form.required('role', form.choice('role', offeredRoles({ programmes })));
  const language = form.required('language', form.choice('language', languages));
  const programmeId = form.line('programme', 100);
  const programme = programmes.find(({ id }) => id === programmeId);
  const consultantId = form.line('consultant', 100);
  const endsOn = form.day('endsOn');
  if (role === 'consultant') {
    if (programmeId === undefined) form.fault('programme', 'missing');
    else if (programme === undefined) form.fault('programme', 'gone');
    if (consultantId !== undefined && !consultants.some(({ id }) => id === consultantId)) form.fault('consultant', 'gone');
    if (endsOn !== undefined && endsOn < today) form.fault('endsOn', 'past');
  } else if (programmeId !== undefined || consultantId !== undefined) {
    form.fault(programmeId === undefined ? 'consultant' : 'programme', 'notForRole');
  }
  const isWhole = name !== undefined && email !== undefined && role !== undefined && language !== undefined;
  if (!isWhole || !form.isFaultless) return { faults: form.faults };
  const ofConsultant = programme === undefined
    ? { programmeId: undefined, consultantId: undefined, accessEndsOn: undefined }
    : { programmeId: programme.id, consultantId, accessEndsOn: endsOn ?? usualLastDay(programme, today) };
  return { wish: { name, email, role, language, ...ofConsultant } };
}

/** A month after the programme; a month from now where that has passed. */
export function usualLastDay({ endsOn }: Pick<InviteProgramme, 'endsOn'>, today: CalendarDate): CalendarDate {
  return addDays(endsOn > today ? endsOn : today, usualDaysAfter);
}
