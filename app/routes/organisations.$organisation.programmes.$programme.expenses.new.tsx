import { data, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { answerExpenseForm } from '#app/features/expenses/answer-expense-form.server.ts';
import { ExpensePage } from '#app/features/expenses/expense-page.tsx';
import { newExpensePage } from '#app/features/expenses/new-expense-page.server.ts';
import { documentTitle } from '#app/features/programmes/programme-frame-view.ts';
import { programmeAction, programmeLoader } from '#app/guard/guarded.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: documentTitle(loaded?.page) }];

export const loader = programmeLoader('expense.edit', async (desk) => ({ page: await newExpensePage(desk) }));

export const action = programmeAction('expense.edit', async (desk, form) => {
  const { page, status } = await answerExpenseForm(desk, form);
  return data({ page }, { status });
});

export default function NewExpense() {
  const loaded = useLoaderData<typeof loader>();
  const { page } = useActionData<typeof action>() ?? loaded;
  return <ExpensePage page={page} />;
}
