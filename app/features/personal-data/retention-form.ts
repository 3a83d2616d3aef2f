import type { CalendarDate } from '#app/domain/calendar-date.ts';
import { retentionLimits } from '#app/domain/retention.ts';
import { FormReading, type FieldFaults, type Typed } from '#app/features/shell/form-reading.ts';

export const retentionFields = ['years'] as const;
export type RetentionField = (typeof retentionFields)[number];

/** Reads how many years are kept. */
export function readRetentionForm(
  typed: Typed<RetentionField>, today: CalendarDate,
): { readonly years: number } | { readonly faults: FieldFaults<RetentionField> } {
  const form = new FormReading(typed, today);
  const years = form.required('years', form.whole('years'));
  if (years !== undefined && (years < retentionLimits.least || years > retentionLimits.most)) form.fault('years', 'wholeUnclear', retentionLimits);
  return years === undefined || !form.isFaultless ? { faults: form.faults } : { years };
}
