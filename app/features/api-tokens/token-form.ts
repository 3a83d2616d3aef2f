import { apiScopes, type ApiScope } from '#app/domain/api-scopes.ts';
import { addDays, type CalendarDate } from '#app/domain/calendar-date.ts';
import { FormReading, type FieldFaults, type Typed } from '#app/features/shell/form-reading.ts';

export const tokenFields = ['name', 'scopes', 'expiresOn'] as const;
export type TokenField = (typeof tokenFields)[number];

export interface TokenInput {
  readonly name: string;
  readonly scopes: readonly ApiScope[];
  readonly expiresOn: CalendarDate;
}

/** A token that never ends is forgotten; two years is the longest. */
const mostDays = 731;
const usualDays = 365;

/** Reads the form. `scopes` are the boxes that were ticked. */
export function readTokenForm(
  typed: Typed<TokenField>, { scopes, today }: { readonly scopes: readonly string[]; readonly today: CalendarDate },
): TokenInput | { readonly faults: FieldFaults<TokenField> } {
  const form = new FormReading(typed, today);
  const name = form.required('name', form.line('name', 100));
  const chosen = apiScopes.filter((scope) => scopes.includes(scope));
  if (chosen.length === 0) form.fault('scopes', 'choiceMissing');
  const expiresOn = form.required('expiresOn', form.day('expiresOn'));
  if (expiresOn !== undefined && (expiresOn < today || expiresOn > addDays(today, mostDays))) form.fault('expiresOn', 'dayUnclear');
  if (name === undefined || expiresOn === undefined || !form.isFaultless) return { faults: form.faults };
  return { name, scopes: chosen, expiresOn };
}

export function usualExpiry(today: CalendarDate): CalendarDate {
  return addDays(today, usualDays);
}
