import type { CalendarDate } from '#app/domain/calendar-date.ts';
import { consultantRoles, type Consultant, type ConsultantRole } from '#app/domain/programme.ts';
import { FormReading, type FieldFaults, type Typed } from '#app/features/shell/form-reading.ts';

export const consultantFields = ['consultant', 'name', 'company', 'role', 'person'] as const;
export type ConsultantField = (typeof consultantFields)[number];
/** What of the form can be changed afterwards. */
export const changeableConsultantFields = ['name', 'company', 'role', 'person'] as const;

/** A consultant for a programme: one the organisation knows, or somebody new. */
export type ConsultantInput
  = | { readonly role: ConsultantRole; readonly consultantId: string }
    | { readonly role: ConsultantRole; readonly name: string; readonly company: string | undefined; readonly person?: string | undefined };

export type ConsultantReading = { readonly consultant: ConsultantInput } | { readonly faults: FieldFaults<ConsultantField> };

/** Reads the form. Whoever is chosen in the list needs no name. */
export function readConsultantForm(typed: Typed<ConsultantField>, today: CalendarDate): ConsultantReading {
  const form = new FormReading(typed, today);
  const consultantId = form.line('consultant', 100);
  const name = consultantId === undefined ? form.required('name', form.line('name')) : undefined;
  const company = form.line('company');
  const person = form.line('person', 100);
  const role = form.required('role', form.choice('role', consultantRoles));
  if (role === undefined || !form.isFaultless) return { faults: form.faults };
  if (consultantId !== undefined) return { consultant: { role, consultantId } };
  const signsIn = person === undefined ? {} : { person };
  return name === undefined ? { faults: form.faults } : { consultant: { role, name, company, ...signsIn } };
}

export const emptyConsultant: Typed<ConsultantField> = { consultant: '', name: '', company: '', role: 'process_supervisor', person: '' };

/** `person` is who signs in as them. */
export function typedFromConsultant({ name, company, role }: Consultant, person = ''): Typed<ConsultantField> {
  return { consultant: '', name, company: company ?? '', role, person };
}

/** The same for two who are one person as far as anyone can tell: the day cap counts for them together. */
export function consultantKey({ name, company = '' }: Pick<Consultant, 'name' | 'company'>): string {
  return [name, company].map((text) => text.normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase()).join('\n');
}

export function isSameConsultant(a: Pick<Consultant, 'name' | 'company'>, b: Pick<Consultant, 'name' | 'company'>): boolean {
  return consultantKey(a) === consultantKey(b);
}
