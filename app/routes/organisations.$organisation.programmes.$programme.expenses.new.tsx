import type { MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { answerExpenseForm } from '#app/features/expenses/answer-expense-form.server.ts';
import { ExpensePage } from '#app/features/expenses/expense-page.tsx';
import type { ExpensePageView } from '#app/features/expenses/expense-page-view.ts';
import { newExpensePage } from '#app/features/expenses/new-expense-page.server.ts';
import { documentTitle } from '#app/features/programmes/programme-frame-view.ts';
import { PatientForm } from '#app/guard/answer-in-time.server.ts';
import { patientProgrammeAction, programmeLoader } from '#app/guard/guarded.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: documentTitle(loaded?.page) }];

const form = new PatientForm<ExpensePageView>('save');

export const loader = programmeLoader('expense.edit', async (desk) => ({ page: form.pageFor(desk) ?? await newExpensePage(desk) }));

export const action = patientProgrammeAction('expense.edit', form, (desk, fields) => answerExpenseForm(desk, fields));

export default function NewExpense() {
  const loaded = useLoaderData<typeof loader>();
  const { page } = useActionData<typeof action>() ?? loaded;
  return <ExpensePage page={page} />;
}
