import { addDays, type CalendarDate } from '#app/domain/calendar-date.ts';
import type { Expense } from '#app/domain/expense.ts';
import { termsOf } from '#app/domain/grant.ts';
import { calculateRefund, type Calculation } from '#app/domain/refund.ts';
import type { WhatIf } from './what-if-form.ts';

/** Works out what comes back if one consultant has so many days at this fee, by the rules in force today. */
export function calculateWhatIf(whatIf: WhatIf, today: CalendarDate): Calculation {
  const terms = termsOf({ percent: whatIf.percent, amount: whatIf.grant }, today);
  return calculateRefund(expensesOf(whatIf, today), terms);
}

/** The dates stand for any days, each its own: the day cap is per consultant and day. */
function expensesOf(whatIf: WhatIf, today: CalendarDate): Expense[] {
  const days = Array.from({ length: whatIf.days }, (_, index) => ({ on: addDays(today, index), amount: whatIf.fee }));
  return [
    { id: 'fee', kind: 'fee', consultant: 'consultant', days, attachments: [] },
    { id: 'travel', kind: 'travel', incurredOn: today, amount: whatIf.travel, attachments: [] },
    { id: 'accommodation', kind: 'accommodation', incurredOn: today, amount: whatIf.accommodation, attachments: [] },
  ];
}
