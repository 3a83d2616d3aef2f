import type { CalendarDate } from '#app/domain/calendar-date.ts';
import { roles, type Role } from '#app/domain/permissions.ts';
import { FormReading, type FieldFaults, type Typed } from '#app/features/shell/form-reading.ts';
import type { Member } from './member.ts';

export const personFields = ['role', 'programme', 'endsOn'] as const;
export type PersonField = (typeof personFields)[number];

/** What is to be changed about somebody's access: a consultant's last day in a programme, another member's role. */
export type PersonReading
  = | { readonly role: Role }
    | { readonly programmeId: string; readonly endsOn: CalendarDate }
    | { readonly faults: FieldFaults<PersonField> };

export function readPersonForm(typed: Typed<PersonField>, { member, today }: { member: Member; today: CalendarDate }): PersonReading {
  const form = new FormReading(typed, today);
  if (member.role !== 'consultant') {
    const role = form.required('role', form.choice('role', roles.filter((each) => each !== 'consultant')));
    return role === undefined ? { faults: form.faults } : { role };
  }
  const programmeId = form.required('programme', form.choice('programme', member.programmes.map(({ id }) => id)));
  const endsOn = form.required('endsOn', form.day('endsOn'));
  if (endsOn !== undefined && endsOn < today) form.fault('endsOn', 'past');
  return programmeId === undefined || endsOn === undefined || !form.isFaultless ? { faults: form.faults } : { programmeId, endsOn };
}
