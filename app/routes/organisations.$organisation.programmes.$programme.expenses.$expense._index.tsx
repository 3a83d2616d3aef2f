import type { MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { historyOf } from '#app/features/audit/history-of.server.ts';
import { HistorySection } from '#app/features/audit/history-section.tsx';
import { answerActs } from '#app/features/expenses/answer-expense-acts.server.ts';
import { answerExpenseForm } from '#app/features/expenses/answer-expense-form.server.ts';
import { ExpensePage } from '#app/features/expenses/expense-page.tsx';
import type { ExpensePageView } from '#app/features/expenses/expense-page-view.ts';
import { storedExpensePage } from '#app/features/expenses/stored-expense-page.server.ts';
import { documentTitle } from '#app/features/programmes/programme-frame-view.ts';
import { PatientForm } from '#app/guard/answer-in-time.server.ts';
import { patientProgrammeAction, programmeLoader } from '#app/guard/guarded.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: documentTitle(loaded?.page) }];

const form = new PatientForm<ExpensePageView>('save');

export const loader = programmeLoader('expense.read', async (desk) => ({
  page: form.pageFor(desk) ?? await storedExpensePage(desk, desk.params['expense'] ?? ''),
  history: await historyOf(desk, { programmeId: desk.programmeId, kind: 'expense', id: desk.params['expense'] ?? '' }),
}));

export const action = patientProgrammeAction('expense.edit', form, (desk, fields) => {
  const answer = fields.has('act') ? answerActs : answerExpenseForm;
  return answer(desk, fields, desk.params['expense'] ?? '');
});

export default function StoredExpense() {
  const loaded = useLoaderData<typeof loader>();
  const { page } = useActionData<typeof action>() ?? loaded;
  return (
    <>
      <ExpensePage page={page} />
      <HistorySection history={loaded.history} />
    </>
  );
}
