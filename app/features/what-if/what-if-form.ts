import { z } from 'zod';
import { money, parseMoney, parsePercent, zero, type Money, type Percent } from '#app/domain/money.ts';
import { parseAmount } from '#app/i18n/parse-amount.ts';

export const whatIfFields = ['days', 'fee', 'travel', 'accommodation', 'percent', 'grant'] as const;
export type WhatIfField = (typeof whatIfFields)[number];

export const whatIfErrorCodes = [
  'daysMissing', 'daysNotWhole', 'feeMissing', 'amountUnclear', 'amountNegative', 'amountNotPositive', 'amountTooLarge', 'percentUnclear',
] as const;
export type WhatIfErrorCode = (typeof whatIfErrorCodes)[number];

/** What was typed, as it was typed. */
export type WhatIfTyped = Readonly<Record<WhatIfField, string>>;

/** What the sum is worked out from. Kroner excl. VAT. */
export interface WhatIf {
  readonly days: number;
  readonly fee: Money;
  readonly travel: Money;
  readonly accommodation: Money;
  readonly percent: Percent;
  /** Undefined when no ceiling is known. */
  readonly grant: Money | undefined;
}

export type WhatIfErrors = Partial<Record<WhatIfField, WhatIfErrorCode>>;
export type WhatIfReading = { readonly whatIf: WhatIf } | { readonly errors: WhatIfErrors };

export const mostDays = 1000;
export const largestAmount = money('100000000');

const days = z.string().transform((text, context) => {
  if (text.trim() === '') return refuse(context, 'daysMissing');
  const count = Number(parseAmount(text));
  return Number.isInteger(count) && count >= 1 && count <= mostDays ? count : refuse(context, 'daysNotWhole');
});

const amountOrNothing = z.string().transform((text, context) => {
  if (text.trim() === '') return undefined;
  const amount = parseMoney(parseAmount(text) ?? '');
  if (amount === undefined) return refuse(context, 'amountUnclear');
  if (amount.isNegative()) return refuse(context, 'amountNegative');
  return amount.gt(largestAmount) ? refuse(context, 'amountTooLarge') : amount;
});

const positiveAmountOrNothing = amountOrNothing.transform((amount, context) => (
  amount?.isZero() === true ? refuse(context, 'amountNotPositive') : amount
));

const percent = z.string().transform((text, context) => (
  parsePercent(parseAmount(text.replace('%', '')) ?? '') ?? refuse(context, 'percentUnclear')
));

const whatIfSchema = z.object({
  days,
  fee: positiveAmountOrNothing.transform((amount, context) => amount ?? refuse(context, 'feeMissing')),
  travel: amountOrNothing.transform((amount) => amount ?? zero),
  accommodation: amountOrNothing.transform((amount) => amount ?? zero),
  percent,
  grant: positiveAmountOrNothing,
});

/** Reads the form's fields: the figures, or the first fault of each field. */
export function readWhatIf(typed: WhatIfTyped): WhatIfReading {
  const parsed = whatIfSchema.safeParse(typed);
  if (parsed.success) return { whatIf: parsed.data };
  const errors: WhatIfErrors = {};
  for (const { path, message } of parsed.error.issues) {
    const field = whatIfFields.find((name) => name === path[0]);
    const code = whatIfErrorCodes.find((name) => name === message);
    if (field !== undefined && code !== undefined) errors[field] ??= code;
  }
  return { errors };
}

function refuse(context: z.RefinementCtx, code: WhatIfErrorCode): never {
  context.addIssue({ code: 'custom', message: code });
  return z.NEVER;
}
