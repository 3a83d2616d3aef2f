import type { CalendarDate } from '#app/domain/calendar-date.ts';
import { languages, type Language } from '#app/domain/programme.ts';
import { FormReading, type FieldFaults, type Typed } from '#app/features/shell/form-reading.ts';

export const ownAccountFields = ['name', 'language'] as const;
export type OwnAccountField = (typeof ownAccountFields)[number];

export type OwnAccountReading = { readonly name: string; readonly language: Language } | { readonly faults: FieldFaults<OwnAccountField> };

export function readOwnAccount(typed: Typed<OwnAccountField>, today: CalendarDate): OwnAccountReading {
  const form = new FormReading(typed, today);
  const name = form.required('name', form.line('name', 120));
  const language = form.required('language', form.choice('language', languages));
  return name === undefined || language === undefined ? { faults: form.faults } : { name, language };
}
