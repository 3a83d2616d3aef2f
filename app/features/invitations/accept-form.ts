import { FormReading, type FieldFaults } from '#app/features/shell/form-reading.ts';
import type { CalendarDate } from '#app/domain/calendar-date.ts';
import { passwordFault, type PasswordFault } from '#app/features/users/password-rules.ts';

export const acceptFields = ['name', 'password', 'passwordAgain'] as const;
export type AcceptField = (typeof acceptFields)[number];
export type AcceptTyped = Readonly<Record<AcceptField, string>>;

export interface AcceptFaults {
  readonly name: FieldFaults<'name'>['name'];
  readonly password: PasswordFault | undefined;
  readonly passwordAgain: 'differ' | undefined;
}

export type AcceptReading = { readonly name: string; readonly password: string } | { readonly faults: AcceptFaults };

/** Reads the name and password of somebody new. */
export function readAcceptForm(
  typed: AcceptTyped, { email, organisationName, today }: { email: string; organisationName: string; today: CalendarDate },
): AcceptReading {
  const form = new FormReading({ name: typed.name }, today);
  const name = form.required('name', form.line('name'));
  const password = passwordFault(typed.password, { email, name: name ?? '', organisationName });
  const passwordAgain = password === undefined && typed.password !== typed.passwordAgain ? 'differ' as const : undefined;
  const isFaulty = password !== undefined || passwordAgain !== undefined;
  if (name === undefined || isFaulty) return { faults: { name: form.faults.name, password, passwordAgain } };
  return { name, password: typed.password };
}
