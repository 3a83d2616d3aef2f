import type { NoticeView } from '#app/components/notice.tsx';
import type { CalendarDate } from '#app/domain/calendar-date.ts';
import { termsOf } from '#app/domain/grant.ts';
import { calculateRefund } from '#app/domain/refund.ts';
import { findWarnings } from '#app/domain/warnings.ts';
import { findingChecks } from '#app/features/programmes/finding-checks-view.ts';
import { translator } from '#app/i18n/translate.ts';
import type { ExpenseMatter } from './expense-matter.ts';
import type { Reader } from './expense-page-view.ts';

interface Asked extends Reader {
  readonly today: CalendarDate;
}

/** What KS may ask about this expense, where the expense stands; the programme's check list says the same. */
export function expenseWarnings(matter: ExpenseMatter, expenseId: string, { today, may, language }: Asked): NoticeView[] {
  const { programme, earlier } = matter;
  const attachments = new Map(matter.attachments.map(({ name, state }) => [name, state]));
  const warnings = findWarnings({
    programme, calculation: calculateRefund(programme.expenses, termsOf(programme.grant, programme.facts.startsOn), earlier),
    circumstances: { today, attachments, registerEntry: undefined },
  });
  const own = warnings.filter(({ path: [part, at] }) => part === 'expenses' && typeof at === 'number' && programme.expenses[at]?.id === expenseId);
  const numbers = new Map(programme.expenses.map(({ id }, index) => [id, index + 1]));
  const place = { organisationId: matter.organisation.id, programmeId: matter.id, numbers, language, may };
  const items = findingChecks('warning', own.map((finding) => ({ finding, expenseId })), place).map(({ text }) => text);
  return items.length === 0 ? [] : [{ tone: 'warning', heading: translator(language)('expense.warnings.heading'), items }];
}
