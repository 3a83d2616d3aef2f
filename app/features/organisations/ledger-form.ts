import type { CalendarDate } from '#app/domain/calendar-date.ts';
import { parseAccountingPart } from '#app/domain/accounting.ts';
import { FormReading, type FieldFaults, type Typed } from '#app/features/shell/form-reading.ts';
import { optionalFieldWords, type FormState } from '#app/features/shell/form-words.ts';
import type { FormGroupView } from '#app/features/shell/form-page-view.ts';
import { translator } from '#app/i18n/translate.ts';

export const ledgerFields = ['responsibility', 'function', 'project'] as const;
export type LedgerField = (typeof ledgerFields)[number];

/** The parts of an accounting string that are the organisation's or a programme's; the account goes by the kind of cost. */
export type LedgerParts = Readonly<Record<LedgerField, string | undefined>>;
export type LedgerReading = { readonly ledger: LedgerParts } | { readonly faults: FieldFaults<LedgerField> };

export function readLedgerForm(typed: Typed<LedgerField>, today: CalendarDate): LedgerReading {
  const form = new FormReading(typed, today);
  const part = (field: LedgerField) => {
    const text = form.line(field);
    return text === undefined ? undefined : parseAccountingPart(text) ?? form.fault(field, 'partUnclear');
  };
  const ledger = { responsibility: part('responsibility'), function: part('function'), project: part('project') };
  return form.isFaultless ? { ledger } : { faults: form.faults };
}

export function typedFromLedger({ responsibility = '', function: purpose = '', project = '' }: Partial<LedgerParts>): Typed<LedgerField> {
  return { responsibility, function: purpose, project };
}

/** The fields; of a programme each says what stands when it is left empty, which is the organisation's own. */
export function ledgerGroups(state: FormState<LedgerField>, inherited: Typed<LedgerField> | undefined): FormGroupView[] {
  const t = translator(state.language);
  const fields = ledgerFields.map((field) => {
    const words = optionalFieldWords({ form: 'ledger', field }, state);
    const value = inherited?.[field] ?? '';
    const hint = value === '' ? words.hint : t('programme.ledger.inherited', { value });
    return { kind: 'text' as const, ...words, hint, width: 'medium' as const, maxLength: 20 };
  });
  return [{ fields }];
}
