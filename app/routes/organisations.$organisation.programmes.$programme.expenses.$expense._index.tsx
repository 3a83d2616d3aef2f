import { data, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { historyOf } from '#app/features/audit/history-of.server.ts';
import { HistorySection } from '#app/features/audit/history-section.tsx';
import { answerActs } from '#app/features/expenses/answer-expense-acts.server.ts';
import { answerExpenseForm } from '#app/features/expenses/answer-expense-form.server.ts';
import { ExpensePage } from '#app/features/expenses/expense-page.tsx';
import { storedExpensePage } from '#app/features/expenses/stored-expense-page.server.ts';
import { documentTitle } from '#app/features/programmes/programme-frame-view.ts';
import { programmeAction, programmeLoader } from '#app/guard/guarded.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: documentTitle(loaded?.page) }];

export const loader = programmeLoader('expense.read', async (desk) => ({
  page: await storedExpensePage(desk, desk.params['expense'] ?? ''),
  history: await historyOf(desk, { programmeId: desk.programmeId, kind: 'expense', id: desk.params['expense'] ?? '' }),
}));

export const action = programmeAction('expense.edit', async (desk, form) => {
  const answer = form.has('act') ? answerActs : answerExpenseForm;
  const { page, status } = await answer(desk, form, desk.params['expense'] ?? '');
  return data({ page }, { status });
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
