import type { ErrorSummaryView } from '#app/components/error-summary.tsx';
import type { TextFieldView } from '#app/components/text-field.tsx';
import type { Terms } from '#app/domain/grant.ts';
import { percentToText, type Money } from '#app/domain/money.ts';
import type { Language } from '#app/domain/programme.ts';
import { formatAmount, formatKroner, formatPercent, formatWhole } from '#app/i18n/format.ts';
import { sentence, translator } from '#app/i18n/translate.ts';
import { largestAmount, mostDays, whatIfFields, type WhatIf, type WhatIfErrors, type WhatIfField, type WhatIfTyped } from './what-if-form.ts';

const units = { days: 'days', fee: 'kroner', travel: 'kroner', accommodation: 'kroner', percent: 'percent', grant: 'kroner' } as const;
const optionalFields: readonly WhatIfField[] = ['travel', 'accommodation', 'grant'];

/** What an address holds of the form; the percentage of the rule set stands there until another is typed. */
export function typedIn(query: URLSearchParams, terms: Terms): WhatIfTyped {
  const textOf = (field: WhatIfField) => query.get(field) ?? '';
  return {
    days: textOf('days'),
    fee: textOf('fee'),
    travel: textOf('travel'),
    accommodation: textOf('accommodation'),
    percent: query.get('percent') ?? (terms.percent === undefined ? '' : percentToText(terms.percent)),
    grant: textOf('grant'),
  };
}

/** The figures written back in one form, whatever way they were typed. What was left empty stays empty. */
export function echoOf(whatIf: WhatIf, language: Language): WhatIfTyped {
  const amount = (value: Money | undefined) => (value === undefined || value.isZero() ? '' : formatAmount(value, language));
  return {
    days: String(whatIf.days),
    fee: amount(whatIf.fee),
    travel: amount(whatIf.travel),
    accommodation: amount(whatIf.accommodation),
    percent: formatPercent(whatIf.percent, language).replace(/\s?%$/, ''),
    grant: amount(whatIf.grant),
  };
}

interface FieldStates {
  readonly typed: WhatIfTyped;
  readonly errors: WhatIfErrors;
  readonly dayCap: Money;
}

export function fieldViews({ typed, errors, dayCap }: FieldStates, language: Language): TextFieldView[] {
  const t = translator(language);
  const limits = {
    cap: formatKroner(dayCap, language), largest: formatKroner(largestAmount, language), mostDays: formatWhole(mostDays, language),
  };
  return whatIfFields.map((name) => {
    const label = t(`whatIf.${name}.label`);
    const code = errors[name];
    return {
      name,
      label,
      optional: optionalFields.includes(name) ? t('whatIf.optional') : undefined,
      hint: sentence(language, `whatIf.${name}.hint`, limits),
      unit: t(`whatIf.unit.${units[name]}`),
      value: typed[name],
      error: code === undefined ? undefined : sentence(language, `whatIf.error.${code}`, { ...limits, label }),
    };
  });
}

/** Undefined when every field can be used. */
export function errorSummary(fields: readonly TextFieldView[], language: Language): ErrorSummaryView | undefined {
  const items = fields.flatMap(({ name, error }) => (error === undefined ? [] : [{ href: `#${name}`, text: error }]));
  return items.length === 0 ? undefined : { heading: translator(language)('page.errorSummary.heading'), items };
}
